//! Named weights as safetensors: eight bytes of length, a JSON header, the numbers. Written here, so that models without
//! networks need no libtorch; any reader of the format opens the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Name, dimensions, values.
pub(crate) type Named = (String, Vec<i64>, Vec<f32>);

#[derive(Serialize, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<i64>,
    data_offsets: [usize; 2],
}

pub(crate) fn write(all: &[Named]) -> Vec<u8> {
    let (mut header, mut data) = (BTreeMap::new(), Vec::new());
    for (name, shape, values) in all {
        let start = data.len();
        data.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let entry = Entry { dtype: "F32".to_owned(), shape: shape.clone(), data_offsets: [start, data.len()] };
        header.insert(name, entry);
    }
    let mut text = serde_json::to_vec(&header).unwrap_or_default();
    // The numbers begin at a multiple of eight.
    text.resize(text.len().next_multiple_of(8), b' ');
    let mut out = (text.len() as u64).to_le_bytes().to_vec();
    out.extend(text);
    out.extend(data);
    out
}

pub(crate) fn read(content: &[u8]) -> Result<Vec<Named>, String> {
    let short = || "it ends too soon".to_owned();
    let (length, rest) = content.split_first_chunk::<8>().ok_or_else(short)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| short())?;
    let (header, data) = rest.split_at_checked(length).ok_or_else(short)?;
    let header: BTreeMap<String, Entry> = serde_json::from_slice(header).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for (name, Entry { dtype, shape, data_offsets: [start, end] }) in header {
        let bytes = data.get(start..end).ok_or_else(short)?;
        if dtype != "F32" || bytes.len() as i64 != 4 * shape.iter().product::<i64>() {
            return Err(format!("{name} is not what its header says"));
        }
        let (values, _) = bytes.as_chunks::<4>();
        all.push((name, shape, values.iter().map(|value| f32::from_le_bytes(*value)).collect()));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_bit_by_bit() {
        let all = vec![
            ("a".to_owned(), vec![2, 2], vec![1.0, -0.5, f32::MIN_POSITIVE, 3e38]),
            ("b".to_owned(), vec![0], vec![]),
        ];
        assert_eq!(read(&write(&all)), Ok(all));
    }

    #[test]
    fn cut_or_altered_content_is_refused() {
        let content = write(&[("a".to_owned(), vec![3], vec![1.0, 2.0, 3.0])]);
        for length in [0, 7, 12, content.len() - 1] {
            assert!(read(&content[..length]).is_err(), "{length}");
        }
        let text = String::from_utf8_lossy(&content).replace("F32", "F64").into_bytes();
        assert!(read(&text).is_err());
    }
}
