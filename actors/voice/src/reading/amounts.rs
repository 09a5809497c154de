//! Numbers: money, percent, units, ranges, fractions, ordinals, versions, phones.

use super::{number, tables, token::At, units};

/// Sign, one, many, one hundredth, its plural.
type Money = (&'static str, &'static str, &'static str, &'static str, &'static str);

const MONEY: &[Money] = &[
    ("US$", "U S dollar", "U S dollars", "cent", "cents"),
    ("$", "dollar", "dollars", "cent", "cents"),
    ("€", "euro", "euros", "cent", "cents"),
    ("£", "pound", "pounds", "penny", "pence"),
    ("¥", "yen", "yen", "sen", "sen"),
];

pub(super) fn say(core: &str, at: At) -> Option<String> {
    money(core, at)
        .or_else(|| scaled_money(core, at))
        .or_else(|| phone(core, at))
        .or_else(|| ordinal(core))
        .or_else(|| fraction(core))
        .or_else(|| version(core))
        .or_else(|| number::signed(core))
        .or_else(|| mixed(core))
        .or_else(|| measured(core))
        .or_else(|| range(core))
}

fn currency(core: &str) -> Option<(&'static Money, &str)> {
    MONEY.iter().find_map(|money| core.strip_prefix(money.0).map(|rest| (money, rest)))
}

/// $5, -$5, $1,299.99, $3.4M, $10-20, $5/month; before `million` only the number.
fn money(core: &str, at: At) -> Option<String> {
    let (minus, core) = core.strip_prefix('-').map_or(("", core), |rest| ("minus ", rest));
    let ((_, one, many, cent, cents), rest) = currency(core)?;
    if at.after().is_some_and(|t| tables::SCALES.contains(&t.core.as_str())) && at.token().stop.is_empty() {
        return bare_amount(rest).map(|amount| format!("{minus}{amount}"));
    }
    let (amount, per) = rest.split_once('/').map_or((rest, None), |(amount, per)| (amount, Some(per)));
    let name = if amount == "1" { one } else { many };
    let said = match amount.split_once('.') {
        Some((whole, small)) if small.len() == 2 && number::all_digits(small) => {
            let small: u64 = small.parse().ok()?;
            let whole_name = if whole == "1" { one } else { many };
            let whole = number::plain(whole)?;
            let cents = if small == 1 { cent } else { cents };
            match small {
                0 => format!("{whole} {whole_name}"),
                small if whole == "zero" => format!("{} {cents}", number::cardinal(small)),
                small => format!("{whole} {whole_name} and {} {cents}", number::cardinal(small)),
            }
        }
        _ => format!("{} {name}", bare_amount(amount.trim_end_matches('+'))?),
    };
    let over = if amount.ends_with('+') { " plus" } else { "" };
    let per = per
        .map(|per| {
            format!(
                " per {}",
                if per == "mo" {
                    "month"
                } else if per == "yr" {
                    "year"
                } else {
                    per
                }
            )
        })
        .unwrap_or_default();
    Some(format!("{minus}{said}{over}{per}"))
}

/// An amount without its currency: a number, one with a scale (`3.4M`), a range.
fn bare_amount(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (n, scale) = text.split_at(end);
    if scale.is_empty() {
        return number::plain(n).or_else(|| {
            let (from, to) = n.split_once(['-', '–'])?;
            let to = to.trim_start_matches(['$', '€', '£', '¥']);
            Some(format!("{} to {}", number::plain(from)?, number::plain(to)?))
        });
    }
    let scale = match scale.trim_start_matches('-') {
        "k" | "K" => "thousand",
        "m" | "M" | "mn" | "million" => "million",
        "b" | "B" | "bn" | "billion" => "billion",
        "t" | "T" | "tn" | "trillion" => "trillion",
        _ => return None,
    };
    Some(format!("{} {scale}", number::plain(n.trim_end_matches('-'))?))
}

/// The `million` of `$3.4 million`.
fn scaled_money(core: &str, at: At) -> Option<String> {
    let before = at.before().filter(|t| t.stop.is_empty() && tables::SCALES.contains(&core))?;
    let ((_, _, many, ..), _) = currency(before.core.trim_start_matches('-'))?;
    Some(format!("{core} {many}"))
}

/// 555-1234, 1-800-555-0199, +1, and the rest of (555) 123-4567.
fn phone(core: &str, at: At) -> Option<String> {
    let groups: Vec<&str> = core.trim_start_matches('+').split(['-', '.']).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let fits = matches!(
        lengths.as_slice(),
        [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [2, 3, 3, 4] | [2, 3, 4] | [2, 4, 4] | [2, 2, 3, 4]
    );
    let code = at.token().shown.starts_with('(')
        && core.len() == 3
        && at.tokens.get(at.i + 1).is_some_and(|t| t.core.contains('-'));
    let prefix = core.starts_with('+')
        && core.len() <= 4
        && at.tokens.get(at.i + 1).is_some_and(|t| t.shown.starts_with('(') || t.core.contains('-'));
    if !groups.iter().all(|group| number::all_digits(group)) || !(fits || code || prefix) {
        return None;
    }
    let plus = if core.starts_with('+') { "plus " } else { "" };
    let groups: Vec<String> = groups.iter().map(|group| number::digits(group)).collect();
    Some(format!("{plus}{}", groups.join(", ")))
}

/// 1st, 22nd, 3,000th.
fn ordinal(core: &str) -> Option<String> {
    let body = ["st", "nd", "rd", "th"].iter().find_map(|end| core.strip_suffix(end))?;
    number::ungrouped(body)?.parse().ok().filter(|n| *n < 1_000_000_000).map(number::ordinal)
}

/// 1/2, 3/4, 5/8.
fn fraction(core: &str) -> Option<String> {
    let (top, bottom) = core.split_once('/')?;
    let (n, d): (u64, u64) = (top.parse().ok()?, bottom.parse().ok()?);
    if !number::all_digits(top) || !number::all_digits(bottom) || d < 2 {
        return None;
    }
    let parts = match d {
        2 => if n == 1 { "half" } else { "halves" }.to_owned(),
        4 => if n == 1 { "quarter" } else { "quarters" }.to_owned(),
        _ if d > 20 || n > d => return Some(format!("{} over {}", number::cardinal(n), number::cardinal(d))),
        _ => format!("{}{}", number::ordinal(d), if n == 1 { "" } else { "s" }),
    };
    Some(format!("{} {parts}", number::cardinal(n)))
}

/// v2.1, 2.1.3, 192.168.0.1.
fn version(core: &str) -> Option<String> {
    let (named, body) = core.strip_prefix(['v', 'V']).map_or((false, core), |body| (true, body));
    let parts: Vec<&str> = body.split('.').collect();
    if !parts.iter().all(|part| number::all_digits(part)) || parts.len() < 3 && !named {
        return None;
    }
    let parts: Option<Vec<String>> = parts.iter().map(|part| number::plain(part)).collect();
    Some(format!("{}{}", if named { "version " } else { "" }, parts?.join(" point ")))
}

/// 2½.
fn mixed(core: &str) -> Option<String> {
    let (at, sign) = core.char_indices().last()?;
    let part = tables::lookup(
        &[("½", "a half"), ("¼", "a quarter"), ("¾", "three quarters"), ("⅓", "a third"), ("⅔", "two thirds")],
        &core[at..],
    )?;
    debug_assert!(!sign.is_ascii());
    number::plain(&core[..at]).map(|whole| format!("{whole} and {part}"))
}

/// 5%, 10km/h, 3x, -5°C, 10-20%, 100+.
fn measured(core: &str) -> Option<String> {
    let in_number = |c: char| c.is_ascii_digit() || ",.-–+±~≈".contains(c);
    let end = core.find(|c: char| !in_number(c)).unwrap_or(core.len());
    let (n, unit) = core.split_at(end);
    if unit.is_empty() {
        return number::signed(n.strip_suffix('+')?).map(|n| format!("{n} plus"));
    }
    let (unit, plus) = unit.strip_suffix('+').map_or((unit, ""), |unit| (unit, " plus"));
    let n = n.strip_suffix('-').filter(|n| n.len() > 1).unwrap_or(n);
    let name = units::name(unit, number::is_one(n))?;
    let said = number::signed(n).or_else(|| range(n))?;
    Some(format!("{said} {name}{plus}"))
}

/// 10-20, 3–5, 5%-10%.
fn range(core: &str) -> Option<String> {
    let at = core.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–'))?;
    let (from, to) = (&core[..at.0], &core[at.0 + at.1.len_utf8()..]);
    let one = |text: &str| number::signed(text).or_else(|| measured(text).filter(|_| !text.contains(['-', '–'])));
    Some(format!("{} to {}", one(from)?, one(to)?))
}
