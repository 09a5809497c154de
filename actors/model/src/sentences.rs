//! Where the sentence model lies, and when it is read.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use ytempire_inference::{Meaning, Stored};

/// The given folder, or the one that set-up fills where that is there.
pub fn folder(given: Option<PathBuf>) -> Option<PathBuf> {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    let usual = || cache().map(|cache| cache.join("ytempire/assets/sentences")).filter(|folder| folder.is_dir());
    given.or_else(usual)
}

/// For learning titles; without it they are learned from their words alone, and that is said.
pub fn for_titles(given: Option<PathBuf>) -> Result<Option<Meaning>> {
    match folder(given) {
        Some(folder) => Ok(Some(Meaning::read(&folder).context("the sentence model cannot be read")?)),
        None => {
            eprintln!(
                "no sentence model (infra/assets-sentences fetches it): titles are learned from their words alone"
            );
            Ok(None)
        }
    }
}

/// Where the model reads it.
pub fn needed(stored: &Stored, given: Option<PathBuf>) -> Result<Option<Meaning>> {
    match stored {
        Stored::Scores(model) if model.reads_meaning() => {
            let folder =
                folder(given).context("this model needs the sentence model: infra/assets-sentences fetches it")?;
            Ok(Some(Meaning::read(&folder)?))
        }
        _ => Ok(None),
    }
}
