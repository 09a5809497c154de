#![doc = include_str!("../README.md")]

mod channels;
mod clock;
mod config;
mod dispatcher;
mod figures;
mod handle;
mod intake;
mod lease;
mod looped;
mod metrics;
mod model;
mod niches;
mod patience;
mod places;
mod pools;
mod progress;
mod relay;
mod shared;
mod sinks;
mod slots;
mod status;
mod steps;
mod studio;
mod sweeper;
mod task;
mod video;
mod wakes;
pub mod worker;

pub use channels::ChannelCounts;
pub use config::{Pace, StudioConfig, WorkerCommand, WorkerLimits};
pub use handle::{MakeHands, Seams, Studio, StudioError, StudioHandle};
pub use intake::{Log, Tap, TapEvents};
pub use niches::{ByRule, Score};
pub use progress::{Gauge, Progress};
pub use status::{ModelStatus, PartStatus, PartitionStatus, SinkStatus, SlotStatus, StudioStatus};
pub use steps::{Halt, Perform, StepCall};

/// Tells an actor something that is lost if it has ended: then its supervisor knows.
fn tell<M: ractor::Message>(actor: &ractor::ActorRef<M>, message: M) {
    if actor.cast(message).is_err() {
        tracing::trace!(actor = %actor.get_id(), "an actor has ended and hears nothing");
    }
}
