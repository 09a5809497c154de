//! Title, description and tags, within the limits of video platforms.

use std::collections::BTreeMap;

use ytempire_domain::job::Job;

use crate::local::text::{capitalised, is_stop_word, shortened, tokens};

/// YouTube: a title has at most 100 characters, tags together at most 500, and none of them holds `<` or `>`.
const MAX_TITLE: usize = 100;
const MAX_TAGS: usize = 500;
/// What is shown before "more" on most screens, and a little beyond.
const MAX_DESCRIPTION: usize = 600;

/// The topic as a title.
pub fn title(topic: &str) -> String {
    let kept = |c: &char| {
        !c.is_control() && !"<>".contains(*c) && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain: String = topic.chars().filter(kept).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match plain.trim_end_matches('.') {
        "" => "Video".to_owned(),
        title => shortened(&capitalised(title), MAX_TITLE),
    }
}

/// The first sentences of the script, whole ones where they fit.
pub fn description(sentences: &[String]) -> String {
    let mut description = String::new();
    for sentence in sentences.iter().take(4) {
        if !description.is_empty() {
            if description.chars().count() + sentence.chars().count() + 1 > MAX_DESCRIPTION {
                break;
            }
            description.push(' ');
        }
        description.push_str(sentence);
    }
    shortened(&description, MAX_DESCRIPTION).replace('<', "‹").replace('>', "›")
}

/// The topic, its words, the channel's niche, and the words that the script says most.
pub fn tags(job: &Job, sentences: &[String]) -> Vec<String> {
    let subject =
        |word: &String| !is_stop_word(word) && word.chars().count() > 2 && !word.chars().all(|c| c.is_ascii_digit());
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (place, word) in sentences.iter().flat_map(|sentence| tokens(sentence)).filter(subject).enumerate() {
        counts.entry(word).or_insert((0, place)).0 += 1;
    }
    let mut frequent: Vec<_> = counts.into_iter().filter(|(_, (count, _))| *count > 1).collect();
    frequent.sort_by_key(|(_, (count, place))| (std::cmp::Reverse(*count), *place));
    let topic = tokens(&job.request.topic).collect::<Vec<_>>().join(" ");
    let niche = tokens(&job.settings.niche).collect::<Vec<_>>().join(" ");
    let words = tokens(&job.request.topic).filter(subject);
    let all =
        std::iter::once(topic).chain(words).chain([niche]).chain(frequent.into_iter().map(|(word, _)| word).take(10));
    let (mut tags, mut length) = (Vec::<String>::new(), 0);
    for tag in all.filter(|tag| !tag.is_empty() && tag.chars().count() <= 60) {
        // A comma between tags, and quotes around one with spaces, count as well.
        let more = tag.chars().count() + 1 + if tag.contains(' ') { 2 } else { 0 };
        if !tags.contains(&tag) && length + more <= MAX_TAGS {
            length += more;
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_to_the_rules_of_platforms() {
        assert_eq!(title("why honey never spoils."), "Why honey never spoils");
        assert_eq!(title("<b>\u{202e}x\u{7}</b>"), "bx/b".replacen('b', "B", 1));
        assert_eq!(title("<>"), "Video");
        assert!(title(&"very long title ".repeat(18)).chars().count() <= 100);
    }

    #[test]
    fn a_description_ends_with_a_whole_sentence() {
        let sentences: Vec<String> = ["One.".to_owned(), "x".repeat(590), "Three <3.".to_owned()].into();
        assert_eq!(description(&sentences[..1]), "One.");
        assert_eq!(description(&sentences), format!("One. {}", "x".repeat(590)));
        assert_eq!(description(&sentences[2..]), "Three ‹3.");
        assert_eq!(description(&["y".repeat(9_000)]).chars().count(), 600);
    }
}
