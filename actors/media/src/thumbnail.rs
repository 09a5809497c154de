//! The picture that a viewer chooses by.

use std::{collections::BTreeMap, path::PathBuf};

use ff::{Dictionary, Packet, codec, color, encoder, format, frame, software::scaling};
use ffmpeg_next as ff;
use serde::{Deserialize, Serialize};
use ytempire_domain::{ContentHash, production::Scene, request::Aspect};

use crate::{
    av, disk,
    error::MediaError,
    scene::{Illustrations, still},
};

/// YouTube takes no larger thumbnail.
const MAX_BYTES: usize = 2_000_000;
/// Quantisers to try, from fine to coarse.
const QUALITIES: [usize; 4] = [3, 6, 12, 24];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThumbnailJob {
    pub scene: Scene,
    pub title: String,
    pub aspect: Aspect,
    /// The owner's pictures that the scene refers to, on this disk.
    pub files: BTreeMap<ContentHash, PathBuf>,
    /// Folder of the illustration set.
    pub illustrations: PathBuf,
    /// The JPEG to write.
    pub out: PathBuf,
}

/// Size of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thumbnail2D {
    pub width: u32,
    pub height: u32,
}

/// Draws the scene's picture with the title in large words and writes it as a JPEG of less than 2 MB.
pub fn thumbnail(job: &ThumbnailJob) -> Result<Thumbnail2D, MediaError> {
    av::init()?;
    let (width, height) = match job.aspect {
        Aspect::Portrait => (1080, 1920),
        Aspect::Landscape => (1280, 720),
        Aspect::Square => (1080, 1080),
    };
    let illustrations = Illustrations::open(&job.illustrations)?;
    let picture = still(&job.scene, &job.title, (width, height), &illustrations, &job.files)?;
    let frame = jpeg_frame(&picture, width, height)?;
    let mut coded = vec![];
    for quality in QUALITIES {
        coded = jpeg(&frame, quality)?;
        if coded.len() < MAX_BYTES {
            break;
        }
    }
    disk::write_whole(&job.out, &coded)?;
    Ok(Thumbnail2D { width, height })
}

fn jpeg_frame(picture: &[u8], width: u32, height: u32) -> Result<frame::Video, MediaError> {
    let mut rgba = frame::Video::new(format::Pixel::RGBA, width, height);
    let (stride, row) = (rgba.stride(0), width as usize * 4);
    for (to, from) in rgba.data_mut(0).chunks_mut(stride).zip(picture.chunks_exact(row)) {
        to[..row].copy_from_slice(from);
    }
    let flags = scaling::Flags::BILINEAR | scaling::Flags::ACCURATE_RND | scaling::Flags::FULL_CHR_H_INP;
    let converted = scaling::Context::get(rgba.format(), width, height, format::Pixel::YUVJ420P, width, height, flags)
        .and_then(|mut scaler| {
            let mut converted = frame::Video::empty();
            scaler.run(&rgba, &mut converted).map(|()| converted)
        });
    let mut converted = converted.map_err(MediaError::av("convert a picture"))?;
    converted.set_pts(Some(0));
    Ok(converted)
}

fn jpeg(frame: &frame::Video, quality: usize) -> Result<Vec<u8>, MediaError> {
    let coding = || MediaError::av("code a picture");
    let codec = encoder::find_by_name("mjpeg").ok_or(MediaError::Missing("JPEG encoder"))?;
    let mut picture = codec::Context::new_with_codec(codec).encoder().video().map_err(coding())?;
    picture.set_width(frame.width());
    picture.set_height(frame.height());
    picture.set_format(format::Pixel::YUVJ420P);
    picture.set_color_range(color::Range::JPEG);
    picture.set_time_base((1, 1));
    let mut options = Dictionary::new();
    options.set("qmin", &quality.to_string());
    options.set("qmax", &quality.to_string());
    let mut picture = picture.open_as_with(codec, options).map_err(coding())?;
    picture.send_frame(frame).map_err(coding())?;
    picture.send_eof().map_err(coding())?;
    let mut packet = Packet::empty();
    picture.receive_packet(&mut packet).map_err(coding())?;
    packet.data().map(<[u8]>::to_vec).ok_or_else(|| coding()(ff::Error::InvalidData))
}
