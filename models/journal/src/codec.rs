//! Between domain values and columns.

use std::borrow::Cow;

use serde::{Serialize, de::DeserializeOwned};

use crate::Result;

pub(crate) fn json<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}

pub(crate) fn from_json_opt<T: DeserializeOwned>(text: Option<&str>) -> Result<Option<T>> {
    text.map(from_json).transpose()
}

/// A value whose JSON is a plain string, by that string: how `text` columns hold enums.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Result<T> {
    Ok(serde_json::from_value(name.into())?)
}

/// That string; the counterpart of [`named`].
pub(crate) fn name_of<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::from_value(serde_json::to_value(value)?)?)
}

/// PostgreSQL's `text` cannot hold NUL.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_domain::job::Control;

    #[test]
    fn a_name_survives_and_nul_does_not() {
        assert_eq!(name_of(&Control::Pause).expect("named"), "pause");
        assert_eq!(named::<Control>("pause").expect("named"), Control::Pause);
        assert!(named::<Control>("stop").is_err());
        assert_eq!(clean("a\0b"), "a\u{fffd}b");
    }
}
