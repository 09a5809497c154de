#![doc = include_str!("../README.md")]

mod counts;
mod error;
mod reads;
mod rows;

pub use counts::{Counts, Metric};
pub use error::{Result, SinkError};
pub use reads::{Analytics, Read, Reads, Store};
pub use rows::{ChannelDay, ChannelSum, DayRow, Days, RetentionCurve, VideoDay, VideoSum};
