//! Typed ids: a prefix and a UUIDv7, so that an id read in a log says what it names and sorts by birth.

use std::{fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

/// What an [`Id`] names; the prefix is part of its text form (`vid_0192…`).
pub trait Kind: 'static {
    const PREFIX: &'static str;
}

/// `<prefix>_<uuid>`, the UUID without hyphens.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

pub enum Workspace {}
pub enum Video {}
pub enum User {}
pub enum Session {}
pub enum Instance {}

impl Kind for Workspace {
    const PREFIX: &'static str = "ws";
}
impl Kind for Video {
    const PREFIX: &'static str = "vid";
}
impl Kind for User {
    const PREFIX: &'static str = "usr";
}
impl Kind for Session {
    const PREFIX: &'static str = "ses";
}
impl Kind for Instance {
    const PREFIX: &'static str = "ins";
}

pub type WorkspaceId = Id<Workspace>;
pub type VideoId = Id<Video>;
pub type UserId = Id<User>;
pub type SessionId = Id<Session>;
/// One running process of the product.
pub type InstanceId = Id<Instance>;

impl WorkspaceId {
    /// The one workspace of a single machine; every owned row carries it from the first migration on.
    pub const LOCAL: Self = Id(Uuid::from_u128(1), PhantomData);
}

impl<K: Kind> Id<K> {
    /// A new id, ordered by the time of its making.
    pub fn generate() -> Self {
        Id(Uuid::now_v7(), PhantomData)
    }

    pub const fn from_uuid(uuid: Uuid) -> Self {
        Id(uuid, PhantomData)
    }

    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

/// Why a text is no id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IdError {
    #[error("expected an id of the form {0}_<32 hex digits>")]
    Form(&'static str),
    #[error("a channel id has 1 to 64 characters of a-z, 0-9, '-' and '_', and starts with a letter or a digit")]
    Channel,
}

impl<K: Kind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let hex = text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_'));
        match hex {
            Some(hex) if hex.len() == 32 => {
                Uuid::try_parse(hex).map(Self::from_uuid).map_err(|_| IdError::Form(K::PREFIX))
            }
            _ => Err(IdError::Form(K::PREFIX)),
        }
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, self.0.simple())
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Derives would ask `K` for what only the UUID needs.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> hash::Hash for Id<K> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A channel's id: a short slug that a person can write into a Kafka record by hand (`demo`), or, where nobody chose
/// one, `ch_` and a UUIDv7. It is the key of every record about the channel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ChannelId(String);

impl ChannelId {
    pub fn generate() -> Self {
        ChannelId(format!("ch_{}", Uuid::now_v7().simple()))
    }

    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChannelId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = (1..=64).contains(&text.len())
            && text.starts_with(plain)
            && text.chars().all(|c| plain(c) || c == '-' || c == '_');
        if fits { Ok(ChannelId(text.to_owned())) } else { Err(IdError::Channel) }
    }
}

impl fmt::Display for ChannelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ChannelId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form_and_refuses_another_kind() {
        let id = VideoId::generate();
        assert_eq!(id.to_string().parse::<VideoId>(), Ok(id));
        assert_eq!(id.to_string().parse::<UserId>(), Err(IdError::Form("usr")));
        assert_eq!("vid_12".parse::<VideoId>(), Err(IdError::Form("vid")));
    }

    #[test]
    fn a_channel_id_is_a_slug() {
        for good in ["demo", "ch_0192aa", "a", "7-up"] {
            assert!(good.parse::<ChannelId>().is_ok(), "{good}");
        }
        for bad in ["", "Demo", "-x", "a b", "a/../b", "ü", &"x".repeat(65)] {
            assert_eq!(bad.parse::<ChannelId>(), Err(IdError::Channel), "{bad}");
        }
    }
}
