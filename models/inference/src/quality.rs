//! How good a script is before anything is rendered: parts that anyone can check by hand, each from 0 to 1 with reasons, and
//! their weighted mean. Nothing here is trained but the title's part, where there is a model; word lists are English.
//!
//! The weights and the borders inside the parts are house rules: no labelled scripts stand behind them, so the total is a
//! score to sort and to send back by, not a probability.

mod claims;
mod hook;
mod readability;
mod repetition;
mod sameness;
mod structure;
mod text;
mod title;

use serde::Serialize;

pub use self::title::Strength;

/// A script and what it is held against.
#[derive(Clone, Copy, Debug)]
pub struct Script<'a> {
    pub title: &'a str,
    /// Spoken text; an empty line ends a paragraph.
    pub text: &'a str,
    /// What the writer was given: the source of every number and name.
    pub brief: &'a str,
    /// Texts that it must not repeat, such as the channel's earlier scripts.
    pub others: &'a [&'a str],
}

/// One part of the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    pub name: &'static str,
    /// 0 (bad) to 1 (good).
    pub score: f64,
    /// Its share of the total; all shares add up to 1.
    pub weight: f64,
    /// What took from the score, in words for the writer; empty where all is well.
    pub reasons: Vec<String>,
}

/// The score with its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Weighted mean of the parts, 0 to 1.
    pub total: f64,
    pub parts: Vec<Part>,
}

/// Judges a script. The title's strength comes from outside, for it may take a model.
pub fn assess(script: &Script<'_>, title: Strength) -> Quality {
    let silent = text::words(script.text).is_empty();
    let parts: Vec<Part> = [
        ("structure", 0.15, structure::judge(script.text)),
        ("hook", 0.20, hook::judge(script.text, script.title)),
        ("readability", 0.15, readability::judge(script.text)),
        ("repetition", 0.10, repetition::judge(script.text)),
        ("claims", 0.20, claims::judge(script.text, script.brief)),
        ("sameness", 0.10, sameness::judge(script.text, script.others)),
        ("title", 0.10, (title.score, title.reasons)),
    ]
    .into_iter()
    .map(|(name, weight, (score, reasons))| match silent {
        true => Part { name, score: 0.0, weight, reasons: vec!["there is no text".to_owned()] },
        false => Part { name, score: score.clamp(0.0, 1.0), weight, reasons },
    })
    .collect();
    let total = parts.iter().map(|part| part.weight * part.score).sum();
    Quality { total, parts }
}

/// A score and what took from it.
type Verdict = (f64, Vec<String>);

/// The mean of checks; each that fell short says why.
fn mean_of(checks: Vec<(f64, String)>) -> Verdict {
    let score = checks.iter().map(|(score, _)| score.clamp(0.0, 1.0)).sum::<f64>() / checks.len().max(1) as f64;
    (score, checks.into_iter().filter(|(score, _)| *score < 1.0).map(|(_, reason)| reason).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "Sourdough: Maria Novak from Brno bakes 40 loaves a night at 240 degrees.";
    const GOOD: &str = "Why does your bread stay flat? One small habit decides it, and you can change it tonight.\n\n\
        First, look at the dough. Maria Novak bakes 40 loaves a night, and she never looks at the clock. She waits until \
        the dough wobbles.\n\n\
        Then comes the heat. Her oven stands at 240 degrees, because steam needs it. But steam alone is not enough.\n\n\
        So remember: watch the dough, not the clock. Try it tonight, and tell us how your bread came out.";

    fn part(quality: &Quality, name: &str) -> Part {
        quality.parts.iter().find(|part| part.name == name).unwrap().clone()
    }

    fn judged(text: &str, others: &[&str]) -> Quality {
        let title = "Why your bread stays flat (and how to fix it)";
        assess(&Script { title, text, brief: BRIEF, others }, Strength::plain(title))
    }

    #[test]
    fn a_good_script_passes_and_a_bad_one_says_what_is_wrong_with_it() {
        let good = judged(GOOD, &[]);
        assert!(good.total > 0.85, "{good:#?}");
        let bad = judged(
            "Hello guys and welcome back to the channel. In this video we talk about bread. In this video we talk about \
             bread and about 3,500 bakers in Lisbon. In this video we talk about bread.",
            &[],
        );
        assert!(bad.total < 0.6, "{bad:#?}");
        for name in ["structure", "hook", "repetition", "claims"] {
            assert!(!part(&bad, name).reasons.is_empty(), "{name} has no reason");
        }
    }

    #[test]
    fn shares_add_up_and_every_score_lies_between_0_and_1() {
        let weights: f64 = judged(GOOD, &[]).parts.iter().map(|part| part.weight).sum();
        assert!((weights - 1.0).abs() < 1e-12);
        for text in ["", " \n\n ", "!", "bread", "42", "日本語のテキスト。", &"bread ".repeat(3000)] {
            let quality = judged(text, &["", GOOD]);
            assert!(quality.parts.iter().all(|part| (0.0..=1.0).contains(&part.score)), "{text:?}: {quality:?}");
        }
    }

    #[test]
    fn a_copy_of_an_earlier_script_is_found() {
        assert_eq!(part(&judged(GOOD, &["nothing of it"]), "sameness").score, 1.0);
        let copied = part(&judged(GOOD, &["nothing of it", GOOD]), "sameness");
        assert_eq!(copied.score, 0.0);
        assert!(copied.reasons[0].contains("text 2"), "{copied:?}");
    }
}
