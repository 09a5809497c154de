//! `video-events`: everything that happened, out and in again.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use ytempire_domain::event::Event;

use crate::{
    OutRecord, Refused, VIDEO_EVENTS,
    headers::{self, DATASCHEMA, Headers, ID, OURSELVES, SPEC_1, SUBJECT, SUBJECT_VERSION, TIME, TYPE},
    members::{Quoted, read},
    version::{self, KNOWN, schema_name},
};

/// Every type that `ce_type` may name.
const TYPES: &[&str] = &[
    "video_created",
    "video_status_changed",
    "video_stage_changed",
    "video_cost_updated",
    "video_script_revised",
    "video_review_requested",
    "video_published",
    "video_failed",
    "channel_changed",
    "channel_deleted",
];

/// The record of an event: the same event always makes the same record. `version` is the revision of its subject.
pub fn event_record(event: &Event, id: &str, time: DateTime<Utc>, version: i64) -> OutRecord {
    let headers = [
        SPEC_1,
        (TYPE, event.name()),
        (ID, id),
        OURSELVES,
        (SUBJECT, &event.subject()),
        (TIME, &time.to_rfc3339_opts(SecondsFormat::Micros, true)),
        (DATASCHEMA, &schema_name(VIDEO_EVENTS, KNOWN)),
        (SUBJECT_VERSION, &version.to_string()),
    ];
    OutRecord::json(VIDEO_EVENTS, event.channel_id().as_str(), data(event).to_string().into_bytes(), &headers)
}

/// What a record of ours says. A type or a member that is unknown is refused, unless a newer version is declared.
pub fn parse_event(value: Option<&[u8]>, headers: &Headers) -> Result<Event, Refused> {
    let kind = headers::text(headers, TYPE).filter(|kind| TYPES.contains(kind));
    let kind =
        kind.ok_or_else(|| Refused::new("unknown_type", format!("{TYPE} is not one of {}", TYPES.join(", "))))?;
    let newer = version::is_newer(VIDEO_EVENTS, headers)?;
    let members: serde_json::Map<String, Value> = read(value, headers)?;
    let event: Event = serde_json::from_value(serde_json::json!({ "type": kind, "data": members })).map_err(wrong)?;
    let known = data(&event);
    match members.keys().find(|name| known.get(name.as_str()).is_none() && !members[name.as_str()].is_null()) {
        Some(name) if !newer => Err(Refused::new("unknown_field", format!("{kind} has no member {}", Quoted(name)))),
        _ => Ok(event),
    }
}

fn wrong(error: serde_json::Error) -> Refused {
    let text = error.to_string();
    let code = match () {
        () if text.starts_with("missing field") => "missing_field",
        () if text.starts_with("invalid type") => "wrong_type",
        () => "invalid_field",
    };
    Refused::new(code, text)
}

fn data(event: &Event) -> Value {
    let mut json = serde_json::json!(event);
    json.get_mut("data").map(Value::take).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_of_the_domain_is_a_type_of_the_wire() {
        let unknown = serde_json::from_str::<Event>(r#"{"type":"?","data":{}}"#).expect_err("no such event");
        let (_, listed) =
            unknown.to_string().split_once("one of ").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a list");
        let names: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
        assert_eq!(names, TYPES);
    }
}
