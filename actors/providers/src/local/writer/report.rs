//! A report of trend signals: what the sources said, with units, places and days, and what follows by arithmetic.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ytempire_domain::trend::TrendSignal;

use crate::local::text::{capitalised, spoken_ms};

/// Observations that can be compared: one source, one region, one unit; oldest first.
type Series<'a> = BTreeMap<(&'a str, Option<&'a str>, Option<&'a str>), Vec<&'a TrendSignal>>;

/// The report's sentences. There is at least one signal; the first and the last sentence always fit.
pub fn sentences(topic: &str, signals: &[&TrendSignal], seconds: u32) -> Vec<String> {
    let mut series = Series::new();
    for signal in signals {
        let key = (signal.source.as_str(), signal.region.as_deref(), signal.unit.as_deref());
        series.entry(key).or_default().push(signal);
    }
    series.values_mut().for_each(|observed| observed.sort_by_key(|signal| signal.observed_at));
    let topic = capitalised(topic.trim().trim_end_matches('.'));
    let mut all: Vec<String> = series.values().flat_map(|observed| told(&topic, observed)).collect();
    all.dedup();
    let ending = ending(signals, series.keys().map(|(source, ..)| *source));
    let mut left = (seconds * 1_000).saturating_sub(spoken_ms(&ending));
    let mut first = true;
    all.retain(|sentence| {
        let fits = std::mem::take(&mut first) || spoken_ms(sentence) <= left;
        left = left.saturating_sub(if fits { spoken_ms(sentence) } else { 0 });
        fits
    });
    all.push(ending);
    all
}

/// What one source says: how it grew, how much, which place.
fn told(topic: &str, observed: &[&TrendSignal]) -> Vec<String> {
    let mut told = vec![];
    let measured: Vec<_> = observed.iter().filter_map(|signal| Some((signal, signal.volume?))).collect();
    if let (Some((first, from)), Some((last, to))) = (measured.first(), measured.last()) {
        let unit = last.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
        let at = place(last);
        told.push(format!("{topic}: {}{unit}{at} on {}.", amount(*to), day(last.observed_at)));
        if first.observed_at.date_naive() != last.observed_at.date_naive() && first.volume != last.volume {
            let verb = if to > from { "up" } else { "down" };
            let change = change(*from, *to);
            told.push(format!("That is {verb} from {}{unit} on {}{change}.", amount(*from), day(first.observed_at)));
        }
    }
    let ranked: Vec<_> = observed.iter().filter_map(|signal| Some((signal, signal.rank?))).collect();
    if let (Some((first, from)), Some((last, to))) = (ranked.first(), ranked.last()) {
        let (at, on) = (place(last), day(last.observed_at));
        told.push(match from == to || first.observed_at == last.observed_at {
            true => format!("{topic} stood at place {to}{at} on {on}."),
            false => format!("{topic} moved from place {from} to place {to}{at}, as seen on {on}."),
        });
    }
    if told.is_empty()
        && let Some(last) = observed.last()
    {
        told.push(format!("{topic} was seen{} on {}.", place(last), day(last.observed_at)));
    }
    told
}

fn ending<'a>(signals: &[&TrendSignal], sources: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = sources.map(source_name).collect();
    names.dedup();
    let count = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    let observed = count(signals.len(), "observation");
    match names.as_slice() {
        [name] => format!("Source: {observed} at {name}."),
        names if names.len() <= 3 => format!("Sources: {observed} at {}.", names.join(", ")),
        names => format!("Sources: {observed} at {}.", count(names.len(), "source")),
    }
}

fn place(signal: &TrendSignal) -> String {
    let region = signal.region.as_deref().map_or(String::new(), |region| format!(" in {region}"));
    format!(" at {}{region}", source_name(&signal.source))
}

/// `google_trends` as people say it.
fn source_name(source: &str) -> String {
    let words = source.split(['_', '-', ' ']).filter(|word| !word.is_empty()).map(capitalised);
    words.collect::<Vec<_>>().join(" ")
}

fn day(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y").to_string()
}

/// Whole numbers with their thousands set apart, others with two digits at most.
fn amount(value: f64) -> String {
    let text = format!("{value:.2}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() { grouped } else { format!("{grouped}.{decimals}") }
}

/// `, a rise of 25%`; nothing where the start is zero or the change rounds to nothing.
fn change(from: f64, to: f64) -> String {
    let percent = (to - from).abs() / from * 100.0;
    match percent.round() {
        percent if percent.is_finite() && percent >= 1.0 => {
            format!(", a {} of {}%", if to > from { "rise" } else { "fall" }, amount(percent))
        }
        _ => String::new(),
    }
}
