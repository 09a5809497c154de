use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::trend::{Measure, RawSignal};

const SOURCES: [&str; 3] = ["hn", "search", "wiki"];
const REGIONS: [Option<&str>; 3] = [None, Some("DE"), Some("US")];

fn start() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().expect("a time")
}

/// `what`: source, region, minutes since the start, rank, volume.
fn signal(what: (usize, usize, i64, Option<i64>, Option<u32>)) -> TrendSignal {
    let (source, region, minute, rank, volume) = what;
    let raw = RawSignal {
        source: SOURCES[source].into(),
        topic: if minute % 2 == 0 { "Bees".into() } else { "bees".into() },
        niche: "nature".into(),
        region: REGIONS[region].map(str::to_owned),
        rank,
        volume: volume.map(f64::from),
        unit: volume.map(|volume| if volume % 7 == 0 { "views".to_owned() } else { "points".to_owned() }),
        observed_at: (start() + TimeDelta::minutes(minute)).to_rfc3339(),
        licence: None,
    };
    TrendSignal::parse(raw).expect("valid")
}

fn folded_in(signals: &[TrendSignal]) -> Window {
    let mut window = Window::of(&signals[0]);
    for signal in &signals[1..] {
        window.fold(signal);
    }
    window
}

/// Signals with no two of one source, place and time.
fn signals(minutes: i64, most: usize) -> impl Strategy<Value = Vec<TrendSignal>> {
    let one = (0..3_usize, 0..3_usize, 0..minutes, proptest::option::of(1..40_i64), proptest::option::of(0..900_u32));
    proptest::collection::vec(one, 1..most).prop_map(|all| {
        let mut seen = BTreeSet::new();
        all.into_iter().filter(|one| seen.insert((one.0, one.1, one.2))).map(signal).collect()
    })
}

/// The same ones in another order, and some of them again.
fn shuffled(minutes: i64, most: usize) -> impl Strategy<Value = (Vec<TrendSignal>, Vec<TrendSignal>)> {
    signals(minutes, most).prop_flat_map(|signals| {
        let twice: Vec<TrendSignal> = signals.iter().chain(signals.iter().step_by(2)).cloned().collect();
        (Just(signals), Just(twice).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_window_and_row((signals, other) in shuffled(5_000, 120)) {
        let (one, two) = (folded_in(&signals), folded_in(&other));
        prop_assert_eq!(&one, &two);
        let at = one.last_seen();
        prop_assert_eq!(one.row(at), two.row(at));
        prop_assert_eq!(one.sparkline(at), two.sparkline(at));
    }

    #[test]
    fn a_known_signal_changes_nothing_and_says_so(signals in signals(2_000, 60)) {
        let mut window = folded_in(&signals);
        let before = window.clone();
        for signal in &signals {
            prop_assert!(!window.fold(signal));
        }
        prop_assert_eq!(window, before);
    }

    #[test]
    fn a_window_survives_its_json(signals in signals(5_000, 120)) {
        let window = folded_in(&signals);
        let json = serde_json::to_string(&window).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Window>(&json).expect("back"), window);
    }

    #[test]
    fn a_row_is_what_a_plain_look_at_the_signals_says(signals in signals(3_000, 80)) {
        let window = folded_in(&signals);
        let at = window.last_seen();
        let hour = |signal: &TrendSignal| signal.observed_at.timestamp().div_euclid(3600);
        let last_of_hour = |one: &&TrendSignal| !signals.iter().any(|other| {
            (&other.source, &other.region, hour(other)) == (&one.source, &one.region, hour(one))
                && other.observed_at > one.observed_at
        });
        let ranks = |back: i64| {
            let there = signals.iter().filter(last_of_hour);
            there.filter(|one| hour(one) == at.timestamp().div_euclid(3600) - back).filter_map(|one| one.rank).min()
        };
        let row = window.row(at);
        if row.rank.is_some() && ranks(0).is_some() {
            prop_assert_eq!(row.rank, ranks(0));
            prop_assert_eq!(row.rank_lags[0], ranks(1));
            prop_assert_eq!(row.rank_lags[5], ranks(24));
        }
        let first = signals.iter().map(|signal| signal.observed_at).min().expect("one");
        prop_assert!((row.age_h - (at - first).as_seconds_f64() / 3600.0).abs() < 1e-9);
    }
}

#[test]
fn of_two_records_about_one_moment_the_later_one_wins() {
    let mut window = Window::of(&signal((0, 0, 60, Some(4), Some(10))));
    assert!(window.fold(&signal((0, 0, 60, Some(2), Some(14)))));
    assert_eq!((window.row(window.last_seen()).rank, window.row(window.last_seen()).value), (Some(2), Some(14.0)));
    assert_eq!(window.sparkline(window.last_seen()).measure, Measure::Volume(Some("views".into())));
}

#[test]
fn what_is_older_than_two_days_is_forgotten_and_still_counts_for_the_age() {
    let mut window = Window::of(&signal((0, 0, 0, Some(1), Some(5))));
    window.fold(&signal((0, 0, 49 * 60, Some(2), Some(6))));
    assert_eq!(window.readings(), 1);
    assert!(!window.fold(&signal((1, 0, 30, Some(3), None))), "too late to be kept");
    assert!(window.fold(&signal((1, 0, -60, Some(3), None))), "the first of all is remembered");
    assert_eq!((window.readings(), window.row(window.last_seen()).age_h), (1, 50.0));
}

#[test]
fn a_flood_of_sources_is_bounded_and_keeps_the_newest_whatever_the_order() {
    let of = |source: usize, minute: i64| {
        let mut signal = signal((0, 0, minute, Some(1), None));
        signal.source = format!("s{source:04}");
        signal
    };
    let flood: Vec<TrendSignal> = (0..700).flat_map(|n| [of(n, 10), of(n, 70)]).collect();
    let window = folded_in(&flood);
    let reversed: Vec<TrendSignal> = flood.into_iter().rev().collect();
    assert_eq!(window.readings(), MAX_READINGS);
    assert_eq!(window, folded_in(&reversed));
    assert_eq!(window.row(window.last_seen()).sources, 700);
    assert!(serde_json::to_string(&window).expect("JSON").len() < 80_000);
}

#[test]
fn a_line_has_one_point_an_hour_of_the_source_with_the_most_readings() {
    let mut window = Window::of(&signal((0, 0, 0, Some(1), Some(5))));
    for minute in (60..4_000).step_by(30) {
        window.fold(&signal((0, 1, minute, Some(1), Some(5 + minute as u32 * 7 / 60 * 60))));
        window.fold(&signal((1, 1, minute, Some(1), None)));
    }
    let line = window.sparkline(window.last_seen());
    assert!(line.points.len() <= 48 && line.points.windows(2).all(|two| two[0].at < two[1].at));
    assert_eq!(line.measure, Measure::Volume(Some("points".into())));
    let json = serde_json::to_string(&window).expect("JSON");
    assert!(json.len() < 5_000, "{}", json.len());
}
