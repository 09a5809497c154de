//! Jobs for the tests of the writer.

use chrono::DateTime;
use ytempire_domain::{
    VideoId, WorkspaceId,
    channel::ChannelSettings,
    job::Job,
    request::{RawRequest, VideoRequest},
};

pub fn job(topic: &str, brief: Option<&str>, seconds: i64) -> Job {
    let raw = RawRequest {
        request_id: "r-1".into(),
        channel_id: "demo".into(),
        topic: topic.into(),
        brief: brief.map(Into::into),
        seconds: Some(seconds),
        ..RawRequest::default()
    };
    Job {
        video_id: VideoId::generate(),
        workspace_id: WorkspaceId::LOCAL,
        channel_id: "demo".parse().expect("a channel"),
        channel_seq: 1,
        request: VideoRequest::parse(raw).expect("a request"),
        settings: ChannelSettings::default(),
        admitted_at: DateTime::UNIX_EPOCH,
    }
}
