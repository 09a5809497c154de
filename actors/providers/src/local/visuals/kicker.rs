//! The small words above the headline: a label of the moment.

use ytempire_domain::production::SentenceRole;

use super::{
    cut::Part,
    grammar::{announces_noun, is_conjunction, is_content, is_determiner, is_preposition},
    lookup::{Hit, bare, is_denied},
    plain::forms,
    senses::{GENERAL, holds},
};
use crate::local::text::{capitalised, fold, is_stop_word, numbers, shortened, tokens};

/// Most characters that the narrowest picture holds.
const LONGEST: usize = 26;

/// The topic over the opening and the ending; between them the brief's heading, else a noun that the headline leaves out, else
/// the topic. Empty where only the headline's own words are left.
pub fn kicker(
    topic: &str,
    role: SentenceRole,
    heading: Option<&str>,
    part: &Part,
    hits: &[Hit],
    headline: &str,
) -> String {
    let heading = heading.map(short).filter(|_| role == SentenceRole::Point);
    let noun = || (role == SentenceRole::Point).then(|| noun(part, hits, headline)).flatten();
    let new = |label: &String| !label.is_empty() && !tokens(label).all(|word| repeats(headline, &word));
    let label = heading.filter(new).or_else(noun).or_else(|| Some(short(topic)));
    label.filter(|label| !tokens(label).eq(tokens(headline))).map(|label| capitalised(&label)).unwrap_or_default()
}

fn repeats(headline: &str, word: &str) -> bool {
    let plain = forms(word);
    tokens(headline).any(|said| forms(&said).iter().any(|form| plain.contains(form)))
}

/// What a drawing of the part shows, or a name.
fn noun(part: &Part, hits: &[Hit], headline: &str) -> Option<String> {
    let fits = |label: &String| {
        label.chars().count() <= LONGEST && !tokens(label).any(|word| !is_stop_word(&word) && repeats(headline, &word))
    };
    let general = |hit: &Hit| {
        holds(GENERAL, &hit.word.to_lowercase()) || forms(&fold(&hit.word)).iter().any(|form| holds(GENERAL, form))
    };
    let shown = hits.iter().filter(|hit| hit.accent && !general(hit)).filter_map(|hit| named(part, hit)).find(fits);
    let other = || names(part).into_iter().chain(things(part)).chain(years(part)).find(fits);
    // The drawing's own name may come again in a longer headline.
    let subjects = |text: &str| tokens(text).filter(|word| is_content(word)).count();
    let first = || hits.iter().take(1).filter(|hit| hit.accent && !general(hit)).find_map(|hit| named(part, hit));
    shown.or_else(other).or_else(|| first().filter(|label| subjects(headline) > subjects(label)))
}

fn years(part: &Part) -> Vec<String> {
    let text = part.text();
    numbers(&text).iter().filter(|number| number.is_year()).map(|n| text[n.start..n.end].to_owned()).collect()
}

/// An adjective and its noun behind `the` or `of`, up to the end of their phrase.
fn things(part: &Part) -> Vec<String> {
    let word = |at: usize| part.words.get(at).map(|word| fold(&word.text)).unwrap_or_default();
    let content = |at: usize| is_content(&word(at)) && !word(at).contains(|c: char| c.is_ascii_digit());
    let mut things = vec![];
    for at in 1..part.words.len() {
        let announced = (is_determiner(&word(at - 1)) || word(at - 1) == "of") && joined(part, at - 1);
        let last = at + 1;
        let next = word(last + 1);
        let ends =
            next.is_empty() || !joined(part, last) || is_preposition(&next) || is_conjunction(&next) || next == "of";
        if announced && content(at) && joined(part, at) && content(last) && ends && !is_denied(part, at) {
            things.push(label(part, at, last));
        }
    }
    things
}

