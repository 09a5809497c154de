//! 16-bit WAV files, in and out.

use std::{fs, path::Path};

use crate::error::MediaError;

/// Longest narration that is read: 20 minutes at 48 kHz, stereo.
const MAX_BYTES: u64 = 20 * 60 * 48_000 * 4;

/// One channel, -1..1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mono {
    pub rate: u32,
    pub samples: Vec<f32>,
}

/// Reads a 16-bit PCM file; several channels become one.
pub fn read(path: &Path) -> Result<Mono, MediaError> {
    let size = fs::metadata(path).map_err(MediaError::io("read", path))?.len();
    if size > MAX_BYTES {
        return Err(MediaError::format(path, "longer than twenty minutes"));
    }
    let bytes = fs::read(path).map_err(MediaError::io("read", path))?;
    parse(&bytes).map_err(|reason| MediaError::format(path, reason))
}

fn parse(bytes: &[u8]) -> Result<Mono, &'static str> {
    if bytes.get(0..4) != Some(b"RIFF") || bytes.get(8..12) != Some(b"WAVE") {
        return Err("no WAV file");
    }
    let mut rest = &bytes[12..];
    let mut form: Option<(u16, u32)> = None;
    while let Some((head, body)) = rest.split_at_checked(8) {
        let long = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        // A file that was written to a pipe says nothing useful about the length of its last chunk.
        let content = &body[..long.min(body.len())];
        match &head[..4] {
            b"fmt " => form = Some(format_of(content)?),
            b"data" => {
                let (channels, rate) = form.ok_or("its data come before their format")?;
                let frames = content.chunks_exact(2 * usize::from(channels));
                let mean = |frame: &[u8]| {
                    let sum: i32 = frame.chunks_exact(2).map(|s| i32::from(i16::from_le_bytes([s[0], s[1]]))).sum();
                    sum as f32 / (32_768.0 * f32::from(channels))
                };
                return Ok(Mono { rate, samples: frames.map(mean).collect() });
            }
            _ => {}
        }
        rest = body.get(long + (long & 1)..).unwrap_or_default();
    }
    Err("it holds no sound")
}

/// Channels and samples a second.
fn format_of(chunk: &[u8]) -> Result<(u16, u32), &'static str> {
    let short = |at: usize| chunk.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let (Some(tag), Some(channels), Some(bits)) = (short(0), short(2), short(14)) else {
        return Err("a cut format chunk");
    };
    let rate = u32::from(short(4).unwrap_or(0)) | u32::from(short(6).unwrap_or(0)) << 16;
    // 1: PCM. 0xfffe: the same with a longer header.
    if !matches!(tag, 1 | 0xfffe) || bits != 16 {
        return Err("not 16-bit PCM");
    }
    if !(1..=8).contains(&channels) || !(8_000..=192_000).contains(&rate) {
        return Err("a format that nobody speaks in");
    }
    Ok((channels, rate))
}

/// Writes 16-bit PCM, whole or not at all.
pub fn write(path: &Path, sound: &Mono) -> Result<(), MediaError> {
    let long = sound.samples.len() as u32 * 2;
    let mut bytes = Vec::with_capacity(44 + long as usize);
    bytes.extend(b"RIFF");
    bytes.extend((36 + long).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend([1, 0, 1, 0]);
    bytes.extend(sound.rate.to_le_bytes());
    bytes.extend((sound.rate * 2).to_le_bytes());
    bytes.extend([2, 0, 16, 0]);
    bytes.extend(b"data");
    bytes.extend(long.to_le_bytes());
    for sample in &sound.samples {
        bytes.extend(((sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16).to_le_bytes());
    }
    crate::disk::write_whole(path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_survives_writing_and_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        let sound = Mono { rate: 24_000, samples: (0..999).map(|i| (i as f32 * 0.05).sin() * 0.7).collect() };
        write(&path, &sound).unwrap();
        let read = read(&path).unwrap();
        assert_eq!((read.rate, read.samples.len()), (24_000, 999));
        assert!(read.samples.iter().zip(&sound.samples).all(|(a, b)| (a - b).abs() < 1e-4));
    }

    #[test]
    fn no_rubbish_is_taken_for_sound_and_none_of_it_panics() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.wav");
        write(&path, &Mono { rate: 16_000, samples: vec![0.1; 50] }).unwrap();
        let whole = fs::read(&path).unwrap();
        for cut in 0..44 {
            assert!(parse(&whole[..cut]).is_err(), "{cut}");
        }
        for at in 0..44 {
            let mut bent = whole.clone();
            bent[at] = 0xff;
            // What it says does not matter, that it says something does.
            let read = parse(&bent);
            assert!(read.is_err() || read.is_ok_and(|sound| sound.samples.len() <= 50));
        }
    }
}
