//! Other titles: of the topic, of the brief's headings and questions, of the sentence that says most.

use super::{
    Reviser,
    draft::{Changed, Draft},
    quoted,
};
use crate::local::{
    text::{is_stop_word, starts_with_reference, tokens},
    writer::{hook, packaging},
};

/// Characters that a phone shows.
const SHOWN: usize = 70;
/// Sentences that are tried, alone and behind the topic.
const SENTENCES: usize = 3;

pub(super) fn other(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let topic = packaging::title(&reviser.job.request.topic);
    let headings = reviser.candidates.iter().filter_map(|candidate| candidate.heading.as_deref());
    let said = strongest(reviser, now);
    // Not "Moths: Moths fly at night".
    let names_it = |text: &&String| text.to_lowercase().starts_with(&topic.to_lowercase());
    let together = said.iter().filter(|text| !names_it(text)).map(|text| format!("{topic}: {}", bare(text)));
    let mut titles: Vec<String> = vec![topic.clone()];
    titles.extend(together);
    titles.extend(said.iter().map(|text| bare(text).to_owned()));
    titles.extend(headings.map(str::to_owned));
    let mut changed: Vec<Changed> = vec![];
    for title in titles.iter().map(|title| packaging::title(title)) {
        let fits = title.chars().count() <= SHOWN && title != now.title;
        if fits && changed.iter().all(|(draft, _)| draft.title != title) {
            let done = format!("Its title is {} instead of {}.", quoted(&title), quoted(&now.title));
            changed.push((Draft { title, ..now.clone() }, done));
        }
    }
    changed
}

/// Short sentences of the script that would open a video well: they are in it, so the title promises nothing else.
fn strongest(reviser: &Reviser, now: &Draft) -> Vec<String> {
    let topic: Vec<String> = tokens(&reviser.job.request.topic).filter(|word| !is_stop_word(word)).collect();
    let fits = |text: &&String| text.chars().count() <= SHOWN && !starts_with_reference(text);
    let mut texts: Vec<String> = now.texts.iter().filter(fits).cloned().collect();
    texts.sort_by(|a, b| hook::strength(b, &topic).total_cmp(&hook::strength(a, &topic)));
    texts.truncate(SENTENCES);
    texts
}

/// A statement without its full stop; a question keeps its mark.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', '!', '…', '。'])
}
