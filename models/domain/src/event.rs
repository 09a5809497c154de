//! What happened: written in the transaction of the effect, exported as `video-events`, pushed to browsers.
//!
//! The JSON of an event is its wire form: `type` is the CloudEvents type (`ce_type`), `data` the record's value.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    channel::ChannelStatus,
    failure::Failure,
    id::{ChannelId, VideoId},
    job::JobStatus,
    money::{Currency, Micros},
    step::Step,
};

/// The members that every event of a video carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoRef {
    pub video_id: VideoId,
    pub channel_id: ChannelId,
    pub request_id: String,
}

/// State of one step of one video.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    Pending,
    Running,
    Completed,
    Failed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    VideoCreated {
        #[serde(flatten)]
        video: VideoRef,
        topic: String,
        /// Place in the channel's order of admission, from 1.
        channel_seq: i64,
    },
    VideoStatusChanged {
        #[serde(flatten)]
        video: VideoRef,
        from: JobStatus,
        to: JobStatus,
    },
    VideoStageChanged {
        #[serde(flatten)]
        video: VideoRef,
        stage: Step,
        from: StageState,
        to: StageState,
        /// From 1.
        attempt: u32,
        started_at: DateTime<Utc>,
        #[serde(skip_serializing_if = "Option::is_none")]
        duration_ms: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        failure: Option<Failure>,
    },
    VideoCostUpdated {
        #[serde(flatten)]
        video: VideoRef,
        stage: Step,
        /// Settled so far for the whole video.
        cost_micros: Micros,
        reserved_micros: Micros,
        cap_micros: Micros,
        currency: Currency,
    },
    /// The script fell short of its channel's threshold and was bettered by the reasons given.
    VideoScriptRevised {
        #[serde(flatten)]
        video: VideoRef,
        /// As it is now.
        title: String,
        /// Its score before and after, 0 to 1.
        before: f64,
        after: f64,
        /// What was done, sentences for people.
        changes: Vec<String>,
    },
    VideoReviewRequested {
        #[serde(flatten)]
        video: VideoRef,
    },
    VideoPublished {
        #[serde(flatten)]
        video: VideoRef,
        title: String,
        destination: String,
        location: String,
        published_at: DateTime<Utc>,
        duration_ms: u32,
    },
    VideoFailed {
        #[serde(flatten)]
        video: VideoRef,
        stage: Step,
        failure: Failure,
    },
    ChannelChanged {
        channel_id: ChannelId,
        name: String,
        status: ChannelStatus,
    },
    ChannelDeleted {
        channel_id: ChannelId,
    },
}

impl Event {
    pub const fn name(&self) -> &'static str {
        match self {
            Event::VideoCreated { .. } => "video_created",
            Event::VideoStatusChanged { .. } => "video_status_changed",
            Event::VideoStageChanged { .. } => "video_stage_changed",
            Event::VideoCostUpdated { .. } => "video_cost_updated",
            Event::VideoScriptRevised { .. } => "video_script_revised",
            Event::VideoReviewRequested { .. } => "video_review_requested",
            Event::VideoPublished { .. } => "video_published",
            Event::VideoFailed { .. } => "video_failed",
            Event::ChannelChanged { .. } => "channel_changed",
            Event::ChannelDeleted { .. } => "channel_deleted",
        }
    }

    pub const fn video(&self) -> Option<&VideoRef> {
        match self {
            Event::VideoCreated { video, .. }
            | Event::VideoStatusChanged { video, .. }
            | Event::VideoStageChanged { video, .. }
            | Event::VideoCostUpdated { video, .. }
            | Event::VideoScriptRevised { video, .. }
            | Event::VideoReviewRequested { video }
            | Event::VideoPublished { video, .. }
            | Event::VideoFailed { video, .. } => Some(video),
            Event::ChannelChanged { .. } | Event::ChannelDeleted { .. } => None,
        }
    }

    /// The channel it happened to: the key of its record.
    pub const fn channel_id(&self) -> &ChannelId {
        match self {
            Event::ChannelChanged { channel_id, .. } | Event::ChannelDeleted { channel_id } => channel_id,
            Event::VideoCreated { video, .. }
            | Event::VideoStatusChanged { video, .. }
            | Event::VideoStageChanged { video, .. }
            | Event::VideoCostUpdated { video, .. }
            | Event::VideoScriptRevised { video, .. }
            | Event::VideoReviewRequested { video }
            | Event::VideoPublished { video, .. }
            | Event::VideoFailed { video, .. } => &video.channel_id,
        }
    }

    /// What it is about: `video:vid_…` or `channel:demo`.
    pub fn subject(&self) -> String {
        self.video()
            .map_or_else(|| format!("channel:{}", self.channel_id()), |video| format!("video:{}", video.video_id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_carries_the_ce_type_and_the_three_ids() {
        let video = VideoRef {
            video_id: VideoId::generate(),
            channel_id: "demo".parse().expect("slug"),
            request_id: "r-1".to_owned(),
        };
        let event = Event::VideoReviewRequested { video: video.clone() };
        let json = serde_json::to_value(&event).expect("json");
        assert_eq!(json["type"], event.name());
        assert_eq!(json["data"]["video_id"], video.video_id.to_string());
        assert_eq!((&json["data"]["channel_id"], &json["data"]["request_id"]), (&"demo".into(), &"r-1".into()));
        assert_eq!(serde_json::from_value::<Event>(json).expect("back"), event);
        assert_eq!(event.subject(), format!("video:{}", video.video_id));
    }
}
