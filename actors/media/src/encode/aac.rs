//! AAC-LC in memory: coded, and decoded again to hear what a listener will hear.

use ff::{ChannelLayout, Packet, codec, encoder, format, frame};
use ffmpeg_next as ff;

use crate::{
    av,
    error::MediaError,
    sound::{RATE, Stereo},
};

const BIT_RATE: usize = 192_000;
const PLANAR: format::Sample = format::Sample::F32(format::sample::Type::Planar);

/// A coded sound. Times of its packets are in samples; the first ones lie before 0: the coder's run-up.
pub struct Coded {
    pub encoder: encoder::audio::Encoder,
    pub packets: Vec<Packet>,
}

pub fn encode(sound: &Stereo) -> Result<Coded, MediaError> {
    let mut coded = Coded { encoder: open()?, packets: vec![] };
    let frame_size = coded.encoder.frame_size() as usize;
    for (i, part) in sound.chunks(frame_size * 2).enumerate() {
        let mut frame = frame::Audio::new(PLANAR, part.len() / 2, ChannelLayout::STEREO);
        frame.set_rate(RATE);
        for channel in 0..2 {
            let plane = frame.plane_mut::<f32>(channel);
            plane.iter_mut().zip(part.iter().skip(channel).step_by(2)).for_each(|(to, from)| *to = *from);
        }
        frame.set_pts(Some((i * frame_size) as i64));
        coded.encoder.send_frame(&frame).map_err(MediaError::av("encode sound"))?;
        coded.collect()?;
    }
    coded.encoder.send_eof().map_err(MediaError::av("encode sound"))?;
    coded.collect()?;
    Ok(coded)
}

fn open() -> Result<encoder::audio::Encoder, MediaError> {
    let codec = encoder::find_by_name("aac").ok_or(MediaError::Missing("AAC encoder"))?;
    let mut audio =
        codec::Context::new_with_codec(codec).encoder().audio().map_err(MediaError::av("make a sound encoder"))?;
    audio.set_rate(RATE as i32);
    audio.set_channel_layout(ChannelLayout::STEREO);
    audio.set_format(PLANAR);
    audio.set_bit_rate(BIT_RATE);
    audio.set_time_base((1, RATE as i32));
    audio.set_flags(codec::Flags::GLOBAL_HEADER);
    audio.open_as(codec).map_err(MediaError::av("open the sound encoder"))
}

impl Coded {
    fn collect(&mut self) -> Result<(), MediaError> {
        loop {
            let mut packet = Packet::empty();
            match self.encoder.receive_packet(&mut packet) {
                Ok(()) => self.packets.push(packet),
                Err(ff::Error::Eof) => return Ok(()),
                Err(error) if av::is_again(error) => return Ok(()),
                Err(error) => return Err(MediaError::av("encode sound")(error)),
            }
        }
    }

    /// What a player makes of it, run-up included.
    pub fn decode(&self) -> Result<Stereo, MediaError> {
        let broken = || MediaError::av("decode the coded sound");
        let context = codec::Context::from_parameters(codec::Parameters::from(&self.encoder)).map_err(broken())?;
        let mut decoder = context.decoder().audio().map_err(broken())?;
        let mut sound = vec![];
        let mut frame = frame::Audio::empty();
        let ends = self.packets.iter().map(Some).chain([None]);
        for packet in ends {
            match packet {
                Some(packet) => decoder.send_packet(packet).map_err(broken())?,
                None => decoder.send_eof().map_err(broken())?,
            }
            while decoder.receive_frame(&mut frame).is_ok() {
                append(&frame, &mut sound);
            }
        }
        Ok(sound)
    }
}

/// Adds a decoded frame's first two channels; a single one goes to both sides.
pub fn append(frame: &frame::Audio, sound: &mut Stereo) {
    if frame.format() != PLANAR || frame.planes() == 0 {
        return;
    }
    let (left, right) = (frame.plane::<f32>(0), frame.plane::<f32>(1.min(frame.planes() - 1)));
    sound.extend(left.iter().zip(right).flat_map(|(l, r)| [*l, *r]));
}
