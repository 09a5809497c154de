//! Another order: more of the brief, parts that can be told apart, an end that is one.

use super::{
    Reviser,
    draft::{Changed, Draft},
    quoted,
};
use crate::local::{text::starts_with_reference, writer::choose::sums_up};

/// Sentences of the brief that are tried one by one.
const MORE: usize = 4;

pub(super) fn other(reviser: &Reviser, now: &Draft) -> Vec<Changed> {
    let mut changed: Vec<Changed> = summed_up(reviser, now).into_iter().chain(marked(reviser, now)).collect();
    let unsaid = reviser.unsaid(now);
    let all = unsaid.iter().fold(now.clone(), |draft, text| draft.with(reviser, text));
    if unsaid.len() > 1 {
        changed.push((all, format!("{} more sentences of the brief are told.", unsaid.len())));
    }
    for text in unsaid.into_iter().take(MORE) {
        changed.push((now.with(reviser, text), format!("{} of the brief is told too.", quoted(text))));
    }
    changed.extend(
        (0..now.texts.len())
            .filter_map(|at| Some((now.cut(at)?, format!("{} became two sentences.", quoted(&now.texts[at]))))),
    );
    changed
}

/// A sentence of the brief that sums up goes to the end.
fn summed_up(reviser: &Reviser, now: &Draft) -> Option<Changed> {
    let last = now.texts.last().filter(|last| !sums_up(last))?;
    let text = reviser.candidates.iter().rev().map(|candidate| &candidate.text).find(|text| sums_up(text))?;
    let mut draft = now.clone();
    draft.texts.retain(|said| said != text);
    draft.texts.push(text.clone());
    Some((draft, format!("It ends with {} instead of {}.", quoted(text), quoted(last))))
}

/// The last sentence says that it is what to keep in mind. A question, and one that leans on others, stays as it is.
fn marked(reviser: &Reviser, now: &Draft) -> Option<Changed> {
    let english = reviser.job.language().to_ascii_lowercase().starts_with("en");
    let says = |last: &&String| !last.ends_with('?') && !sums_up(last) && !starts_with_reference(last);
    let last = now.texts.last().filter(says).filter(|_| english && now.texts.len() > 1)?;
    let mut draft = now.clone();
    *draft.texts.last_mut()? = format!("Remember: {last}");
    Some((draft, format!("Its end {} begins with “Remember”.", quoted(last))))
}
