//! Ids of others, folded to the letters that ours have.

use std::collections::HashMap;

/// The longest id of a channel.
const LONGEST: usize = 64;

/// Which id became which slug, so that two never become one.
#[derive(Debug, Default)]
pub struct Slugs(HashMap<String, String>);

impl Slugs {
    pub fn fold(&mut self, id: &str) -> Result<String, String> {
        let slug = folded(id);
        let first = self.0.entry(slug.clone()).or_insert_with(|| id.to_owned());
        if first == id { Ok(slug) } else { Err(format!("{id} and {first} both become {slug}")) }
    }
}

/// Small letters; what is neither letter, digit nor `_` becomes `-`; it begins with a letter or a digit.
pub fn folded(id: &str) -> String {
    let fold = |letter: char| match letter.to_ascii_lowercase() {
        plain @ ('a'..='z' | '0'..='9' | '-' | '_') => plain,
        _ => '-',
    };
    let slug: String = id.trim().chars().map(fold).collect();
    slug.trim_start_matches(['-', '_']).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_a_slug_and_no_two_become_the_same() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.fold("UC-pdFydi9_ooxE").as_deref(), Ok("uc-pdfydi9_ooxe"));
        assert_eq!(slugs.fold("UC-pdFydi9_ooxE").as_deref(), Ok("uc-pdfydi9_ooxe"), "the same id again");
        assert!(slugs.fold("UC-PDfydi9_ooxE").is_err());
        assert_eq!(folded("_-Ünit 7"), "nit-7");
        assert_eq!(folded(&"x".repeat(99)).len(), LONGEST);
    }
}
