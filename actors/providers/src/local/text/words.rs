//! Words: their plain form, and those that carry no subject.

use std::{collections::HashSet, sync::LazyLock};

/// Words of letters and digits, lower case; apostrophes and hyphens within a word end it.
pub fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(fold).filter(|word| !word.is_empty())
}

/// Lower case, without marks around it and without a possessive `'s`.
pub fn fold(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    word.strip_suffix("'s").unwrap_or(&word).to_owned()
}

/// Words of grammar and other words without a subject, in English.
pub fn is_stop_word(word: &str) -> bool {
    STOP.contains(word) || word.chars().count() < 2 || word.contains('\'')
}

/// Leans on the sentence before: starts with `It`, `They`, `But`, or does something `instead`. It is no opening.
pub fn starts_with_reference(sentence: &str) -> bool {
    let words: Vec<String> = sentence.split_whitespace().map(fold).collect();
    let instead = words.iter().position(|word| word == "instead");
    let first = words.first().map_or("", String::as_str);
    REFERENCES.split(' ').any(|word| word == first)
        || instead.is_some_and(|at| words.get(at + 1).is_none_or(|next| next != "of"))
}

const REFERENCES: &str = "it its it's they their they're them this that these those he she his her him such but and or so however \
    therefore also then yet instead because otherwise meanwhile similarly likewise thus hence both another nor \
    still besides moreover furthermore consequently afterwards finally today now later which who er sie es aber \
    und dann";

static STOP: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "about above across actually after again against ago all almost along already also always am among an and \
    another any anyone anything are around as at away be became because become becomes been before began begin \
    behind being below best better between big both but by call called came can cannot come comes could day days \
    did different do does doing done down during each either else enough even ever every everyone everything far \
    few find first for found from gave get gets give go goes going good got great had half has have he her here \
    high him his how however if in inside instead into is it its itself just keep keeps kept kind know known large \
    last later least left less let like little long longer look lot low made make makes making many may maybe me \
    mean means might more most much must my near nearly need needs never new next no nor not nothing now of off \
    often old on once one only onto or other others our out over own part per point put quite rather really right \
    said same saw say says second see seen set several she should show shows since single small so some something \
    still such take takes tell than that the their them then there these they thing things this those three \
    through to together too took toward turn two under until up us use used uses using very want was way ways we \
    well went were what when where whether which while who whole why will with within without would year years yes \
    yet you your"
        .split_whitespace()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_carry_no_subject() {
        assert!(starts_with_reference("It’s late.") && !starts_with_reference("Italy is warm."));
        assert!(starts_with_reference("Start later instead.") && !starts_with_reference("Use oil instead of butter."));
        assert!(is_stop_word("the") && is_stop_word("x") && !is_stop_word("honey"));
    }

    #[test]
    fn words_lose_their_marks() {
        let words: Vec<_> = tokens("The bee's “honey”, 3.4 well-known…").collect();
        assert_eq!(words, ["the", "bee", "honey", "3", "4", "well", "known"]);
    }
}
