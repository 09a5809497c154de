//! Words on the picture, at the moment they are spoken.

pub mod ass;
pub mod place;
mod split;
mod srt;

use ytempire_domain::{
    production::{CaptionWord, Cue, SpokenWord},
    request::Aspect,
};

pub use srt::srt;

/// How long a cue stays after its last word where nothing follows, in milliseconds.
const LINGER_MS: u32 = 400;
/// A pause between two words that is a break, in milliseconds.
const PAUSE_MS: u32 = 600;

/// The most that stands on the screen together.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub words: usize,
    /// Characters, spaces included.
    pub chars: usize,
}

impl Limits {
    pub const fn of(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Portrait => Limits { words: 4, chars: 22 },
            Aspect::Square => Limits { words: 5, chars: 30 },
            Aspect::Landscape => Limits { words: 8, chars: 42 },
        }
    }
}

/// Spoken words as cues: a few words each, broken where the sentence breaks, never across sentences. A cue stays until the next
/// one, or a little after its last word. Words keep their text, order and times; those without text are left out.
pub fn cues(words: &[SpokenWord], aspect: Aspect) -> Vec<Cue> {
    let words: Vec<&SpokenWord> = words.iter().filter(|word| !word.text.trim().is_empty()).collect();
    let mut cues: Vec<Cue> = vec![];
    let mut clause = 0;
    for i in 0..words.len() {
        let ends = words.get(i + 1).is_none_or(|next| breaks(words[i], next));
        if ends {
            for group in split::evenly(&words[clause..=i], Limits::of(aspect)) {
                cues.push(cue(group));
            }
            clause = i + 1;
        }
    }
    close_gaps(&mut cues);
    cues
}

/// Whether a cue may not hold both.
fn breaks(word: &SpokenWord, next: &SpokenWord) -> bool {
    let ends = word.text.trim_end().trim_end_matches(['"', '\'', ')', ']', '\u{201d}', '\u{2019}', '\u{bb}']);
    word.sentence != next.sentence
        || next.start_ms.saturating_sub(word.end_ms) > PAUSE_MS
        || ends.ends_with(['.', '!', '?', '\u{2026}', ',', ';', ':', '\u{2014}', '\u{3002}', '\u{60c}', '\u{61f}'])
}

fn cue(words: &[&SpokenWord]) -> Cue {
    let said = |word: &&SpokenWord| CaptionWord {
        text: word.text.split_whitespace().collect::<Vec<_>>().join(" "),
        start_ms: word.start_ms,
        end_ms: word.end_ms,
    };
    Cue {
        start_ms: words.first().map_or(0, |word| word.start_ms),
        end_ms: words.last().map_or(0, |word| word.end_ms),
        words: words.iter().map(said).collect(),
    }
}

fn close_gaps(cues: &mut [Cue]) {
    let mut free = 0;
    for i in 0..cues.len() {
        let next = cues.get(i + 1).map_or(u32::MAX, |next| next.start_ms);
        let cue = &mut cues[i];
        cue.start_ms = cue.start_ms.max(free);
        let stays = cue.end_ms.max(cue.start_ms).saturating_add(LINGER_MS);
        cue.end_ms = stays.min(next).max(cue.start_ms);
        free = cue.end_ms;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spoken(text: &str) -> Vec<SpokenWord> {
        let mut sentence = 0;
        let word = |(i, text): (usize, &str)| {
            let word =
                SpokenWord { sentence, text: text.into(), start_ms: i as u32 * 300, end_ms: i as u32 * 300 + 280 };
            sentence += u32::from(text.ends_with(['.', '?']));
            word
        };
        text.split(' ').enumerate().map(word).collect()
    }

    fn shown(text: &str, aspect: Aspect) -> Vec<String> {
        let line = |cue: &Cue| cue.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        cues(&spoken(text), aspect).iter().map(line).collect()
    }

    #[test]
    fn cues_break_where_the_sentence_breaks_and_share_their_words_evenly() {
        let text = "Honeybees dance, and the others follow them home. Why?";
        assert_eq!(shown(text, Aspect::Portrait), ["Honeybees dance,", "and the others", "follow them home.", "Why?"]);
        assert_eq!(shown(text, Aspect::Landscape), ["Honeybees dance,", "and the others follow them home.", "Why?"]);
    }

    #[test]
    fn a_cue_stays_until_the_next_or_a_little_after_its_last_word() {
        let cues = cues(&spoken("One two. Three."), Aspect::Portrait);
        assert_eq!((cues[0].start_ms, cues[0].end_ms), (0, 600));
        assert_eq!((cues[1].start_ms, cues[1].end_ms), (600, 600 + 280 + LINGER_MS));
    }

    fn aspects() -> impl Strategy<Value = Aspect> {
        prop_oneof![Just(Aspect::Portrait), Just(Aspect::Landscape), Just(Aspect::Square)]
    }

    fn speech() -> impl Strategy<Value = Vec<SpokenWord>> {
        let word = ("\\PC{1,30}|[a-z]{1,9}[.,!?]?", 0_u32..900, 0_u32..1500, prop::bool::weighted(0.15));
        prop::collection::vec(word, 0..60).prop_map(|words| {
            let (mut now, mut sentence) = (0, 0);
            let mut spoken = vec![];
            for (text, long, pause, turn) in words {
                sentence += u32::from(turn);
                spoken.push(SpokenWord { sentence, text, start_ms: now, end_ms: now + long });
                now += long + pause;
            }
            spoken
        })
    }

    proptest! {
        #[test]
        fn every_word_is_shown_once_in_order_at_its_time(words in speech(), aspect in aspects()) {
            let said: Vec<_> = words.iter().filter(|w| !w.text.trim().is_empty()).collect();
            let cues = cues(&words, aspect);
            let shown: Vec<_> = cues.iter().flat_map(|cue| &cue.words).collect();
            prop_assert_eq!(said.len(), shown.len());
            for (said, shown) in said.iter().zip(shown) {
                prop_assert_eq!((said.start_ms, said.end_ms), (shown.start_ms, shown.end_ms));
                prop_assert!(!shown.text.contains('\n'));
            }
        }

        #[test]
        fn cues_keep_their_limits_their_sentence_and_their_order(words in speech(), aspect in aspects()) {
            let said: Vec<_> = words.iter().filter(|w| !w.text.trim().is_empty()).collect();
            let limits = Limits::of(aspect);
            let (mut at, mut free) = (0, 0);
            for cue in cues(&words, aspect) {
                let own = &said[at..at + cue.words.len()];
                at += cue.words.len();
                prop_assert!(own.iter().all(|word| word.sentence == own[0].sentence));
                prop_assert!(cue.words.len() <= limits.words);
                let chars = cue.words.iter().map(|w| w.text.chars().count() + 1).sum::<usize>() - 1;
                prop_assert!(chars <= limits.chars || cue.words.len() == 1);
                prop_assert!(cue.start_ms >= free && cue.end_ms >= cue.start_ms);
                prop_assert!(cue.end_ms >= own.iter().map(|w| w.end_ms).max().unwrap_or(0));
                free = cue.end_ms;
            }
        }
    }
}
