//! One letter, for a person and for a program.

use std::fmt::Write as _;

use serde_json::{Value, json};
use ytempire_journal::{DeadLetterRow, ReplayState};

/// Bytes that are no text are shown as hexadecimal digits.
pub fn json(letter: &DeadLetterRow) -> Value {
    let raw = &letter.raw;
    json!({
        "id": letter.id,
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": raw.offset,
        "timestamp_ms": raw.timestamp_ms,
        "at": letter.at,
        "code": letter.reason.code,
        "detail": letter.reason.detail,
        "key": raw.key.as_deref().map(bytes),
        "value": raw.value.as_deref().map(bytes),
        "headers": raw.headers.iter().map(|(name, value)| json!([name, bytes(value)])).collect::<Vec<_>>(),
        "replay": letter.replay.as_ref().map(|replay| {
            let (at, error) = outcome(&replay.state);
            json!({ "state": super::state(&replay.state), "asked_at": replay.asked_at, "replayed_at": at, "error": error })
        }),
    })
}

fn outcome(state: &ReplayState) -> (Option<&chrono::DateTime<chrono::Utc>>, Option<&str>) {
    match state {
        ReplayState::Asked | ReplayState::Sending => (None, None),
        ReplayState::Replayed(at) => (Some(at), None),
        ReplayState::Failed(error) => (None, Some(error)),
    }
}

fn bytes(bytes: &[u8]) -> Value {
    match str::from_utf8(bytes) {
        Ok(text) => Value::from(text),
        Err(_) => json!({ "hex": hex(bytes) }),
    }
}

pub fn text(letter: &DeadLetterRow) -> String {
    let raw = &letter.raw;
    let mut lines = vec![
        format!("letter   {}", letter.id),
        format!("from     {}/{} offset {}", letter.topic, letter.partition, raw.offset),
        format!("refused  {}  {}", letter.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), letter.reason.code),
        format!("         {}", one_line(&letter.reason.detail)),
    ];
    if let Some(replay) = &letter.replay {
        let detail = outcome(&replay.state).1.unwrap_or_default();
        lines.push(format!("replay   {} {}", super::state(&replay.state), one_line(detail)).trim_end().to_owned());
    }
    lines.push(format!("key      {}", raw.key.as_deref().map_or("none".to_owned(), readable)));
    lines.extend(raw.headers.iter().map(|(name, value)| format!("header   {}: {}", one_line(name), readable(value))));
    lines.push(format!("value    {} bytes", raw.value.as_ref().map_or(0, Vec::len)));
    lines.extend(raw.value.as_deref().map(readable));
    lines.join("\n")
}

fn readable(bytes: &[u8]) -> String {
    str::from_utf8(bytes).map_or_else(|_| format!("hex {}", hex(bytes)), one_line)
}

/// Without what a terminal would act on.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '·' } else { letter }).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        // Writing to a string does not fail.
        if write!(digits, "{byte:02x}").is_err() {
            digits.push('?');
        }
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_journal::{DeadReason, RawRecord, Replay};

    fn letter() -> DeadLetterRow {
        let at = chrono::DateTime::UNIX_EPOCH;
        DeadLetterRow {
            id: 7,
            topic: "youtube-analytics".to_owned(),
            partition: 3,
            raw: RawRecord {
                offset: 41,
                timestamp_ms: None,
                key: Some(b"d\xffmo".to_vec()),
                value: Some(b"{\"a\": \"\x1b[2J\"".to_vec()),
                headers: vec![("ce_id".to_owned(), b"x".to_vec())],
            },
            reason: DeadReason { code: "bad_json".to_owned(), detail: "a control character".to_owned() },
            at,
            replay: Some(Replay { asked_at: at, state: ReplayState::Failed("kafka refused".to_owned()) }),
        }
    }

    #[test]
    fn a_program_gets_every_byte() {
        let shown = json(&letter());
        assert_eq!((&shown["key"], &shown["offset"]), (&json!({ "hex": "64ff6d6f" }), &json!(41)));
        assert_eq!(shown["value"], "{\"a\": \"\u{1b}[2J\"");
        assert_eq!(shown["headers"], json!([["ce_id", "x"]]));
        assert_eq!((&shown["replay"]["state"], &shown["replay"]["error"]), (&json!("failed"), &json!("kafka refused")));
    }

    #[test]
    fn a_person_gets_nothing_that_a_terminal_acts_on() {
        let shown = text(&letter());
        assert!(shown.lines().all(|line| !line.contains(char::is_control)), "{shown:?}");
        for part in ["youtube-analytics/3 offset 41", "bad_json", "hex 64ff6d6f", "ce_id: x", "failed kafka refused"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
}