/// The hit's words with an adjective before them, where the sentence uses them as a noun.
fn named(part: &Part, hit: &Hit) -> Option<String> {
    let word = |at: usize| part.words.get(at).map(|word| fold(&word.text)).unwrap_or_default();
    let announced = |at: usize| at > 0 && announces_noun(&word(at - 1)) && joined(part, at - 1);
    let adjective = hit.first > 1
        && is_content(&word(hit.first - 1))
        && !word(hit.first - 1).contains(|c: char| c.is_ascii_digit())
        && joined(part, hit.first - 1)
        && (is_determiner(&word(hit.first - 2)) || is_preposition(&word(hit.first - 2)) && word(hit.first - 2) != "to")
        && joined(part, hit.first - 2);
    let first = if adjective { hit.first - 1 } else { hit.first };
    let article = hit.first > 0 && matches!(word(hit.first - 1).as_str(), "a" | "an");
    let capital = hit.word.starts_with(char::is_uppercase)
        && hit.first > 0
        && !article
        && (!is_content(&word(hit.last + 1)) || !joined(part, hit.last));
    let plural = hit.first == 0 && part.opens && hit.last == 0 && hit.word.ends_with('s');
    // `A car key`: the last word of the phrase says what it is.
    let (next, after) = (hit.last + 1, word(hit.last + 2));
    let closed = |at: usize| !joined(part, at) || after.is_empty() || is_preposition(&after);
    let compound = joined(part, hit.last) && is_content(&word(next)) && closed(next);
    // `A Greek water carrier`: no noun yet.
    let goes_on = joined(part, hit.last) && is_content(&word(next)) && !compound;
    let last = if compound && !plural { next } else { hit.last };
    (!goes_on && (adjective || announced(hit.first) || capital) || plural).then(|| label(part, first, last))
}

/// Whether the word goes on into the next one, without a mark.
fn joined(part: &Part, at: usize) -> bool {
    part.words[at].text.ends_with(char::is_alphanumeric)
}

fn label(part: &Part, first: usize, last: usize) -> String {
    let label = part.words[first..=last].iter().map(|word| bare(&word.text)).collect::<Vec<_>>().join(" ");
    label.strip_suffix("'s").or(label.strip_suffix("’s")).unwrap_or(&label).to_owned()
}

/// Runs of words in capitals, but not the first word of a sentence.
fn names(part: &Part) -> Vec<String> {
    let (mut names, mut at) = (vec![], usize::from(part.opens));
    while at < part.words.len() {
        let capital = |at: usize| {
            let word = bare(&part.words[at].text);
            word.starts_with(char::is_uppercase) && is_content(&fold(word))
        };
        if !capital(at) {
            at += 1;
            continue;
        }
        let mut last = at;
        let goes_on = |at: usize| joined(part, at) || part.words[at].text.chars().count() <= 3;
        while last + 1 < part.words.len() && goes_on(last) && capital(last + 1) {
            last += 1;
        }
        // `Greek` before `water carrier` is an adjective.
        let next = part.words.get(last + 1).map(|word| fold(&word.text)).unwrap_or_default();
        let before = at.checked_sub(1).map(|at| fold(&part.words[at].text)).unwrap_or_default();
        if last > at || !matches!(before.as_str(), "a" | "an") && (!joined(part, last) || !is_content(&next)) {
            names.push(label(part, at, last));
        }
        at = last + 1;
    }
    names
}

/// A topic or a heading in few words: itself, without its article, one side of a colon, what stands behind `of`.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', ':']);
    let bared = |text: &str| match text.split_once(' ') {
        Some((first, rest)) if ["the", "a", "an"].contains(&fold(first).as_str()) => rest.to_owned(),
        _ => text.to_owned(),
    };
    let sides = text.split([':', '–', '—']).map(str::trim).map(bared);
    let behind = text.rsplit_once(" of ").map(|(_, rest)| bared(rest));
    let all = [text.to_owned(), bared(text)].into_iter().chain(sides).chain(behind);
    let fits = |text: &String| (3..=LONGEST).contains(&text.chars().count());
    all.clone().find(fits).unwrap_or_else(|| {
        let subjects = text.split(' ').filter(|word| !is_stop_word(&fold(word))).map(bare);
        shortened(&subjects.take(3).collect::<Vec<_>>().join(" "), LONGEST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_topic_is_cut_where_it_still_means_something() {
        assert_eq!(short("The magic of compound interest"), "magic of compound interest");
        assert_eq!(short("The strange history of the marathon"), "marathon");
        assert_eq!(short("Voyager: the loneliest machine ever built"), "Voyager");
        assert_eq!(short("Why honey never spoils"), "Why honey never spoils");
    }
}
