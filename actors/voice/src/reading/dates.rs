//! Times of day, dates, years and decades.

use super::{number, tables, token::At, units};

pub(super) fn say(core: &str, at: At) -> Option<String> {
    time(core, at)
        .or_else(|| decade(core))
        .or_else(|| iso(core))
        .or_else(|| day(core, at))
        .or_else(|| month_name(core, at))
        .or_else(|| years(core))
        .or_else(|| year(core, at))
}

/// 10:30, 10:30am, 5pm.
fn time(core: &str, at: At) -> Option<String> {
    let low = core.to_ascii_lowercase();
    let (clock, half) = match low.strip_suffix("am").or_else(|| low.strip_suffix("a.m")) {
        Some(clock) => (clock, " A M"),
        None => match low.strip_suffix("pm").or_else(|| low.strip_suffix("p.m")) {
            Some(clock) => (clock, " P M"),
            None => (low.as_str(), ""),
        },
    };
    let Some((hour, rest)) = clock.split_once(':') else {
        let hour: u64 =
            clock.parse().ok().filter(|hour| number::all_digits(clock) && !half.is_empty() && *hour <= 24)?;
        return Some(format!("{}{half}", number::cardinal(hour)));
    };
    let hour = hour.parse::<u64>().ok().filter(|_| number::all_digits(hour) && hour.len() <= 3)?;
    let parts: Vec<&str> = rest.split(':').collect();
    if !parts.iter().all(|part| number::all_digits(part) && part.len() <= 3) || parts.len() > 2 {
        return None;
    }
    let halved = !half.is_empty()
        || at.after().is_some_and(|t| matches!(t.core.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m" | "p.m"));
    let hours = number::cardinal(hour);
    let minutes = match parts.as_slice() {
        ["00"] if halved || hour == 0 => String::new(),
        ["00"] if hour > 12 => " hundred".to_owned(),
        ["00"] => " o'clock".to_owned(),
        [one] if one.len() != 2 => format!(" to {}", number::plain(one)?),
        parts => parts.iter().map(|part| format!(" {}", two_digits(part))).collect(),
    };
    Some(format!("{hours}{minutes}{half}"))
}

fn two_digits(part: &str) -> String {
    match part.strip_prefix('0').filter(|rest| rest.len() == 1) {
        Some(digit) => format!("oh {}", number::digits(digit)),
        None => part.parse().map(number::cardinal).unwrap_or_default(),
    }
}

/// 1990s, '90s, 1900s.
fn decade(core: &str) -> Option<String> {
    let body = core.strip_suffix("'s").or_else(|| core.strip_suffix('s'))?;
    let body = body.trim_start_matches('\'');
    let n: u64 = body.parse().ok().filter(|_| number::all_digits(body))?;
    let words = match (body.len(), n) {
        (2, 10..=90) if n.is_multiple_of(10) => number::cardinal(n),
        (4, 1100..2100) if n.is_multiple_of(10) => number::year(n),
        _ => return None,
    };
    Some(plural(&words))
}

fn plural(words: &str) -> String {
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{words}s"),
    }
}

/// 2024-12-25 and 12/25/2024.
fn iso(core: &str) -> Option<String> {
    let dashed: Vec<&str> = core.split('-').collect();
    let slashed: Vec<&str> = core.split('/').collect();
    let (year, month, day) = match (dashed.as_slice(), slashed.as_slice()) {
        ([year, month, day], _) if year.len() == 4 => (*year, *month, *day),
        (_, [month, day, year]) if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    let numbers = |text: &str| text.parse::<usize>().ok().filter(|_| number::all_digits(text) && text.len() <= 2);
    let year = number::as_year(year)?;
    // Where the day comes first it cannot be a month.
    let (month, day) = match (numbers(month)?, numbers(day)?) {
        (day @ 13..=31, month @ 1..=12) => (month, day),
        (month @ 1..=12, day @ 1..=31) => (month, day),
        _ => return None,
    };
    let names: Vec<&str> = tables::MONTHS.iter().map(|(_, full)| *full).filter(|full| *full != "september").collect();
    let name = if month == 9 { "september" } else { names[if month < 9 { month - 1 } else { month - 2 }] };
    Some(format!("{name} {}, {}", number::ordinal(day as u64), number::year(year)))
}

/// The day after a month's name: `December 25`.
fn day(core: &str, at: At) -> Option<String> {
    let day: u64 = core.parse().ok().filter(|day| number::all_digits(core) && (1..=31).contains(day))?;
    tables::month(&at.before()?.core).map(|_| number::ordinal(day))
}

/// `Dec` without a point, beside a number.
fn month_name(core: &str, at: At) -> Option<String> {
    let starts = |t: &super::Token| t.core.starts_with(|c: char| c.is_ascii_digit());
    let dated = at.after().is_some_and(starts) || at.before().is_some_and(starts);
    tables::month(core).filter(|month| dated && *month != core.to_ascii_lowercase()).map(str::to_owned)
}

/// 1914–1918, 2019-20.
fn years(core: &str) -> Option<String> {
    let (from, to) = core.split_once(['-', '–'])?;
    let first = number::as_year(from)?;
    let last = match to.len() {
        4 => number::year(number::as_year(to).filter(|last| *last > first)?),
        2 => to.parse().ok().filter(|last| number::all_digits(to) && *last > first % 100).map(number::cardinal)?,
        _ => return None,
    };
    Some(format!("{} to {last}", number::year(first)))
}

/// Four digits that count nothing.
fn year(core: &str, at: At) -> Option<String> {
    let year = number::as_year(core)?;
    let counts = at.after().is_some_and(|t| units::is_measure(&t.core) || tables::SCALES.contains(&t.core.as_str()));
    (!counts).then(|| number::year(year))
}
