//! Passwords and keys of a data folder: generated once, kept in `secrets/` where only the owner reads.

use std::{
    fs::{OpenOptions, Permissions},
    io::{ErrorKind, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use rand::distr::{Alphanumeric, SampleString as _};
use secrecy::{ExposeSecret as _, SecretString};

/// 256 bits of letters and digits: fits a URL without escapes.
const LENGTH: usize = 43;

pub struct Secrets {
    folder: PathBuf,
}

/// The first user: made with the data folder.
pub struct Operator {
    pub email: String,
    pub password: SecretString,
    /// Made by this very start.
    pub new: bool,
}

impl Secrets {
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        let folder = data.join("secrets");
        std::fs::create_dir_all(&folder).context("creating the secrets folder")?;
        std::fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        Ok(Secrets { folder })
    }

    /// The secret of that name; generated where there is none.
    pub fn get(&self, name: &str) -> anyhow::Result<SecretString> {
        self.get_or_new(name).map(|(secret, _)| secret)
    }

    pub fn operator(&self) -> anyhow::Result<Operator> {
        let (password, new) = self.get_or_new("operator_password")?;
        Ok(Operator { email: "operator@localhost".to_owned(), password, new })
    }

    fn get_or_new(&self, name: &str) -> anyhow::Result<(SecretString, bool)> {
        let file = self.folder.join(name);
        match std::fs::read_to_string(&file) {
            Ok(text) if !text.is_empty() => return Ok((text.into(), false)),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("reading the secret {name}")),
        }
        let secret: SecretString = Alphanumeric.sample_string(&mut rand::rng(), LENGTH).into();
        private_file(&file, secret.expose_secret().as_bytes()).with_context(|| format!("keeping the secret {name}"))?;
        Ok((secret, true))
    }
}

/// Writes a file that only its owner reads, whole or not at all.
pub fn private_file(file: &Path, content: &[u8]) -> std::io::Result<()> {
    let part = file.with_extension("part");
    let mut handle = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    handle.write_all(content)?;
    handle.sync_all()?;
    std::fs::rename(&part, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_reads_it() {
        let data = tempfile::tempdir().expect("folder");
        let secrets = Secrets::open(data.path()).expect("open");
        let first = secrets.get("jwt_key").expect("made");
        assert_eq!(first.expose_secret().len(), LENGTH);
        assert_eq!(secrets.get("jwt_key").expect("kept").expose_secret(), first.expose_secret());
        let mode = data.path().join("secrets/jwt_key").metadata().expect("file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(secrets.operator().expect("first").new);
        assert!(!secrets.operator().expect("second").new);
    }
}
