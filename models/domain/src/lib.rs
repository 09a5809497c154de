//! What YTEMPIRE talks about: ids, money, channels, requests, video jobs, steps, plans and budgets.
//!
//! Owns: the words and the pure rules. Must not know: IO, clocks, async, any store or framework; time comes in as an
//! argument. Start reading at [`plan`]: it decides what a video job does next.

pub mod artefact;
pub mod backoff;
pub mod budget;
pub mod card;
pub mod channel;
pub mod event;
pub mod failure;
pub mod forecast;
pub mod id;
pub mod job;
pub mod money;
pub mod plan;
pub mod production;
pub mod request;
pub mod step;
pub mod text;
pub mod trend;
pub mod video_quality;

pub use artefact::{ArtefactRef, ContentHash};
pub use failure::{Failure, Retry, Whose};
pub use id::{ChannelId, InstanceId, SessionId, UserId, VideoId, WorkspaceId};
pub use money::{Currency, Micros};
pub use step::Step;
