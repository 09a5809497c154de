//! An event as the socket and the REST lists carry it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use ytempire_journal::LoggedEvent;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventEnvelope {
    #[serde(rename = "type")]
    #[schema(example = "video_stage_changed")]
    pub kind: String,
    /// Log epoch and position: opaque, ordered; only on durable events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub time: DateTime<Utc>,
    #[schema(example = "video:vid_0192")]
    pub subject: String,
    /// Revision of the subject's durable state.
    pub version: i64,
    /// Rising number of an ephemeral event within one version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventList {
    /// In order of the log.
    pub items: Vec<EventEnvelope>,
}

/// The envelope of a stored event.
pub fn envelope(logged: &LoggedEvent) -> EventEnvelope {
    let mut json = serde_json::to_value(&logged.event).unwrap_or_default();
    EventEnvelope {
        kind: logged.event.name().to_owned(),
        id: Some(logged.id.clone()),
        time: logged.time,
        subject: logged.event.subject(),
        version: logged.version,
        seq: None,
        data: json.get_mut("data").map(serde_json::Value::take).unwrap_or_default(),
    }
}
