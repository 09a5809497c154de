//! What a socket says, as JSON.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use ytempire_domain::{Currency, Micros, Step, job::JobStatus};
use ytempire_journal::LoggedEvent;

use super::state::Reading;
use crate::{deps::Progress, routes::views::envelope};

/// The largest text message, in bytes.
pub const MOST: usize = 64 * 1024;

/// One running step, as sockets hear of it.
#[derive(Clone, Debug)]
pub struct ProgressFrame {
    pub progress: Progress,
    pub reading: Reading,
    pub cost: Option<Micros>,
    pub seq: u64,
}

impl ProgressFrame {
    pub fn json(&self) -> Value {
        let Progress { video_id, channel_id, version, attempt, stage, at, .. } = &self.progress;
        let status = if *stage == Step::Publish { JobStatus::Publishing } else { JobStatus::Running };
        let mut data = json!({
            "video_id": video_id,
            "channel_id": channel_id,
            "status": status,
            "stage": stage,
            "stage_index": stage.index(),
            "stage_count": Step::ALL.len(),
            "stage_progress": self.reading.stage_progress,
            "progress": self.reading.progress,
            "eta_ms": self.reading.eta_ms,
            "attempt": attempt,
            "message_code": format!("{stage}.running"),
        });
        if let Some(cost) = self.cost {
            data["cost_micros"] = json!(cost);
            data["currency"] = json!(Currency::USD);
        }
        json!({
            "type": "video_progress",
            "time": at,
            "subject": format!("video:{video_id}"),
            "version": version,
            "seq": self.seq,
            "data": data,
        })
    }
}

pub fn event(logged: &LoggedEvent) -> Value {
    serde_json::to_value(envelope(logged)).unwrap_or_default()
}

/// The id of a position, as the journal writes it.
pub fn event_id(epoch: i64, position: i64) -> String {
    format!("{epoch}-{position:010}")
}

/// Epoch and position of an id that a client gives back.
pub fn place(id: &str) -> Option<(i64, i64)> {
    let (epoch, position) = id.split_once('-')?;
    Some((epoch.parse().ok()?, position.parse().ok().filter(|position| *position >= 0)?))
}

pub fn hello(epoch: i64, newest: i64, heartbeat_ms: u128, full: bool) -> Value {
    json!({
        "type": "hello",
        "epoch": epoch.to_string(),
        "last_event_id": event_id(epoch, newest),
        "heartbeat_ms": u64::try_from(heartbeat_ms).unwrap_or(u64::MAX),
        "replay": if full { "full" } else { "reset" },
        "server_version": env!("CARGO_PKG_VERSION"),
    })
}

pub fn stream_reset(reason: &str, epoch: i64, oldest: i64, newest: i64) -> Value {
    json!({
        "type": "stream_reset",
        "reason": reason,
        "oldest_event_id": event_id(epoch, oldest),
        "last_event_id": event_id(epoch, newest),
    })
}

pub fn heartbeat(epoch: i64, position: i64) -> Value {
    json!({ "type": "heartbeat", "last_event_id": event_id(epoch, position) })
}

/// Rankings of these niches have changed; of none: of any.
pub fn predictions_updated(niches: &BTreeSet<String>, time: DateTime<Utc>) -> Value {
    json!({ "type": "predictions_updated", "time": time, "subject": "trends", "data": { "niches": niches } })
}

/// Texts of at most [`MOST`] bytes: one by one while they are few, else in batches.
pub fn texts(values: Vec<Value>, few: usize) -> Vec<String> {
    let mut parts: Vec<String> = values.iter().map(Value::to_string).collect();
    if parts.len() <= few {
        return parts;
    }
    let mut texts = vec![];
    let mut batch = String::new();
    for part in parts.drain(..) {
        if !batch.is_empty() && batch.len() + part.len() + 64 > MOST {
            texts.push(closed(&batch));
            batch.clear();
        }
        if !batch.is_empty() {
            batch.push(',');
        }
        batch.push_str(&part);
    }
    if !batch.is_empty() {
        texts.push(closed(&batch));
    }
    texts
}

fn closed(batch: &str) -> String {
    format!(r#"{{"type":"batch","events":[{batch}]}}"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_frames_travel_in_batches_that_fit_and_lose_nothing() {
        let values: Vec<Value> = (0..2000).map(|n| json!({ "n": n, "text": "x".repeat(100) })).collect();
        let texts = texts(values, 12);
        assert!(texts.len() > 1 && texts.iter().all(|text| text.len() <= MOST));
        let batches = texts.iter().map(|text| serde_json::from_str::<Value>(text).expect("JSON"));
        let numbers: Vec<i64> = batches
            .flat_map(|batch| batch["events"].as_array().cloned().expect("events"))
            .map(|event| event["n"].as_i64().expect("a number"))
            .collect();
        assert_eq!(numbers, (0..2000).collect::<Vec<_>>());
        assert_eq!(super::texts(vec![json!({ "n": 1 })], 12), [r#"{"n":1}"#]);
    }

    #[test]
    fn an_id_survives_the_client_and_nonsense_is_none() {
        assert_eq!(place(&event_id(7, 42)), Some((7, 42)));
        for nonsense in ["", "7", "7-", "-1", "x-1", "7-x", "7--5"] {
            assert_eq!(place(nonsense), None, "{nonsense}");
        }
    }
}
