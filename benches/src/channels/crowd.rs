//! A log without a broker: one report of each of many channels, as fast as the studio takes them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::{
    future::BoxFuture,
    stream::{self, StreamExt as _},
};
use tokio::sync::{Notify, mpsc};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::RawRecord;
use ytempire_kafka::{Partition, SourceEvent};
use ytempire_studio::{Log, Tap, TapEvents};

use super::PARTITIONS;

/// As the real source hands them over.
const BATCH: u64 = 500;

/// Cheap to clone: all clones are one log.
#[derive(Clone)]
pub struct Crowd(Arc<Inner>);

struct Inner {
    say: mpsc::Sender<SourceEvent>,
    said: Mutex<Option<mpsc::Receiver<SourceEvent>>>,
    /// Those that are begun: the next offset, and whether it is held.
    places: Mutex<BTreeMap<i32, (u64, bool)>>,
    /// A place was begun or is held no more.
    moved: Notify,
}

impl Crowd {
    pub fn new() -> Self {
        let (say, said) = mpsc::channel(16);
        let (said, places) = (Mutex::new(Some(said)), Mutex::default());
        Crowd(Arc::new(Inner { say, said, places, moved: Notify::new() }))
    }

    pub async fn assign(&self) {
        let partition = |number| Partition { topic: YOUTUBE_ANALYTICS.to_owned(), number };
        self.say(SourceEvent::Assigned((0..PARTITIONS as i32).map(partition).collect())).await;
    }

    /// Says one report of each of the first `channels` channels; goes on where it stood.
    pub async fn report(&self, channels: u64) {
        let each = channels / PARTITIONS;
        while let Some((number, from)) = self.next(each).await {
            let records = (from..each.min(from + BATCH)).map(|offset| record(number, offset)).collect();
            let partition = Partition { topic: YOUTUBE_ANALYTICS.to_owned(), number };
            self.say(SourceEvent::Records { partition, records }).await;
        }
    }

    /// A partition that has more, and from where; `None`: none has.
    async fn next(&self, each: u64) -> Option<(i32, u64)> {
        loop {
            let moved = self.0.moved.notified();
            {
                let mut places = self.0.places.lock().unwrap_or_else(PoisonError::into_inner);
                let begun = places.len() == PARTITIONS as usize;
                if begun && places.values().all(|(next, _)| *next >= each) {
                    return None;
                }
                let free = places.iter_mut().filter(|(_, (next, held))| *next < each && !*held);
                if let Some((number, (next, _))) = free.min_by_key(|(_, (next, _))| *next) {
                    let from = *next;
                    *next = each.min(from + BATCH);
                    return Some((*number, from));
                }
            }
            moved.await;
        }
    }

    async fn say(&self, event: SourceEvent) {
        if self.0.say.send(event).await.is_err() {
            eprintln!("the studio hears no more");
        }
    }

    fn change(&self, partition: &Partition, change: impl FnOnce(&mut (u64, bool))) {
        change(self.0.places.lock().unwrap_or_else(PoisonError::into_inner).entry(partition.number).or_default());
        self.0.moved.notify_one();
    }
}

fn record(partition: i32, offset: u64) -> RawRecord {
    let channel = format!("ch_{:032x}", offset * PARTITIONS + u64::from(partition.unsigned_abs()));
    let value = serde_json::json!({ "channel_id": channel, "day": "2026-11-20", "observed_at": "2026-11-22T09:00:00Z",
        "metrics": { "views": offset } });
    let (offset, value) = (offset as i64, Some(value.to_string().into_bytes()));
    RawRecord { offset, timestamp_ms: None, key: Some(channel.into_bytes()), value, headers: Vec::new() }
}

impl Log for Crowd {
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Box<dyn std::error::Error + Send + Sync>> {
        let said = self.0.said.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or("it was opened before")?;
        let next = |mut said: mpsc::Receiver<SourceEvent>| async move { Some((said.recv().await?, said)) };
        Ok((Arc::new(self.clone()), stream::unfold(said, next).boxed()))
    }
}

impl Tap for Crowd {
    fn begin(&self, partition: &Partition, next_offset: Option<i64>) {
        self.change(partition, |place| *place = (next_offset.unwrap_or(0).unsigned_abs(), false));
    }

    fn pause(&self, partition: &Partition) {
        self.change(partition, |(_, held)| *held = true);
    }

    fn resume(&self, partition: &Partition) {
        self.change(partition, |(_, held)| *held = false);
    }

    fn commit(&self, _: &Partition, _: i64) {}

    fn lag(&self) -> Vec<(Partition, i64)> {
        Vec::new()
    }

    fn close(&self) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}
