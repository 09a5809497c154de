//! The topics: names, partitions, settings.

/// What is asked for when a topic is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    pub name: &'static str,
    /// For good: the embedded broker cannot add partitions later, and a new number would move keys.
    pub partitions: i32,
    /// -1: for ever.
    pub retention_ms: i64,
    /// Of a batch, as the broker stores it.
    pub max_message_bytes: i32,
}

/// Make this video. Key: channel id.
pub const VIDEO_REQUESTS: &str = "video-requests";
/// One observation of one topic at one source. Key: niche.
pub const TREND_SIGNALS: &str = "trend-signals";
/// Metrics of one video and day, or of a channel. Key: channel id.
pub const YOUTUBE_ANALYTICS: &str = "youtube-analytics";
/// Ranked topics with score, horizon and model version. Key: niche.
pub const TREND_PREDICTIONS: &str = "trend-predictions";
/// Everything that happened. Key: channel id.
pub const VIDEO_EVENTS: &str = "video-events";
/// Records that could not be used. Key: source topic.
pub const DEAD_LETTERS: &str = "dead-letters";

const DAY_MS: i64 = 24 * 3600 * 1000;
const MIB: i32 = 1024 * 1024;

/// Every topic of the product. An incoming topic takes more than the door does, so that what is too large for the door
/// is seen and kept with its reason; `dead-letters` takes more than any of them, so that a letter always fits.
pub const TOPICS: &[Topic] = &[
    topic(VIDEO_REQUESTS, -1, MIB + MIB / 2),
    topic(TREND_SIGNALS, 30 * DAY_MS, MIB + MIB / 2),
    // At most 30 days: the platform's rule on its figures.
    topic(YOUTUBE_ANALYTICS, 30 * DAY_MS, MIB + MIB / 2),
    topic(TREND_PREDICTIONS, 30 * DAY_MS, MIB),
    topic(VIDEO_EVENTS, 365 * DAY_MS, MIB),
    topic(DEAD_LETTERS, -1, 2 * MIB),
];

const fn topic(name: &'static str, retention_ms: i64, max_message_bytes: i32) -> Topic {
    Topic { name, partitions: 16, retention_ms, max_message_bytes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MAX_VALUE;

    fn named(name: &str) -> &'static Topic {
        TOPICS.iter().find(|topic| topic.name == name).expect("a topic")
    }

    #[test]
    fn what_must_be_kept_is_kept_and_figures_of_the_platform_are_not() {
        assert_eq!((named(VIDEO_REQUESTS).retention_ms, named(DEAD_LETTERS).retention_ms), (-1, -1));
        assert!((1..=30 * DAY_MS).contains(&named(YOUTUBE_ANALYTICS).retention_ms));
        assert!(TOPICS.iter().all(|topic| topic.partitions == 16));
    }

    #[test]
    fn what_the_door_refuses_for_its_size_still_fits_its_topic_and_the_dead_letters() {
        for incoming in [VIDEO_REQUESTS, TREND_SIGNALS, YOUTUBE_ANALYTICS] {
            assert!(named(incoming).max_message_bytes as usize > MAX_VALUE);
            assert!(named(incoming).max_message_bytes < named(DEAD_LETTERS).max_message_bytes);
        }
    }
}
