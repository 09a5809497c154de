//! The baseline rule: what a topic's pace says about the next hours. It is no model, and is named a rule wherever its
//! figure is shown; its constants were read off the hourly front pages of Hacker News of 2020 to 2022.

use super::{HORIZON_HOURS, LAGS, Reason, SignalRow};

/// As its figures are signed.
pub const RULE: &str = "pace rule";

/// A rise counts from this part on.
const RISE: f64 = 0.25;
/// What is left of a pace over the horizon: risers slow down.
const KEPT: f64 = 0.6;
/// How fast the figure turns from no to yes around a rise that counts.
const SLOPE: f64 = 0.09;
/// Pace is measured over at most so many hours.
const LONGEST: u32 = 3;
/// Where there is no pace yet.
const UNKNOWN: f64 = 0.5;
/// A rule is never sure: of those with the fastest pace one in five does not go on rising.
const LEAST: f64 = 0.02;
const MOST: f64 = 0.8;

/// How the topic moves: as part of what it is now, over the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pace {
    Volume { rise: f64, over: u32 },
    Rank { rise: f64, over: u32 },
    Unknown,
}

/// A figure in (0, 1) for "in three hours the volume is a quarter higher": the volume at the pace of the last hours, or
/// where there is none the rank.
pub fn rule(row: &SignalRow) -> f64 {
    match pace(row) {
        // Squashed and not cut off: of two fast ones the faster one still comes first.
        Pace::Volume { rise, .. } | Pace::Rank { rise, .. } => {
            LEAST + (MOST - LEAST) / (1.0 + ((RISE - rise * KEPT) / SLOPE).exp())
        }
        Pace::Unknown => UNKNOWN,
    }
}

/// Why, for people: what the rule has looked at.
pub fn rule_reasons(row: &SignalRow) -> Vec<Reason> {
    let effect = rule(row) - UNKNOWN;
    let (feature, words) = match pace(row) {
        Pace::Volume { rise, over } => {
            (lag_name("value", over), format!("{} at the pace of the last {}", percent(rise), hours(over)))
        }
        Pace::Rank { rise, over } => {
            let then = lag(&row.rank_lags, over).unwrap_or_default();
            let now = row.rank.unwrap_or_default();
            let way = if rise > 0.0 {
                "up"
            } else if rise < 0.0 {
                "down"
            } else {
                "still"
            };
            (lag_name("rank", over), format!("{way}: rank {now}, was {then} in the list of {over} h before"))
        }
        Pace::Unknown => ("age_h".to_owned(), "too new to have a pace".to_owned()),
    };
    vec![Reason { feature, words, effect }]
}

fn pace(row: &SignalRow) -> Pace {
    if let Some((then, over)) = earlier(&row.value_lags)
        && let Some(now) = row.value
    {
        // A volume that was nought has no pace in parts of itself; one reader is the least that can be.
        let rise = (now - then) / f64::from(over) * f64::from(HORIZON_HOURS) / now.max(1.0);
        return Pace::Volume { rise: finite(rise), over };
    }
    if let Some((then, over)) = earlier(&row.rank_lags)
        && let Some(now) = row.rank
    {
        // A place in a list is worth the less the further down it is.
        let worth = |rank: u32| 1.0 / f64::from(rank.max(1)).sqrt();
        let rise = (worth(now) - worth(then)) / f64::from(over) * f64::from(HORIZON_HOURS) / worth(now);
        return Pace::Rank { rise: finite(rise), over };
    }
    Pace::Unknown
}

/// The nearest earlier reading that is known.
fn earlier<T: Copy>(lags: &[Option<T>; 6]) -> Option<(T, u32)> {
    let known = LAGS.iter().zip(lags).take_while(|(hours, _)| **hours <= LONGEST);
    known.filter_map(|(hours, value)| Some(((*value)?, *hours))).next()
}

fn lag<T: Copy>(lags: &[Option<T>; 6], over: u32) -> Option<T> {
    LAGS.iter().zip(lags).find(|(hours, _)| **hours == over).and_then(|(_, value)| *value)
}

fn lag_name(of: &str, over: u32) -> String {
    format!("{of}_l{over}")
}

fn finite(rise: f64) -> f64 {
    if rise.is_nan() { 0.0 } else { rise.clamp(-1e6, 1e6) }
}

fn percent(rise: f64) -> String {
    let percent = (rise * 100.0).round().clamp(-999.0, 9_999.0);
    format!("{percent:+} % in {HORIZON_HOURS} hours")
}

fn hours(n: u32) -> String {
    if n == 1 { "hour".to_owned() } else { format!("{n} hours") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn volume(now: f64, before: [Option<f64>; 6]) -> SignalRow {
        SignalRow { value: Some(now), value_lags: before, ..SignalRow::default() }
    }

    #[test]
    fn what_grows_fast_scores_high_and_what_stands_still_low() {
        let fast = rule(&volume(200.0, [Some(100.0), None, None, None, None, None]));
        let slow = rule(&volume(200.0, [Some(190.0), None, None, None, None, None]));
        let still = rule(&volume(200.0, [Some(200.0), None, None, None, None, None]));
        let falling = rule(&volume(200.0, [Some(260.0), None, None, None, None, None]));
        assert!(fast > 0.75 && fast > slow && slow > still && still > falling && still < 0.2, "{fast} {slow} {still}");
    }

    #[test]
    fn an_hour_that_is_missing_is_bridged_and_an_old_one_is_not_asked() {
        let bridged = volume(200.0, [None, None, Some(100.0), None, None, None]);
        assert!(rule(&bridged) > 0.5);
        assert_eq!(rule_reasons(&bridged)[0].feature, "value_l3");
        let old = volume(200.0, [None, None, None, Some(1.0), Some(1.0), Some(1.0)]);
        assert_eq!((rule(&old), rule_reasons(&old)[0].words.as_str()), (UNKNOWN, "too new to have a pace"));
    }

    #[test]
    fn without_a_volume_the_rank_speaks() {
        let ranked = |now, then| SignalRow {
            rank: Some(now),
            rank_lags: [Some(then), None, None, None, None, None],
            ..SignalRow::default()
        };
        assert!(rule(&ranked(2, 20)) > rule(&ranked(10, 12)));
        assert!(rule(&ranked(10, 12)) > rule(&ranked(12, 10)));
        assert_eq!(rule_reasons(&ranked(2, 20))[0].words, "up: rank 2, was 20 in the list of 1 h before");
    }

    proptest! {
        #[test]
        fn the_figure_is_always_a_probability(
            now in prop_oneof![Just(0.0), 0.0..1e300_f64],
            then in prop_oneof![Just(0.0), 0.0..1e300_f64],
            rank in proptest::option::of(1..=u32::MAX),
            before in proptest::option::of(1..=u32::MAX),
            known in any::<bool>(),
        ) {
            let lags = [known.then_some(then), None, None, None, None, None];
            let rank_lags = [before, None, None, None, None, None];
            let row = SignalRow { rank, rank_lags, ..volume(now, lags) };
            for row in [SignalRow { value: None, ..row.clone() }, row] {
                let score = rule(&row);
                prop_assert!(score > 0.0 && score < 1.0, "{score}");
                prop_assert!(rule_reasons(&row).iter().all(|reason| reason.effect.is_finite()));
            }
        }
    }
}
