//! Packets to frames and samples; everything else only looks at those.

use std::{ops::ControlFlow, path::Path};

use ff::{codec, decoder, format, frame, media};
use ffmpeg_next as ff;
use ytempire_domain::production::Loudness;

use super::{CheckJob, Meter, Pictures, Powers};
use crate::{encode::aac::append, error::MediaError, sound::RATE};

/// What was seen and heard.
pub struct Watched {
    /// Codecs and formats in words.
    pub streams: String,
    /// Average frame rate by the container, as a fraction.
    pub fps: (i32, i32),
    pub pictures: Pictures,
    pub powers: Powers,
    pub loudness: Loudness,
    pub sound_ms: i64,
    /// Samples of all channels, and those of them at full scale.
    pub samples: u64,
    pub clipped: u64,
    /// Coded size of the picture.
    pub picture_bytes: u64,
    /// Packets that could not be decoded.
    pub errors: u64,
}

/// A sample that may have been cut off.
const FULL_SCALE: f32 = 0.9995;

pub fn watch(job: &CheckJob, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Watched, MediaError> {
    let mut input = open(&job.video)?;
    let mut viewer = Viewer::of(&input, Pictures::marked(job.marks()))?;
    let total = input.duration().max(1) as f32 / 1e6;
    for (stream, packet) in input.packets() {
        viewer.take(stream.index(), &packet)?;
        let seconds = packet.pts().unwrap_or(0) as f64 * f64::from(stream.time_base());
        if progress((seconds as f32 / total).clamp(0.0, 1.0)).is_break() {
            return Err(MediaError::Cancelled);
        }
    }
    viewer.finish()
}

fn open(path: &Path) -> Result<format::context::Input, MediaError> {
    std::fs::metadata(path).map_err(MediaError::io("read", path))?;
    let text = path
        .to_str()
        .filter(|path| !path.contains('\0'))
        .ok_or_else(|| MediaError::format(path, "a path that is no text"))?;
    format::input(&format!("file:{text}")).map_err(|error| MediaError::format(path, format!("no video: {error}")))
}

struct Viewer {
    picture: Option<(usize, decoder::Video)>,
    sound: Option<(usize, decoder::Audio)>,
    fps: (i32, i32),
    pictures: Pictures,
    powers: Powers,
    meter: Meter,
    samples: u64,
    clipped: u64,
    picture_bytes: u64,
    errors: u64,
    frame: frame::Video,
    heard: frame::Audio,
}

impl Viewer {
    fn of(input: &format::context::Input, pictures: Pictures) -> Result<Self, MediaError> {
        let opening = || MediaError::av("open a decoder");
        let mut fps = (0, 1);
        let picture = match input.streams().best(media::Type::Video) {
            Some(stream) => {
                let rate = stream.avg_frame_rate().reduce();
                fps = (rate.numerator(), rate.denominator());
                let mut context = codec::Context::from_parameters(stream.parameters()).map_err(opening())?;
                context.set_threading(codec::threading::Config::count(2));
                Some((stream.index(), context.decoder().video().map_err(opening())?))
            }
            None => None,
        };
        let sound = match input.streams().best(media::Type::Audio) {
            Some(stream) => {
                let context = codec::Context::from_parameters(stream.parameters()).map_err(opening())?;
                Some((stream.index(), context.decoder().audio().map_err(opening())?))
            }
            None => None,
        };
        let rate = sound.as_ref().map_or(RATE, |(_, decoder)| decoder.rate().max(1));
        Ok(Viewer {
            picture,
            sound,
            fps,
            pictures,
            powers: Powers::new(rate),
            meter: Meter::new(2, rate)?,
            samples: 0,
            clipped: 0,
            picture_bytes: 0,
            errors: 0,
            frame: frame::Video::empty(),
            heard: frame::Audio::empty(),
        })
    }

    fn take(&mut self, stream: usize, packet: &ff::Packet) -> Result<(), MediaError> {
        if let Some((_, decoder)) = self.picture.as_mut().filter(|(own, _)| *own == stream) {
            self.errors += u64::from(decoder.send_packet(packet).is_err());
            self.picture_bytes += packet.size() as u64;
            self.see();
        }
        if let Some((_, decoder)) = self.sound.as_mut().filter(|(own, _)| *own == stream) {
            self.errors += u64::from(decoder.send_packet(packet).is_err());
            self.hear()?;
        }
        Ok(())
    }

    fn see(&mut self) {
        let Some((_, decoder)) = &mut self.picture else { return };
        while decoder.receive_frame(&mut self.frame).is_ok() {
            self.errors += u64::from(self.frame.is_corrupt());
            self.pictures.add(&self.frame);
        }
    }

    fn hear(&mut self) -> Result<(), MediaError> {
        let Some((_, decoder)) = &mut self.sound else { return Ok(()) };
        while decoder.receive_frame(&mut self.heard).is_ok() {
            let mut samples = vec![];
            append(&self.heard, &mut samples);
            self.samples += samples.len() as u64 / 2;
            self.clipped += samples.iter().filter(|sample| sample.abs() >= FULL_SCALE).count() as u64;
            self.powers.add(&samples);
            self.meter.add(&samples)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Watched, MediaError> {
        if let Some((_, decoder)) = &mut self.picture {
            self.errors += u64::from(decoder.send_eof().is_err());
        }
        self.see();
        if let Some((_, decoder)) = &mut self.sound {
            self.errors += u64::from(decoder.send_eof().is_err());
        }
        self.hear()?;
        let rate = self.sound.as_ref().map_or(RATE, |(_, decoder)| decoder.rate().max(1));
        Ok(Watched {
            streams: self.streams(),
            fps: self.fps,
            pictures: self.pictures,
            powers: self.powers,
            loudness: self.meter.read()?,
            sound_ms: (self.samples * 1000).div_ceil(u64::from(rate)) as i64,
            samples: self.samples * 2,
            clipped: self.clipped,
            picture_bytes: self.picture_bytes,
            errors: self.errors,
        })
    }

    fn streams(&self) -> String {
        let name = |codec: Option<ff::Codec>| codec.map_or("unknown".to_owned(), |codec| codec.name().to_owned());
        let picture = self.picture.as_ref().map_or("no picture".to_owned(), |(_, decoder)| {
            let format = decoder.format().descriptor().map_or("unknown", |format| format.name());
            format!("{} {format}", name(decoder.codec()))
        });
        let sound = self.sound.as_ref().map_or("no sound".to_owned(), |(_, decoder)| {
            format!("{} {} Hz {} channels", name(decoder.codec()), decoder.rate(), decoder.channels())
        });
        format!("{picture}, {sound}")
    }
}
