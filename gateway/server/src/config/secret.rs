//! A secret as it stands in the configuration: readable by the code that needs it, never printed.

use std::{os::unix::fs::PermissionsExt as _, path::Path};

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use crate::exit::Stop;

#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct SecretSource(SecretString);

impl Serialize for SecretSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("<secret>")
    }
}

impl SecretSource {
    /// The value given in place, else the one in `file`, which nobody but its owner may read.
    pub fn resolve(value: Option<&Self>, file: Option<&Path>, key: &str) -> Result<SecretString, Stop> {
        match (value, file) {
            (Some(value), _) => Ok(value.0.expose_secret().into()),
            (None, Some(file)) => read(file).map_err(|why| Stop::Config(format!("{key}_file: {why}"))),
            (None, None) => Err(Stop::Config(format!("{key} or {key}_file is not set"))),
        }
    }
}

fn read(file: &Path) -> Result<SecretString, String> {
    let shown = file.display();
    let mode = file.metadata().map_err(|error| format!("{shown}: {error}"))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(format!("{shown} can be read by others: chmod 600 it"));
    }
    let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    Ok(text.trim().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("url");
        std::fs::write(&file, "postgres://x\n").expect("file");
        let resolve = || SecretSource::resolve(None, Some(&file), "postgres.url");
        std::fs::set_permissions(&file, Permissions::from_mode(0o644)).expect("mode");
        assert!(resolve().is_err());
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("mode");
        assert_eq!(resolve().expect("readable").expose_secret(), "postgres://x");
    }
}
