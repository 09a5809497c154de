//! The JSON that clients see. Conversions from the journal's rows stand beside each view.

pub mod analytics;
mod api_key;
mod channel;
mod dead_letter;
mod event;
mod model;
mod money;
mod names;
mod people;
mod stage;
mod system;
mod trend;
mod video;

pub use api_key::{ApiKeyBody, ApiKeyList, ApiKeyView, NewApiKeyView, Scope};
pub use channel::{ChannelBody, ChannelPage, ChannelView};
pub use dead_letter::{DeadLetterDetail, DeadLetterPage, DeadLetterView};
pub use event::{EventList, envelope};
pub use model::{ModelsView, PredictionView};
pub use money::{CostEntry, CostList, EstimateBody, EstimateView};
pub use names::StatusName;
pub use people::{LoginBody, RegisterBody, TokenView, UserView, WsTicket};
pub use stage::{Artifact, ArtifactList, StageList, StageView};
pub use system::{PartitionView, QueueView, Readiness, Readings, SinkView, SystemView};
pub use trend::{AcceptBody, NicheList, NicheView, SnoozeBody, TrendPage, TrendView};
pub use video::{FailureView, GenerateBody, RejectBody, RetryBody, VideoPage, VideoStatusView, VideoView, percent};
