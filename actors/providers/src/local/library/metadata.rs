//! `metadata.json`: what the folder says of itself, to people, to uploaders, and to a repeated publication.

use std::{fs, io, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{ArtefactRef, ChannelId, VideoId};

use super::{Credit, Work};

pub const FILE: &str = "metadata.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    /// BCP 47.
    pub language: String,
    pub channel_id: ChannelId,
    pub channel_seq: i64,
    pub request_id: String,
    pub video_id: VideoId,
    pub duration_ms: u32,
    pub published_at: DateTime<Utc>,
    /// Program and version.
    pub made_by: String,
    pub writer: String,
    /// Voice and pictures are made by a machine: platforms ask for this to be told.
    pub synthetic_media: bool,
    pub credits: Vec<Credit>,
    /// Video, thumbnail and captions, in this order, as the artefact store knows them.
    pub files: Vec<ArtefactRef>,
}

impl Metadata {
    pub fn of(work: &Work<'_>) -> Self {
        let script = work.script;
        Metadata {
            title: script.title.clone(),
            description: script.description.clone(),
            tags: script.tags.clone(),
            language: script.language.clone(),
            channel_id: work.channel_id.clone(),
            channel_seq: work.channel_seq,
            request_id: work.request_id.to_owned(),
            video_id: work.video_id,
            duration_ms: work.duration_ms,
            published_at: work.now,
            made_by: concat!("ytempire ", env!("CARGO_PKG_VERSION")).to_owned(),
            writer: script.writer.clone(),
            synthetic_media: true,
            credits: work.credits.clone(),
            files: work.files().map(|(_, file)| file.artefact.clone()).to_vec(),
        }
    }

    pub fn read(folder: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(folder.join(FILE))?)?)
    }

    /// Indented JSON with a line end, as people read it.
    pub fn json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }
}
