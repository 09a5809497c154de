//! `video-requests`: make this video.

use ytempire_domain::request::{RawRequest, VideoRequest};

use crate::{
    OutRecord, Refused, VIDEO_REQUESTS,
    headers::{DATASCHEMA, Headers},
    members::Members,
    version::{KNOWN, schema_name},
};

const FIELDS: &[&str] =
    &["request_id", "channel_id", "topic", "brief", "language", "aspect", "seconds", "voice", "style"];

/// What a record asks for.
pub fn parse_request(value: Option<&[u8]>, headers: &Headers) -> Result<VideoRequest, Refused> {
    let (mut members, _) = Members::of_record(VIDEO_REQUESTS, value, headers, FIELDS)?;
    let raw = RawRequest {
        request_id: members.text("request_id")?,
        channel_id: members.text("channel_id")?,
        topic: members.text("topic")?,
        brief: members.opt_text("brief")?,
        language: members.opt_text("language")?,
        aspect: members.opt_text("aspect")?,
        seconds: members.opt_whole("seconds")?,
        voice: members.opt_text("voice")?,
        style: members.opt_text("style")?,
    };
    VideoRequest::parse(raw).map_err(Refused::invalid)
}

/// The record that asks for it. Its key keeps a channel's requests in one partition, in order.
pub fn request_record(request: &VideoRequest) -> OutRecord {
    let value = serde_json::json!(request).to_string().into_bytes();
    let schema = schema_name(VIDEO_REQUESTS, KNOWN);
    OutRecord::json(VIDEO_REQUESTS, request.channel_id.as_str(), value, &[(DATASCHEMA, &schema)])
}
