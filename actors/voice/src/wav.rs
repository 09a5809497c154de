//! A mono 16-bit WAV file that appears whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use crate::{error::VoiceError, model::RATE};

/// Writes beside `out`, syncs, renames. A failure leaves nothing.
pub(crate) fn write(out: &Path, samples: &[f32]) -> Result<(), VoiceError> {
    let Some(name) = out.file_name() else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "it names no file");
        return Err(VoiceError::io("write", out)(source));
    };
    let mut part = name.to_owned();
    part.push(".part");
    let part = out.with_file_name(part);
    let written = write_part(&part, samples).and_then(|()| fs::rename(&part, out));
    if let Err(error) = written {
        // The first error is the one to tell; the part may not even exist.
        return match fs::remove_file(&part) {
            Err(left) if left.kind() != io::ErrorKind::NotFound => Err(VoiceError::io("remove", &part)(left)),
            Ok(()) | Err(_) => Err(VoiceError::io("write", out)(error)),
        };
    }
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(VoiceError::io("sync", folder))?;
    }
    Ok(())
}

fn write_part(part: &Path, samples: &[f32]) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(&bytes(samples)?)?;
    file.sync_all()
}

fn bytes(samples: &[f32]) -> io::Result<Vec<u8>> {
    let size = u32::try_from(samples.len() * 2).ok().filter(|size| *size < u32::MAX - 36);
    let size = size.ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "more sound than a WAV file holds"))?;
    let mut out = Vec::with_capacity(44 + samples.len() * 2);
    out.extend(b"RIFF");
    out.extend((36 + size).to_le_bytes());
    out.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    out.extend(RATE.to_le_bytes());
    out.extend((RATE * 2).to_le_bytes());
    out.extend(b"\x02\0\x10\0data");
    out.extend(size.to_le_bytes());
    for sample in samples {
        out.extend(((sample.clamp(-1.0, 1.0) * 32767.0).round() as i16).to_le_bytes());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_length_and_the_samples_follow() {
        let bytes = bytes(&[0.0, 1.0, -1.0]).unwrap();
        assert_eq!(bytes.len(), 50);
        assert_eq!(bytes[4..8], 42u32.to_le_bytes());
        assert_eq!(bytes[24..28], 24_000u32.to_le_bytes());
        assert_eq!(bytes[40..44], 6u32.to_le_bytes());
        assert_eq!(bytes[44..], [0, 0, 0xff, 0x7f, 0x01, 0x80]);
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        assert!(write(&taken, &[0.0]).is_err());
        assert!(write(&folder.path().join("no/such/folder.wav"), &[0.0]).is_err());
        assert!(write(Path::new("/"), &[0.0]).is_err());
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["taken"]);
        let out = folder.path().join("a.wav");
        write(&out, &[0.5; 10]).unwrap();
        assert_eq!(fs::metadata(out).unwrap().len(), 64);
    }
}
