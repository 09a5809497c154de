//! Access tokens: signed, short-lived, bound to a session. Refresh tokens and tickets: random, kept as hashes.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rand::Rng as _;
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use ytempire_domain::{ContentHash, SessionId, UserId};
use ytempire_journal::Role;

use crate::config::ApiConfig;

const ISSUER: &str = "ytempire";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub user: UserId,
    pub session: SessionId,
    pub role: Role,
}

/// What a token may be used for; one of another purpose is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Every call.
    Access,
    /// Reading files of videos.
    Media,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: UserId,
    sid: SessionId,
    role: Role,
    purpose: Purpose,
    iat: i64,
    exp: i64,
}

pub struct Tokens {
    sign: EncodingKey,
    read: DecodingKey,
    validation: Validation,
}

impl Tokens {
    pub fn new(config: &ApiConfig) -> Self {
        let key = config.jwt_key.expose_secret().as_bytes();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        // Against the time of the call, which is handed in.
        validation.validate_exp = false;
        Tokens { sign: EncodingKey::from_secret(key), read: DecodingKey::from_secret(key), validation }
    }

    /// `None` if it cannot be signed, which is a defect.
    pub fn issue(&self, who: Identity, purpose: Purpose, now: DateTime<Utc>, seconds: i64) -> Option<String> {
        let iat = now.timestamp();
        let Identity { user, session, role } = who;
        let claims = Claims { iss: ISSUER.to_owned(), sub: user, sid: session, role, purpose, iat, exp: iat + seconds };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.sign).ok()
    }

    pub fn read(&self, token: &str, purpose: Purpose, now: DateTime<Utc>) -> Option<Identity> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.read, &self.validation).ok()?.claims;
        let good = claims.purpose == purpose && claims.exp > now.timestamp();
        good.then_some(Identity { user: claims.sub, session: claims.sid, role: claims.role })
    }
}

/// Cursors: a place in a list, signed, so that what comes back is what this product gave out for that list.
impl Tokens {
    /// `None` if it cannot be signed, which is a defect.
    pub fn seal(&self, list: &str, place: &str) -> Option<String> {
        let signature = jsonwebtoken::crypto::sign(&sealed(list, place), &self.sign, Algorithm::HS256).ok()?;
        Some(format!("{}.{signature}", BASE64_URL_SAFE_NO_PAD.encode(place)))
    }

    /// The place; `None` for anything but a cursor of `list`.
    pub fn unseal(&self, list: &str, cursor: &str) -> Option<String> {
        let (place, signature) = cursor.split_once('.')?;
        let place = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(place).ok()?).ok()?;
        let message = sealed(list, &place);
        let good = jsonwebtoken::crypto::verify(signature, &message, &self.read, Algorithm::HS256);
        good.is_ok_and(|good| good).then_some(place)
    }
}

/// What is signed: the line breaks keep it apart from the text of any token.
fn sealed(list: &str, place: &str) -> Vec<u8> {
    format!("cursor\n{list}\n{place}").into_bytes()
}

/// 256 random bits, safe in a cookie, a header and a URL.
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a token.
pub fn digest(token: &str) -> ContentHash {
    ContentHash::of(token.as_bytes())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn tokens(key: &str) -> Tokens {
        Tokens::new(&ApiConfig { jwt_key: key.repeat(32).into(), ..ApiConfig::default() })
    }

    #[test]
    fn a_token_is_good_for_its_purpose_its_time_and_its_key() {
        let who = Identity { user: UserId::generate(), session: SessionId::generate(), role: Role::Owner };
        let (ours, now) = (tokens("k"), DateTime::UNIX_EPOCH);
        let token = ours.issue(who, Purpose::Access, now, 60).expect("signed");
        assert_eq!(ours.read(&token, Purpose::Access, now + TimeDelta::seconds(59)), Some(who));
        assert_eq!(ours.read(&token, Purpose::Access, now + TimeDelta::seconds(60)), None);
        assert_eq!(ours.read(&token, Purpose::Media, now), None);
        assert_eq!(tokens("x").read(&token, Purpose::Access, now), None);
        assert_eq!(ours.read("e30.e30.", Purpose::Access, now), None);
        let (head, rest) = token.split_once('.').expect("three parts");
        assert!(!head.is_empty());
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}", rest.rsplit_once('.').expect("three parts").0);
        assert_eq!(ours.read(&format!("{unsigned}."), Purpose::Access, now), None);
    }

    #[test]
    fn a_cursor_is_good_for_its_list_and_its_key_and_cannot_be_made_up() {
        let ours = tokens("k");
        let cursor = ours.seal("videos", "place 7").expect("signed");
        assert_eq!(ours.unseal("videos", &cursor).as_deref(), Some("place 7"));
        assert_eq!(ours.unseal("channels", &cursor), None);
        assert_eq!(tokens("x").unseal("videos", &cursor), None);
        let (_, signature) = cursor.split_once('.').expect("two parts");
        let moved = format!("{}.{signature}", BASE64_URL_SAFE_NO_PAD.encode("place 8"));
        for strange in [moved.as_str(), "", ".", "cGxhY2UgNw", "cGxhY2UgNw.", &format!("{cursor}x")] {
            assert_eq!(ours.unseal("videos", strange), None, "{strange}");
        }
    }
}
