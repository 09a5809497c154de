//! Schemas of the domain's enums: their names are taken from the domain, so that the document cannot fall behind.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};
use ytempire_domain::{
    Step, Whose,
    channel::{ApprovalMode, ChannelStatus},
    event::StageState,
    job::{Action, JobStatus},
    request::Aspect,
    trend::ScoreSource,
};
use ytempire_journal::IdeaState;

/// A schema that stands for a domain enum whose JSON is a plain string.
trait Names {
    const NAME: &'static str;
    fn names() -> Vec<serde_json::Value>;
}

fn json_names<T: Serialize>(values: &[T]) -> Vec<serde_json::Value> {
    values.iter().filter_map(|value| serde_json::to_value(value).ok()).collect()
}

macro_rules! names {
    ($($(#[$doc:meta])* $schema:ident: $values:expr;)*) => {$(
        $(#[$doc])*
        pub enum $schema {}

        impl Names for $schema {
            const NAME: &'static str = stringify!($schema);

            fn names() -> Vec<serde_json::Value> {
                json_names(&$values)
            }
        }

        impl PartialSchema for $schema {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(<$schema as Names>::names())).into()
            }
        }

        impl ToSchema for $schema {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(<$schema as Names>::NAME)
            }
        }
    )*};
}

names! {
    /// Status of a video.
    StatusName: JobStatus::ALL;
    /// A step of a video, in order.
    StageName: Step::ALL;
    StageStateName: [StageState::Pending, StageState::Running, StageState::Completed, StageState::Failed];
    /// What a person may do now.
    ActionName: [Action::Pause, Action::Resume, Action::Cancel, Action::Retry, Action::Approve, Action::Reject];
    ChannelStatusName: [ChannelStatus::Active, ChannelStatus::Paused, ChannelStatus::Archived];
    ApprovalName: [ApprovalMode::Automatic, ApprovalMode::EveryVideo];
    AspectName: [Aspect::Portrait, Aspect::Landscape, Aspect::Square];
    /// What people decided about a topic; `new`: nothing, or a snooze is over.
    IdeaStateName: [IdeaState::New, IdeaState::Accepted, IdeaState::Snoozed, IdeaState::Dismissed];
    /// Who made a score: a trained model, or the baseline rule.
    ScoreSourceName: [ScoreSource::Model, ScoreSource::Rule];
    MeasureName: ["volume", "rank"];
    WhoseName: [Whose::Request, Whose::Provider, Whose::Operator, Whose::Ours];
}
