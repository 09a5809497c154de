//! The command line's wish for a video, as a request.

use anyhow::Context as _;
use ytempire_domain::request::{RawRequest, VideoRequest};

use crate::{cli::Wish, exit::Stop};

impl Wish {
    pub fn request(self, request_id: String, channel_id: String) -> anyhow::Result<VideoRequest> {
        let brief = self
            .brief
            .map(|file| std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display())));
        let raw = RawRequest {
            request_id,
            channel_id,
            topic: self.topic,
            brief: brief.transpose()?,
            language: self.language,
            aspect: self.aspect,
            seconds: self.seconds,
            voice: self.voice,
            style: self.style,
        };
        VideoRequest::parse(raw).map_err(|error| Stop::Config(error.to_string()).into())
    }
}
