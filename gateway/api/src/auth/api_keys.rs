//! Keys of programs: `yte_<id>_<secret>`, of which only the secret's hash is kept.

use chrono::TimeDelta;
use uuid::Uuid;
use ytempire_journal::ApiKeyId;

use super::{Identity, Pace, bearer, digest, person, random_token};
use crate::{
    app::App,
    http::Call,
    problem::{Problem, chain},
    routes::views::Scope,
};

const PREFIX: &str = "yte_";

/// A key as its program holds it. It has no `Debug`: it belongs into no log.
pub struct Secret {
    pub id: ApiKeyId,
    secret: String,
}

impl Secret {
    pub fn generate() -> Self {
        Secret { id: ApiKeyId::generate(), secret: random_token() }
    }

    /// As it is shown, once.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}_{}", self.id.uuid().simple(), self.secret)
    }

    pub fn hash(&self) -> [u8; 32] {
        *digest(&self.secret).as_bytes()
    }

    fn parse(text: &str) -> Option<Secret> {
        let (id, secret) = text.strip_prefix(PREFIX)?.split_once('_')?;
        let id = (id.len() == 32).then(|| Uuid::try_parse(id).ok())??;
        Some(Secret { id: ApiKeyId::from_uuid(id), secret: secret.to_owned() })
    }

    /// Takes as long whichever byte differs first.
    fn fits(&self, hash: &[u8]) -> bool {
        let differing = self.hash().iter().zip(hash).fold(0, |all, (left, right)| all | (left ^ right));
        hash.len() == 32 && std::hint::black_box(differing) == 0
    }
}

pub fn is_key(token: &str) -> bool {
    token.starts_with(PREFIX)
}

/// A person, or a program whose key opens `scope`, with where its pace stands. A wrong secret, a revoked and an expired
/// key are refused alike.
pub async fn program(app: &App, call: &Call, scope: Scope) -> Result<(Option<Identity>, Option<Pace>), Problem> {
    let token = bearer(call)?;
    if !is_key(token) {
        return Ok((Some(person(app, call).await?), None));
    }
    let refused = || Problem::unauthorized("invalid_key", "the key is wrong, revoked or has expired");
    let secret = Secret::parse(token).ok_or_else(refused)?;
    let (key, hash) = app.journal.living_api_key(secret.id).await?.ok_or_else(refused)?;
    if !secret.fits(&hash) {
        return Err(refused());
    }
    let pace = Pace::of(app, &key.id.to_string()).await?;
    let opens = key.workspace_id == app.workspace && key.scopes.iter().any(|named| Scope::named(named) == Some(scope));
    if !opens {
        let problem = Problem::forbidden("scope_missing", "the key does not have the scope that this needs");
        return Err(pace.iter().fold(problem, |problem, pace| pace.on_problem(problem)));
    }
    if key.last_used_at.is_none_or(|at| call.now - at >= TimeDelta::minutes(1))
        && let Err(error) = app.journal.touch_api_key(key.id).await
    {
        tracing::warn!(error = chain(&error), "the use of a key was not noted");
    }
    Ok((None, pace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_only_its_own_secret_fits() {
        let made = Secret::generate();
        let read = Secret::parse(&made.text()).expect("a key");
        assert!(read.id == made.id && read.fits(&made.hash()));
        let other = Secret { id: made.id, secret: random_token() };
        assert!(!other.fits(&made.hash()));
        assert!(!read.fits(&made.hash()[..31]) && !read.fits(&[]));
    }

    #[test]
    fn what_is_no_key_is_none() {
        let id = "0192".repeat(8);
        for nonsense in
            ["", "yte_", "yte_x_y", &format!("yte_{id}"), &format!("ytd_{id}_s"), &format!("yte_{}_s", &id[1..])]
        {
            assert!(Secret::parse(nonsense).is_none(), "{nonsense}");
        }
        // A secret may hold the separator itself.
        assert_eq!(Secret::parse(&format!("yte_{id}_a_b-c")).map(|key| key.secret).as_deref(), Some("a_b-c"));
    }
}
