//! The name of a topic in a niche, as an idea for a video.

use std::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};

use super::folded;

const PREFIX: &str = "idea_";

/// `idea_` and 32 hex digits: the same for the same niche and topic, whatever their case and spacing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdeaId(String);

impl IdeaId {
    pub fn of(niche: &str, topic: &str) -> Self {
        // A folded text holds no line break, so the two cannot run into each other.
        let hash = Sha256::digest(format!("{}\n{}", folded(niche), folded(topic)));
        let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        IdeaId(format!("{PREFIX}{hex}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdeaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no idea's name.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected idea_<32 hex digits>")]
pub struct IdeaIdError;

impl FromStr for IdeaId {
    type Err = IdeaIdError;

    fn from_str(text: &str) -> Result<Self, IdeaIdError> {
        let hex = text.strip_prefix(PREFIX).ok_or(IdeaIdError)?;
        let fits = hex.len() == 32 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if fits { Ok(IdeaId(text.to_owned())) } else { Err(IdeaIdError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_topic_has_one_name_and_two_niches_have_two() {
        let id = IdeaId::of("Nature", "Honey  Bees");
        assert_eq!(id, IdeaId::of("nature", " honey bees "));
        assert_ne!(id, IdeaId::of("farming", "honey bees"));
        assert_ne!(IdeaId::of("a b", "c"), IdeaId::of("a", "b c"));
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        for wrong in ["", "idea_", "idea_xyz", &id.as_str().to_uppercase(), &format!("{id}0")] {
            assert_eq!(wrong.parse::<IdeaId>(), Err(IdeaIdError), "{wrong}");
        }
    }
}
