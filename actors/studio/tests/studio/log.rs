//! A log that says what the test says, and notes what it is told.

use std::sync::{Arc, Mutex};

use futures_util::{
    future::BoxFuture,
    stream::{self, StreamExt as _},
};
use tokio::sync::mpsc;
use ytempire_journal::{PageRequest, RawRecord};
use ytempire_kafka::{Partition, SourceEvent};
use ytempire_studio::{Log, Tap, TapEvents};

use crate::fixtures::{WS, World, until};

/// Whom it is about, and what was said.
type Notes = Vec<(Option<Partition>, String)>;

#[derive(Clone)]
pub struct Fake {
    say: mpsc::Sender<SourceEvent>,
    said: Arc<Mutex<Option<mpsc::Receiver<SourceEvent>>>>,
    told: Arc<Mutex<Notes>>,
}

impl Fake {
    pub fn new() -> Self {
        let (say, said) = mpsc::channel(4);
        Fake { say, said: Arc::new(Mutex::new(Some(said))), told: Arc::default() }
    }

    pub async fn say(&self, event: SourceEvent) {
        assert!(self.say.send(event).await.is_ok(), "the intake listens");
    }

    pub async fn assign(&self, partition: &Partition) {
        self.say(SourceEvent::Assigned(vec![partition.clone()])).await;
    }

    pub async fn records(&self, partition: &Partition, records: Vec<RawRecord>) {
        self.say(SourceEvent::Records { partition: partition.clone(), records }).await;
    }

    /// How often it was told so, of whichever partition.
    pub fn times(&self, what: &str) -> usize {
        self.told.lock().expect("no panic while it is held").iter().filter(|(_, told)| told == what).count()
    }

    pub fn was_told(&self, what: &str) -> bool {
        self.times(what) > 0
    }

    /// Of that partition, in order.
    pub fn told_of(&self, partition: &Partition) -> Vec<String> {
        let told = self.told.lock().expect("no panic while it is held");
        told.iter().filter(|(of, _)| of.as_ref() == Some(partition)).map(|(_, told)| told.clone()).collect()
    }

    pub async fn until_told_of(&self, partition: &Partition, what: &str) {
        until(what, || self.told_of(partition).iter().any(|told| told == what)).await;
    }

    fn note(&self, partition: Option<&Partition>, what: String) {
        self.told.lock().expect("no panic while it is held").push((partition.cloned(), what));
    }
}

impl Log for Fake {
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Box<dyn std::error::Error + Send + Sync>> {
        let said = self.said.lock().expect("no panic while it is held").take().ok_or("opened twice")?;
        let next = |mut said: mpsc::Receiver<SourceEvent>| async move { Some((said.recv().await?, said)) };
        Ok((Arc::new(self.clone()), stream::unfold(said, next).boxed()))
    }
}

impl Tap for Fake {
    fn begin(&self, partition: &Partition, next_offset: Option<i64>) {
        self.note(Some(partition), format!("begin {next_offset:?}"));
    }

    fn pause(&self, partition: &Partition) {
        self.note(Some(partition), "pause".into());
    }

    fn resume(&self, partition: &Partition) {
        self.note(Some(partition), "resume".into());
    }

    fn commit(&self, partition: &Partition, next_offset: i64) {
        self.note(Some(partition), format!("commit {next_offset}"));
    }

    fn lag(&self) -> Vec<(Partition, i64)> {
        Vec::new()
    }

    fn close(&self) -> BoxFuture<'static, ()> {
        self.note(None, "close".into());
        Box::pin(std::future::ready(()))
    }
}

pub fn record(offset: i64, value: &[u8]) -> RawRecord {
    RawRecord { offset, value: Some(value.to_vec()), ..RawRecord::default() }
}

/// Offsets and codes of what could not be used, newest first.
pub async fn letters(world: &World) -> Vec<(i64, String)> {
    let page = PageRequest { after: None, limit: 100 };
    let letters = world.journal().dead_letters(WS, page).await.expect("database").items;
    letters.into_iter().map(|letter| (letter.raw.offset, letter.reason.code)).collect()
}
