//! A channel's id in as few bytes as it needs: a million of them wait in memory.

use ytempire_domain::id::ChannelId;

const PREFIX: &str = "ch_";

/// 24 bytes, and those of a name that somebody chose.
#[derive(Debug)]
pub(super) enum ShortId {
    /// `ch_` and 32 hexadecimal digits.
    Generated([u8; 16]),
    Chosen(Box<str>),
}

impl ShortId {
    pub fn of(id: &ChannelId) -> Self {
        generated(id).map_or_else(|| ShortId::Chosen(id.as_str().into()), ShortId::Generated)
    }

    pub fn is(&self, id: &ChannelId) -> bool {
        match self {
            ShortId::Generated(bytes) => generated(id).as_ref() == Some(bytes),
            ShortId::Chosen(name) => **name == *id.as_str(),
        }
    }

    /// # Panics
    /// Never: it was made of an id.
    pub fn to_id(&self) -> ChannelId {
        let text = match self {
            ShortId::Generated(bytes) => format!("{PREFIX}{:032x}", u128::from_be_bytes(*bytes)),
            ShortId::Chosen(name) => name.to_string(),
        };
        text.parse().expect("it was made of an id")
    }
}

/// An id holds no capital letters and no sign, so that these digits have one form only.
fn generated(id: &ChannelId) -> Option<[u8; 16]> {
    let digits = id.as_str().strip_prefix(PREFIX).filter(|digits| digits.len() == 32)?;
    u128::from_str_radix(digits, 16).ok().map(u128::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_short_form_and_is_told_from_others() {
        let ids = [ChannelId::generate(), ChannelId::generate()];
        let chosen = ["demo", "ch_0192", "ch_0000000000000000000000000000000z", "ch_00000000000000000000000000000001"];
        let ids: Vec<ChannelId> = ids.into_iter().chain(chosen.map(|id| id.parse().expect("a slug"))).collect();
        for (place, id) in ids.iter().enumerate() {
            let short = ShortId::of(id);
            assert_eq!(short.to_id(), *id);
            let same: Vec<bool> = ids.iter().map(|other| short.is(other)).collect();
            assert!(same.iter().enumerate().all(|(other, same)| *same == (other == place)), "{id}: {same:?}");
        }
        assert_eq!(size_of::<ShortId>(), 24);
    }
}
