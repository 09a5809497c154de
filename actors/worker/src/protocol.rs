//! What a slot and its worker say to each other: four bytes of length, big-endian, then that much JSON.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use ytempire_domain::Failure;

/// Longest message; a task of a long video has about a megabyte.
pub const MAX_FRAME: u32 = 64 << 20;

/// From the slot.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum ToWorker {
    Run { id: u64, task: Value },
    Cancel { id: u64 },
}

/// From the worker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum FromWorker {
    /// Once, when tasks may come.
    Ready,
    /// Every second.
    Beat,
    /// From 0 to 1.
    Progress { id: u64, fraction: f32 },
    Done {
        id: u64,
        /// Processor time of the whole process for this task.
        cpu_seconds: f64,
        outcome: Result<Value, Failure>,
    },
}

/// The bytes of one message.
///
/// # Errors
/// It is longer than [`MAX_FRAME`], or cannot be written as JSON.
pub fn frame<T: Serialize>(message: &T) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = u32::try_from(bytes.len() - 4).ok().filter(|length| *length <= MAX_FRAME);
    let length = length.ok_or_else(|| io::Error::other("a message is too long for a frame"))?;
    bytes[..4].copy_from_slice(&length.to_be_bytes());
    Ok(bytes)
}

pub fn write_frame<T: Serialize>(out: &mut impl Write, message: &T) -> io::Result<()> {
    out.write_all(&frame(message)?)?;
    out.flush()
}

/// `None`: the other side has closed, between two messages.
pub fn read_frame<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = checked(u32::from_be_bytes(length))?;
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(Some(serde_json::from_slice(&body)?))
}

/// The length, if a message may be that long.
pub fn checked(length: u32) -> io::Result<usize> {
    let fits = (length <= MAX_FRAME).then_some(length).and_then(|length| usize::try_from(length).ok());
    fits.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "this is no frame: its length is out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_its_frame_and_the_end_is_seen() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, &ToWorker::Run { id: 7, task: serde_json::json!({"a": "ü"}) }).expect("writes");
        let mut input = bytes.as_slice();
        let read = read_frame(&mut input).expect("reads");
        assert!(matches!(read, Some(ToWorker::Run { id: 7, task }) if task["a"] == "ü"));
        assert!(read_frame::<ToWorker>(&mut input).expect("the end").is_none());
    }

    #[test]
    fn garbage_and_cut_frames_are_errors() {
        for bytes in [&b"hello world"[..], &[0, 0, 0, 9, b'{'], &[0, 0], &[0, 0, 0, 2, b'{', b'}']] {
            let mut input = bytes;
            assert!(read_frame::<ToWorker>(&mut input).is_err(), "{bytes:?}");
        }
    }
}
