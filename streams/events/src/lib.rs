#![doc = include_str!("../README.md")]

pub mod analytics;
mod dead_letter;
mod event;
pub mod headers;
mod members;
pub mod pacific;
pub mod prediction;
mod record;
mod refused;
mod request;
pub mod schemas;
mod signal;
mod topic;
mod version;

pub use analytics::{Report, parse_report, report_record};
pub use dead_letter::{DeadLetter, dead_letter_record};
pub use event::{event_record, parse_event};
pub use prediction::{Prediction, parse_prediction, prediction_record};
pub use record::OutRecord;
pub use refused::Refused;
pub use request::{parse_request, request_record};
pub use signal::{parse_signal, signal_record};
pub use topic::{
    DEAD_LETTERS, TOPICS, TREND_PREDICTIONS, TREND_SIGNALS, Topic, VIDEO_EVENTS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS,
};
pub use version::schema_name;

/// Largest value that the door takes, in bytes; a larger one is kept as a dead letter.
pub const MAX_VALUE: usize = 1024 * 1024;
