//! The JSON that clients see. Conversions from the journal's rows stand beside each view.

mod channel;
mod event;
mod money;
mod names;
mod people;
mod stage;
mod system;
mod video;

pub use channel::{ChannelBody, ChannelPage, ChannelView};
pub use event::{EventList, envelope};
pub use money::{CostEntry, CostList, EstimateBody, EstimateView};
pub use names::StatusName;
pub use people::{LoginBody, RegisterBody, TokenView, UserView, WsTicket};
pub use stage::{Artifact, ArtifactList, StageList, StageView};
pub use system::{DeadLetterPage, DeadLetterView, QueueView, Readiness, Readings, SystemView};
pub use video::{FailureView, GenerateBody, RejectBody, RetryBody, VideoPage, VideoStatusView, VideoView, percent};
