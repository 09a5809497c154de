//! The channel's own pictures: found in its folder, given to the parts whose words they are named after, then in order.

use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use ytempire_domain::{ArtefactRef, Failure, Retry, Whose};

use super::{cut::Part, plain::forms};
use crate::local::text::{is_stop_word, tokens};

/// Most pictures taken from a folder, and the largest file, in bytes: decoded pictures must fit into memory.
const MOST: usize = 200;
const LARGEST: u64 = 40 << 20;

/// The pictures of a folder that can be shown, by name. Hidden files, folders, other kinds and oversized files are
/// passed over.
pub fn own_pictures(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut pictures = list(folder).map_err(|error| {
        let message =
            format!("the footage folder {} cannot be read: {error}; look at the channel's settings", folder.display());
        Failure::new(Whose::Operator, Retry::Backoff, "footage_folder_unusable", message)
    })?;
    pictures.sort();
    pictures.truncate(MOST);
    Ok(pictures)
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut pictures = vec![];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(".");
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        let known = matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp") && !name.starts_with('.');
        // A link to nowhere is no reason to stop.
        let metadata = if known { fs::metadata(&path).ok() } else { None };
        if metadata.is_some_and(|metadata| metadata.is_file() && (1..=LARGEST).contains(&metadata.len())) {
            pictures.push(path);
        }
    }
    Ok(pictures)
}

/// Which part shows which picture, each picture once.
pub fn assign(own: &[ArtefactRef], parts: &[Part]) -> HashMap<usize, ArtefactRef> {
    let subjects = |text: &str| -> HashSet<String> {
        let words = tokens(text).flat_map(|word| word.split('_').map(str::to_owned).collect::<Vec<_>>());
        words
            .filter(|word| !is_stop_word(word) && word.chars().any(char::is_alphabetic))
            .flat_map(|word| forms(&word))
            .collect()
    };
    let said: Vec<HashSet<String>> = parts.iter().map(|part| subjects(&part.text())).collect();
    let mut assigned = HashMap::new();
    let mut left = vec![];
    for image in own {
        let named = subjects(image.name.rsplit_once('.').map_or(image.name.as_str(), |(stem, _)| stem));
        let free = (0..parts.len()).filter(|index| !assigned.contains_key(index));
        let best = free
            .map(|index| (named.intersection(&said[index]).count(), index))
            .max_by_key(|(shared, at)| (*shared, usize::MAX - at));
        match best {
            Some((shared, index)) if shared > 0 => drop(assigned.insert(index, image.clone())),
            _ => left.push(image.clone()),
        }
    }
    let free: Vec<usize> = (0..parts.len()).filter(|index| !assigned.contains_key(index)).collect();
    assigned.extend(free.into_iter().zip(left));
    assigned
}
