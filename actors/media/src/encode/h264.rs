//! The video encoder: the GPU's where it opens, else libx264.

use std::sync::OnceLock;

use ff::{Dictionary, codec, color, encoder, format};
use ffmpeg_next as ff;

use crate::{av, error::MediaError};

/// `h264_nvenc` or `libx264`: the first that opens on this machine. Found out once for the process.
pub fn name() -> Result<&'static str, MediaError> {
    static NAME: OnceLock<Option<&'static str>> = OnceLock::new();
    av::init()?;
    let opens = |name: &&&str| open(name, Shape { width: 320, height: 320, fps: 30, threads: 1 }).is_ok();
    let probe = || ["h264_nvenc", "libx264"].iter().find(opens).copied();
    NAME.get_or_init(probe).ok_or(MediaError::Missing("H.264 encoder (libx264)"))
}

#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub width: u32,
    pub height: u32,
    pub fps: u32,
    /// 0 lets the encoder choose.
    pub threads: usize,
}

/// An encoder for yuv420p frames, BT.709, with a key frame every two seconds; its time base is one frame.
pub fn open(name: &str, shape: Shape) -> Result<encoder::Video, MediaError> {
    let codec = encoder::find_by_name(name).ok_or(MediaError::Missing("H.264 encoder (libx264)"))?;
    let mut video =
        codec::Context::new_with_codec(codec).encoder().video().map_err(MediaError::av("make a video encoder"))?;
    video.set_width(shape.width);
    video.set_height(shape.height);
    video.set_format(format::Pixel::YUV420P);
    video.set_time_base((1, shape.fps as i32));
    video.set_frame_rate(Some((shape.fps as i32, 1)));
    video.set_aspect_ratio((1, 1));
    video.set_gop(shape.fps * 2);
    video.set_colorspace(color::Space::BT709);
    video.set_color_range(color::Range::MPEG);
    video.set_color_primaries(color::Primaries::BT709);
    video.set_color_transfer_characteristic(color::TransferCharacteristic::BT709);
    // mp4 keeps the parameter sets in its header.
    video.set_flags(codec::Flags::GLOBAL_HEADER);
    video.open_as_with(codec, options(name, shape)).map_err(MediaError::av("open the video encoder"))
}

fn options(name: &str, shape: Shape) -> Dictionary<'static> {
    let mut options = Dictionary::new();
    options.set("profile", "high");
    if name == "h264_nvenc" {
        options.set("preset", "p5");
        options.set("rc", "vbr");
        options.set("cq", "22");
        options.set("b", "0");
        options.set("no-scenecut", "1");
        return options;
    }
    options.set("preset", "veryfast");
    options.set("crf", "21");
    options.set("x264-params", "scenecut=0");
    options.set("threads", &shape.threads.to_string());
    options
}
