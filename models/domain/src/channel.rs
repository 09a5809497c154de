//! A channel: what its videos sound and look like, who approves them, what one may cost.

use serde::{Deserialize, Serialize};

use crate::{
    money::Micros,
    request::{Aspect, SECONDS},
    text::{self, TextError},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelStatus {
    #[default]
    Active,
    /// Takes requests, starts no job.
    Paused,
    /// Kept for its history; refuses requests.
    Archived,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalMode {
    #[default]
    Automatic,
    /// A person looks at every video before it is published.
    EveryVideo,
}

/// What a channel's owner sets. A request may override language, aspect, seconds, voice and style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChannelSettings {
    /// Name for people, 1 to 100 characters.
    pub name: String,
    /// What the channel is about, in a few words; may be empty.
    pub niche: String,
    pub language: String,
    pub voice: String,
    /// Look of the pictures: `auto` lets the topic choose the colours.
    pub style: String,
    pub aspect: Aspect,
    /// Wished length in seconds.
    pub seconds: u32,
    pub approval: ApprovalMode,
    /// In hundredths, 0 to 100: a script whose quality is below it is revised once; where it stays below, or the video is, a
    /// person is asked before anything is published.
    pub quality_threshold: u8,
    /// Music bed under the speech.
    pub music: bool,
    /// Folder with the owner's own pictures; used before generated ones.
    pub footage_folder: Option<String>,
    /// What one video may cost.
    pub cap_micros: Micros,
}

impl Default for ChannelSettings {
    fn default() -> Self {
        ChannelSettings {
            name: "My channel".to_owned(),
            niche: String::new(),
            language: "en".to_owned(),
            voice: "af_heart".to_owned(),
            style: "auto".to_owned(),
            aspect: Aspect::Portrait,
            seconds: 45,
            approval: ApprovalMode::Automatic,
            quality_threshold: QUALITY_THRESHOLD,
            music: true,
            footage_folder: None,
            cap_micros: Micros::from_units(3),
        }
    }
}

/// Where channels begin. Measured through the product: the local writer's scripts of ordinary briefs of 6 to 45 s score 86 to
/// 98 once they were revised, their videos 97 and more; a script that says what an earlier video said stays below.
pub const QUALITY_THRESHOLD: u8 = 85;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ChannelError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("seconds is a whole number from {} to {}", SECONDS.start(), SECONDS.end())]
    Seconds,
    #[error("quality_threshold is a whole number from 0 to 100")]
    QualityThreshold,
    #[error("the cap of a video is positive and at most 10000.00")]
    Cap,
}

impl ChannelSettings {
    /// The same settings with their texts trimmed, or what is wrong with them.
    pub fn parse(self) -> Result<Self, ChannelError> {
        if !SECONDS.contains(&self.seconds) {
            return Err(ChannelError::Seconds);
        }
        if !(1..=Micros::from_units(10_000).0).contains(&self.cap_micros.0) {
            return Err(ChannelError::Cap);
        }
        if self.quality_threshold > 100 {
            return Err(ChannelError::QualityThreshold);
        }
        let niche = match self.niche.trim() {
            "" => String::new(),
            niche => text::line("niche", niche, 200)?,
        };
        Ok(ChannelSettings {
            name: text::line("name", &self.name, 100)?,
            niche,
            language: text::line("language", &self.language, 8)?,
            voice: text::line("voice", &self.voice, 64)?,
            style: text::line("style", &self.style, 64)?,
            footage_folder: self
                .footage_folder
                .map(|folder| text::line("footage_folder", &folder, 1024))
                .transpose()?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid_and_an_empty_object_means_them() {
        let defaults = ChannelSettings::default();
        assert_eq!(defaults.clone().parse(), Ok(defaults.clone()));
        assert_eq!(serde_json::from_str::<ChannelSettings>("{}").expect("defaults"), defaults);
        assert!(serde_json::from_str::<ChannelSettings>(r#"{"nmae":"x"}"#).is_err());
    }

    #[test]
    fn what_cannot_be_made_is_refused() {
        let with = |edit: fn(&mut ChannelSettings)| {
            let mut settings = ChannelSettings::default();
            edit(&mut settings);
            settings.parse()
        };
        assert_eq!(with(|s| s.seconds = 601), Err(ChannelError::Seconds));
        assert_eq!(with(|s| s.cap_micros = Micros::ZERO), Err(ChannelError::Cap));
        assert_eq!(with(|s| s.quality_threshold = 101), Err(ChannelError::QualityThreshold));
        assert!(matches!(with(|s| s.name = " ".into()), Err(ChannelError::Text(_))));
    }
}
