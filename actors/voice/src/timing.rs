//! When each word is heard: frames of symbols become samples of words.

/// First and last sample of something.
pub(crate) type Span = (usize, usize);

/// Where each of `words` is, from the frames of its symbols (each `frame` samples). None: the word has no symbol.
///
/// `owners` has the model's two silent ends, as `frames` has. After a pause a word starts up to `early` samples before its first
/// frame: its sound begins before the model counts it.
pub(crate) fn spans(
    frames: &[usize],
    owners: &[Option<usize>],
    frame: usize,
    words: usize,
    early: usize,
) -> Vec<Option<Span>> {
    let mut spans: Vec<Option<Span>> = vec![None; words];
    let (mut at, mut last_end) = (0, 0);
    for (count, owner) in frames.iter().zip(owners) {
        let end = at + count * frame;
        if let Some(span) = owner.and_then(|owner| spans.get_mut(owner)) {
            let paused = at - last_end >= 2 * frame || last_end == 0;
            let start = if paused { at.saturating_sub(early).max(last_end) } else { at };
            *span = Some(span.map_or((start, end), |(start, _)| (start, end)));
            last_end = end;
        }
        at = end;
    }
    spans
}

/// Gives words without a sound a place: a short part of the word before them, or of the one after. The result is in order, without
/// overlap, and within `whole`. Where nothing has a sound the words share `whole`.
pub(crate) fn fill(spans: &[Option<Span>], whole: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    let mut i = 0;
    while i < spans.len() {
        let silent = spans[i..].iter().take_while(|span| span.is_none()).count();
        if let Some(Some((start, end))) = spans.get(i) {
            let from = out.last().map_or(whole.0, |last| last.1);
            let start = (*start).clamp(from, whole.1);
            out.push((start, (*end).clamp(start, whole.1)));
            i += 1;
            continue;
        }
        let room = if let Some(last) = out.last_mut() {
            let (start, end) = *last;
            last.1 = end - ((end - start) / 4).min(silent * 1200);
            (last.1, end)
        } else {
            match spans.get(silent).copied().flatten() {
                Some((start, end)) => {
                    let start = start.clamp(whole.0, whole.1);
                    (start, start + (end.clamp(start, whole.1) - start) / 4)
                }
                None => whole,
            }
        };
        share(&mut out, room, silent);
        i += silent;
    }
    out
}

fn share(out: &mut Vec<Span>, (start, end): Span, parts: usize) {
    let at = |k: usize| start + (end - start) * k / parts;
    out.extend((0..parts).map(|k| (at(k), at(k + 1))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_lasts_from_its_first_symbol_to_its_last() {
        let owners = [None, Some(0), Some(0), None, Some(2), None];
        let spans = spans(&[4, 2, 3, 1, 5, 6], &owners, 10, 3, 15);
        assert_eq!(spans, [Some((25, 90)), None, Some((100, 150))]);
    }

    #[test]
    fn a_word_after_a_pause_starts_earlier_but_not_in_the_word_before() {
        let owners = [None, Some(0), None, Some(1), None];
        assert_eq!(spans(&[1, 2, 3, 4, 5], &owners, 10, 2, 25)[1], Some((35, 100)));
        assert_eq!(spans(&[1, 2, 2, 4, 5], &owners, 10, 2, 25)[1], Some((30, 90)));
        assert_eq!(spans(&[1, 2, 1, 4, 5], &owners, 10, 2, 25)[1], Some((40, 80)), "one frame is no pause");
    }

    #[test]
    fn a_silent_word_takes_a_little_of_its_neighbour() {
        assert_eq!(fill(&[Some((100, 300)), None, Some((300, 400))], (0, 500)), [(100, 250), (250, 300), (300, 400)]);
        assert_eq!(fill(&[None, Some((100, 300))], (0, 500)), [(100, 150), (150, 300)]);
        assert_eq!(fill(&[None, None], (0, 500)), [(0, 250), (250, 500)]);
    }

    proptest! {
        #[test]
        fn times_never_overlap_nor_leave_the_sentence(
            lengths in proptest::collection::vec(proptest::option::of((0usize..90, 0usize..3000)), 1..40),
            cut in 0usize..4000,
        ) {
            let mut at = 0;
            let spans: Vec<Option<Span>> = lengths.iter().map(|word| word.map(|(gap, length)| {
                let start = at + gap;
                at = start + length;
                (start, at)
            })).collect();
            let whole = (cut.min(at), at);
            let filled = fill(&spans, whole);
            prop_assert_eq!(filled.len(), spans.len());
            let mut last = whole.0;
            for (start, end) in filled {
                prop_assert!(last <= start && start <= end && end <= whole.1, "{} {} {} {:?}", last, start, end, whole);
                last = end;
            }
        }
    }
}
