//! Records on their way: in batches, as fast as Kafka takes them or in step with their own times.

use std::time::Duration;

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::{sync::mpsc, time::Instant};
use ytempire_events::{OutRecord, Topic};
use ytempire_kafka::{Producer, Timed};

use super::{Job, Progress, reader::Ready, rehearsal::Rehearsal};

/// Records under way at once.
const BATCH: usize = 500;

/// In which order and at which pace.
pub struct Plan {
    pub rehearsal: Rehearsal,
    pub shuffled: bool,
    /// How many times as fast as it was.
    pub speed: Option<f64>,
}

/// Reads the job and sends what it finds; returns when all of it is acknowledged.
pub async fn send(job: Job, producer: &Producer, mut plan: Plan, progress: &mut Progress) -> anyhow::Result<()> {
    let topic = job.topic();
    let (give, mut found) = mpsc::channel(4 * BATCH);
    let position = progress.position();
    // A thread, because a pipe may be silent for hours: the process can end without waiting for it.
    let reading = std::thread::Builder::new()
        .name("replay".to_owned())
        .spawn(move || job.read(&position, &mut |one| give.blocking_send(one).is_ok()))
        .context("starting to read")?;
    let holds = plan.shuffled || plan.speed.is_some();
    let (mut batch, mut held) = (Vec::with_capacity(BATCH), Vec::new());
    while found.recv_many(&mut batch, BATCH).await > 0 {
        let ready = plan.rehearsal.repeated(progress.found(batch.drain(..)));
        match holds {
            true => held.extend(ready),
            false => deliver(producer, topic, &ready, progress).await?,
        }
    }
    reading.join().map_err(|_| anyhow!("reading the files panicked"))??;
    if holds {
        progress.holds(held.len());
    }
    if plan.shuffled {
        plan.rehearsal.shuffle(&mut held);
    }
    match plan.speed {
        Some(speed) => in_step(producer, topic, held, speed, progress).await,
        None => deliver(producer, topic, &held, progress).await,
    }
}

async fn deliver(producer: &Producer, topic: &Topic, records: &[Ready], progress: &mut Progress) -> anyhow::Result<()> {
    for batch in records.chunks(BATCH) {
        let now = Utc::now();
        let timed: Vec<_> = batch.iter().map(|ready| timed(topic, ready, now)).collect();
        producer.send_all(&timed).await.with_context(|| format!("producing to {}", topic.name))?;
        progress.sent(batch);
    }
    Ok(())
}

/// In the order of their times, the gaps between those `speed` times as short.
async fn in_step(
    producer: &Producer,
    topic: &Topic,
    mut records: Vec<Ready>,
    speed: f64,
    progress: &mut Progress,
) -> anyhow::Result<()> {
    records.sort_by_key(|record| record.time);
    let (began, start) = (Instant::now(), records.iter().find_map(|record| record.time));
    let due = |record: &Ready| {
        let gap = record.time.zip(start).map_or(TimeDelta::zero(), |(time, start)| time - start);
        // A gap that does not fit is longer than anybody waits.
        let gap = gap.to_std().unwrap_or_default().as_secs_f64() / speed;
        Duration::try_from_secs_f64(gap).unwrap_or(Duration::MAX)
    };
    let mut rest = records.as_slice();
    while let Some(first) = rest.first() {
        while began.elapsed() < due(first) {
            let wait = due(first).saturating_sub(began.elapsed()).min(Duration::from_secs(1));
            tokio::time::sleep(wait).await;
            progress.waits();
        }
        let elapsed = began.elapsed();
        let now = rest.iter().take_while(|record| due(record) <= elapsed).count();
        deliver(producer, topic, &rest[..now], progress).await?;
        rest = &rest[now..];
    }
    Ok(())
}

fn timed(topic: &Topic, ready: &Ready, now: DateTime<Utc>) -> Timed {
    let record = OutRecord {
        topic: topic.name.to_owned(),
        key: Some(ready.key.clone().into_bytes()),
        value: ready.value.clone(),
        headers: Vec::new(),
    };
    Timed { record, time_ms: ready.time.and_then(|time| stamp(topic, time, now)) }
}

/// The record's own time, where the broker can live with it: it refuses what lies ahead, and a record older than the
/// topic keeps any would be gone before it is read. The value says the time in any case.
fn stamp(topic: &Topic, time: DateTime<Utc>, now: DateTime<Utc>) -> Option<i64> {
    let is_kept = topic.retention_ms < 0 || (now - time).num_milliseconds() < topic.retention_ms / 2;
    (is_kept && time <= now).then(|| time.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_events::{TOPICS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS};

    #[test]
    fn a_record_carries_its_own_time_unless_the_broker_would_refuse_or_forget_it() {
        let topic = |name| TOPICS.iter().find(|topic| topic.name == name).expect("a topic");
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let days_ago = |days| stamp(topic(YOUTUBE_ANALYTICS), now - TimeDelta::days(days), now);
        assert_eq!(days_ago(1), Some((1_800_000_000 - 24 * 3600) * 1000));
        assert_eq!((days_ago(16), days_ago(200), days_ago(-1)), (None, None, None));
        assert!(stamp(topic(VIDEO_REQUESTS), now - TimeDelta::days(4000), now).is_some(), "kept for ever");
    }
}
