#![doc = include_str!("../README.md")]

mod av;
mod captions;
mod check;
mod disk;
mod encode;
mod error;
mod job;
mod plain_voice;
mod render;
pub mod scene;
mod sound;
mod thumbnail;

pub use captions::{cues, srt};
pub use check::{CheckJob, Shown, check};
pub use error::MediaError;
pub use job::{RenderJob, RenderProgress, RenderReport};
pub use plain_voice::{PlainVoiceJob, PlainVoiceReport, plain_voice};
pub use render::render;
pub use thumbnail::{Thumbnail2D, ThumbnailJob, thumbnail};

/// The captions as libass reads them when they are drawn over `footage`: what a render itself uses.
pub fn caption_script(
    cues: &[ytempire_domain::production::Cue],
    footage: &ytempire_domain::production::Footage,
    size: (u32, u32),
) -> Result<String, MediaError> {
    Ok(captions::ass::document(cues, footage, size, &scene::Typeface::load()?)?)
}

/// libav's name of the video encoder that a render uses here: `h264_nvenc` where a GPU opens it, else `libx264`.
pub fn encoder() -> Result<String, MediaError> {
    encode::h264::name().map(str::to_owned)
}
