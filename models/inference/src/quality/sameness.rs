//! Is it the same text again? Runs of five words that also stand in another text.

use std::collections::HashSet;

use super::{Verdict, text::lower};

/// Words of a run: long enough that chance repeats none.
const RUN: usize = 5;
/// Share of runs in common at which nothing is left of the score; quotations and set phrases stay below a tenth.
const COPY: f64 = 0.5;
const QUOTED: f64 = 0.1;

pub(super) fn judge(text: &str, others: &[&str]) -> Verdict {
    let mine = lower(text);
    let runs: HashSet<&[String]> = mine.windows(RUN).collect();
    let share = |other: &&str| {
        let other = lower(other);
        let common: HashSet<&[String]> = other.windows(RUN).filter(|run| runs.contains(run)).collect();
        common.len() as f64 / runs.len().max(1) as f64
    };
    let shares = others.iter().map(share).enumerate();
    let Some((at, most)) = shares.max_by(|a, b| a.1.total_cmp(&b.1)) else { return (1.0, Vec::new()) };
    let score = 1.0 - ((most - QUOTED) / (COPY - QUOTED)).clamp(0.0, 1.0);
    let reason = || format!("{:.0} % of its runs of {RUN} words stand in text {}", most * 100.0, at + 1);
    (score, if score < 1.0 { vec![reason()] } else { Vec::new() })
}
