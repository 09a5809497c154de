//! Passwords: argon2id in PHC strings. Few at once: each takes 19 MiB and tens of milliseconds of a processor.

use argon2::{Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::{OnceCell, Semaphore};

static TURNS: Semaphore = Semaphore::const_new(2);
/// What the password of an account that does not exist is compared with, so that both take the same time.
static NOBODY: OnceCell<String> = OnceCell::const_new();

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("the password cannot be hashed: {0}")]
    Hash(String),
    #[error("hashing was cut off")]
    CutOff,
}

/// A PHC string with a salt of its own.
pub async fn hash(password: &SecretString) -> Result<String, PasswordError> {
    let password = password.clone();
    in_turn(move || {
        let hash: Result<PasswordHash, _> = Argon2::default().hash_password(password.expose_secret().as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
    })
    .await?
}

/// Whether the password fits; without a hash it takes as long and does not.
pub(crate) async fn verify(password: &SecretString, stored: Option<String>) -> Result<bool, PasswordError> {
    let exists = stored.is_some();
    let stored = match stored {
        Some(stored) => stored,
        None => NOBODY.get_or_try_init(hash_of_nobody).await?.clone(),
    };
    let password = password.clone();
    let fits = in_turn(move || {
        let parsed = PasswordHash::new(&stored);
        parsed.is_ok_and(|hash| Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok())
    });
    Ok(fits.await? && exists)
}

async fn hash_of_nobody() -> Result<String, PasswordError> {
    hash(&uuid::Uuid::new_v4().to_string().into()).await
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
    let _turn = TURNS.acquire().await.map_err(|_| PasswordError::CutOff)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| PasswordError::CutOff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only_and_nobody_has_one() {
        let password = SecretString::from("correct horse");
        let stored = hash(&password).await.expect("hashed");
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify(&password, Some(stored.clone())).await.expect("verified"));
        assert!(!verify(&"wrong horse".into(), Some(stored)).await.expect("verified"));
        assert!(!verify(&password, None).await.expect("verified"));
        assert!(!verify(&password, Some("no hash".to_owned())).await.expect("verified"));
    }
}
