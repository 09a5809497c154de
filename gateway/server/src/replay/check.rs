//! The topics that files may be replayed to, each with its own parser: what that refuses is not sent.

use chrono::{DateTime, Utc};
use ytempire_events::{
    Refused, TOPICS, TREND_SIGNALS, Topic, VIDEO_REQUESTS, YOUTUBE_ANALYTICS, parse_report, parse_request, parse_signal,
};

use crate::exit::Stop;

/// What keys and times a record.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    pub key: String,
    /// When it was observed, where it says so.
    pub time: Option<DateTime<Utc>>,
}

/// A topic whose records can be checked.
#[derive(Clone, Copy)]
pub struct Door {
    pub topic: &'static Topic,
    parse: Parse,
}

type Parse = fn(&[u8]) -> Result<Checked, Refused>;

const PARSERS: [(&str, Parse); 3] = [
    (YOUTUBE_ANALYTICS, |value| {
        let report = parse_report(Some(value), &[])?;
        Ok(Checked { key: report.channel_id.to_string(), time: Some(report.observed_at) })
    }),
    (TREND_SIGNALS, |value| {
        let signal = parse_signal(Some(value), &[])?;
        Ok(Checked { key: signal.niche, time: Some(signal.observed_at) })
    }),
    (VIDEO_REQUESTS, |value| {
        let request = parse_request(Some(value), &[])?;
        Ok(Checked { key: request.channel_id.to_string(), time: None })
    }),
];

impl Door {
    pub fn of(topic: &str) -> Result<Self, Stop> {
        let parser = PARSERS.iter().find(|(name, _)| *name == topic);
        let known = TOPICS.iter().find(|known| known.name == topic);
        parser.zip(known).map(|((_, parse), topic)| Door { topic, parse: *parse }).ok_or_else(|| {
            let names = PARSERS.map(|(name, _)| name).join(", ");
            Stop::Config(format!("{topic} is no topic that records can be replayed to: {names} are"))
        })
    }

    pub fn check(&self, value: &[u8]) -> Result<Checked, Refused> {
        (self.parse)(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_topic_checks_with_its_own_parser_and_knows_key_and_time() {
        let door = Door::of(TREND_SIGNALS).expect("a topic");
        let signal = br#"{"source":"s","topic":"t","niche":"bees","observed_at":"2026-01-31T12:00:00Z"}"#;
        let checked = door.check(signal).expect("valid");
        assert_eq!((checked.key.as_str(), checked.time.map(|time| time.timestamp())), ("bees", Some(1_769_860_800)));
        assert_eq!(
            Door::of(YOUTUBE_ANALYTICS).expect("a topic").check(signal).expect_err("another").code,
            "unknown_field"
        );
        let request = br#"{"request_id":"r","channel_id":"demo","topic":"t"}"#;
        let checked = Door::of(VIDEO_REQUESTS).expect("a topic").check(request).expect("valid");
        assert_eq!(checked, Checked { key: "demo".to_owned(), time: None });
        assert!(Door::of("video-events").is_err());
    }
}
