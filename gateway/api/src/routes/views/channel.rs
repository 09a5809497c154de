//! A channel as clients see it, and as they write it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_domain::{
    ChannelId, Currency, Micros,
    channel::{ApprovalMode, ChannelError, ChannelSettings, ChannelStatus},
    request::Aspect,
};
use ytempire_journal::Channel;

use super::names::{ApprovalName, AspectName, ChannelStatusName};

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelView {
    #[schema(value_type = String, example = "demo")]
    pub id: ChannelId,
    pub name: String,
    pub niche: String,
    pub language: String,
    pub voice: String,
    pub style: String,
    #[schema(value_type = AspectName)]
    pub aspect: Aspect,
    /// Wished length of a video in seconds.
    pub seconds: u32,
    #[schema(value_type = ApprovalName)]
    pub approval: ApprovalMode,
    /// In hundredths: a script below it is revised once; where it stays below, or the video is, a person is asked before
    /// anything is published.
    pub quality_threshold: u8,
    pub music: bool,
    #[schema(required)]
    pub footage_folder: Option<String>,
    /// What one video may cost, in millionths of the currency.
    #[schema(value_type = i64)]
    pub cap_micros: Micros,
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    #[schema(value_type = ChannelStatusName)]
    pub status: ChannelStatus,
    /// Rises with every change; the strong ETag is this number in quotes.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Channel> for ChannelView {
    fn from(channel: Channel) -> Self {
        let settings = channel.settings;
        ChannelView {
            id: channel.id,
            name: settings.name,
            niche: settings.niche,
            language: settings.language,
            voice: settings.voice,
            style: settings.style,
            aspect: settings.aspect,
            seconds: settings.seconds,
            approval: settings.approval,
            quality_threshold: settings.quality_threshold,
            music: settings.music,
            footage_folder: settings.footage_folder,
            cap_micros: settings.cap_micros,
            currency: Currency::USD,
            status: channel.status,
            version: channel.version,
            created_at: channel.created_at,
            updated_at: channel.updated_at,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelPage {
    pub items: Vec<ChannelView>,
    /// Give it back as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// A channel as a whole: what is left out takes its default, on creation and on replacement alike.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelBody {
    /// 1 to 64 characters of a-z, 0-9, '-' and '_'; generated if left out. On replacement only the channel's own.
    #[schema(value_type = Option<String>, max_length = 64)]
    pub id: Option<ChannelId>,
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    #[schema(max_length = 200)]
    pub niche: Option<String>,
    pub language: Option<String>,
    pub voice: Option<String>,
    pub style: Option<String>,
    #[schema(value_type = Option<AspectName>)]
    pub aspect: Option<Aspect>,
    #[schema(minimum = 5, maximum = 600)]
    pub seconds: Option<u32>,
    #[schema(value_type = Option<ApprovalName>)]
    pub approval: Option<ApprovalMode>,
    /// In hundredths.
    #[schema(minimum = 0, maximum = 100)]
    pub quality_threshold: Option<u8>,
    pub music: Option<bool>,
    pub footage_folder: Option<String>,
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub cap_micros: Option<Micros>,
}

impl ChannelBody {
    pub fn settings(self) -> Result<ChannelSettings, ChannelError> {
        let usual = ChannelSettings::default();
        ChannelSettings {
            name: self.name,
            niche: self.niche.unwrap_or(usual.niche),
            language: self.language.unwrap_or(usual.language),
            voice: self.voice.unwrap_or(usual.voice),
            style: self.style.unwrap_or(usual.style),
            aspect: self.aspect.unwrap_or(usual.aspect),
            seconds: self.seconds.unwrap_or(usual.seconds),
            approval: self.approval.unwrap_or(usual.approval),
            quality_threshold: self.quality_threshold.unwrap_or(usual.quality_threshold),
            music: self.music.unwrap_or(usual.music),
            footage_folder: self.footage_folder.filter(|folder| !folder.trim().is_empty()),
            cap_micros: self.cap_micros.unwrap_or(usual.cap_micros),
        }
        .parse()
    }
}
