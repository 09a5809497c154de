#![doc = include_str!("../README.md")]

mod config;
mod error;
mod producer;
mod relay;
mod source;
mod topics;

pub use config::{GroupProtocol, KafkaConfig};
pub use error::KafkaError;
pub use producer::{Delivery, Producer, Timed};
pub use relay::{RelayState, relay};
pub use source::{Partition, Source, SourceEvent, SourceEvents};
pub use topics::ensure_topics;
pub use ytempire_events::OutRecord;
