#![doc = include_str!("../README.md")]

mod changes;
mod counts;
mod error;
pub mod postgres;
mod reads;
mod rows;
pub mod scylla;
mod state;

pub use changes::{Change, MetricKey, MetricRow};
pub use counts::{Counts, Metric};
pub use error::{Result, SinkError};
pub use postgres::PostgresSink;
pub use reads::{Analytics, Read, Reads, Store};
pub use rows::{ChannelDay, ChannelSum, DayRow, Days, RetentionCurve, VideoDay, VideoSpan, VideoSum};
pub use state::{ChannelChange, ChannelState, Pace, Rolling};
