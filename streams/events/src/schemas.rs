//! The JSON Schemas, as they ship with the program.

use crate::{DEAD_LETTERS, TREND_PREDICTIONS, TREND_SIGNALS, VIDEO_EVENTS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS};

/// Topic and schema of its value; for `dead-letters` of its headers, since its values are whatever came.
pub const SCHEMAS: &[(&str, &str)] = &[
    (VIDEO_REQUESTS, include_str!("../schemas/video-requests.json")),
    (TREND_SIGNALS, include_str!("../schemas/trend-signals.json")),
    (YOUTUBE_ANALYTICS, include_str!("../schemas/youtube-analytics.json")),
    (TREND_PREDICTIONS, include_str!("../schemas/trend-predictions.json")),
    (VIDEO_EVENTS, include_str!("../schemas/video-events.json")),
    (DEAD_LETTERS, include_str!("../schemas/dead-letters.json")),
];
