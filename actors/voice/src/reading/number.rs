//! Numbers in words.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 4] =
    [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")];
/// Longer numbers are read digit by digit.
const MOST_DIGITS: usize = 15;

/// A character that ends a clause or a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '—' | '…')
}

/// 3000: `three thousand`.
pub(super) fn cardinal(n: u64) -> String {
    if let Some((scale, name)) = SCALES.iter().find(|(scale, _)| n >= *scale) {
        return tailed(format!("{} {name}", cardinal(n / scale)), n % scale);
    }
    match n {
        0..20 => ONES[n as usize].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..100 => format!("{} {}", TENS[n as usize / 10], ONES[n as usize % 10]),
        _ => tailed(format!("{} hundred", ONES[n as usize / 100]), n % 100),
    }
}

fn tailed(head: String, rest: u64) -> String {
    if rest == 0 { head } else { format!("{head} {}", cardinal(rest)) }
}

/// 21: `twenty first`.
pub(super) fn ordinal(n: u64) -> String {
    let words = cardinal(n);
    let (head, last) = words.rsplit_once(' ').map_or(("", words.as_str()), |(head, last)| (head, last));
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        tens if tens.ends_with('y') => format!("{}ieth", &tens[..tens.len() - 1]),
        other => format!("{other}th"),
    };
    if head.is_empty() { last } else { format!("{head} {last}") }
}

/// Digit by digit.
pub(super) fn digits(text: &str) -> String {
    let digit = |b: u8| ONES.get(usize::from(b.wrapping_sub(b'0'))).copied().filter(|_| b.is_ascii_digit());
    text.bytes().filter_map(digit).collect::<Vec<_>>().join(" ")
}

/// 1998: `nineteen ninety eight`; also for 4090 and 1080.
pub(super) fn year(n: u64) -> String {
    match (n / 100, n % 100) {
        (hundreds, 0) if hundreds.is_multiple_of(10) => cardinal(n),
        (hundreds, 0) => format!("{} hundred", cardinal(hundreds)),
        (20, rest @ 1..10) => format!("two thousand {}", cardinal(rest)),
        (hundreds, rest @ 1..10) => format!("{} oh {}", cardinal(hundreds), cardinal(rest)),
        (hundreds, rest) => format!("{} {}", cardinal(hundreds), cardinal(rest)),
    }
}

/// Four digits that can be a year.
pub(super) fn as_year(text: &str) -> Option<u64> {
    let year = text.parse().ok().filter(|year| (1100..2100).contains(year));
    year.filter(|_| all_digits(text) && text.len() == 4)
}

pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number without sign: `3,000`, `0.5`, `.5`, `007`. None: it is not written like one.
pub(super) fn plain(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|fraction| !all_digits(fraction)) || whole.is_empty() && fraction.is_none() {
        return None;
    }
    let whole = if whole.is_empty() { "0".to_owned() } else { ungrouped(whole)? };
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let said = match whole.parse() {
        Ok(n) if !leading_zero && whole.len() <= MOST_DIGITS => cardinal(n),
        _ => digits(&whole),
    };
    Some(fraction.map_or(said.clone(), |fraction| format!("{said} point {}", digits(fraction))))
}

/// `1,299` without its commas, if they stand where commas stand.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| all_digits(first))?;
    let grouped = !text.contains(',') || first.len() <= 3;
    (grouped && groups.all(|group| all_digits(group) && group.len() >= 2)).then(|| text.replace(',', ""))
}

/// The value, where it is exactly one: units have a singular.
pub(super) fn is_one(text: &str) -> bool {
    matches!(text, "1" | "-1" | "+1")
}

/// A number with an optional sign.
pub(super) fn signed(text: &str) -> Option<String> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => ("minus ", &text[1..]),
        b'+' => ("plus ", &text[1..]),
        _ => ("", text),
    };
    if let Some(rest) = text.strip_prefix('±') {
        return plain(rest).map(|n| format!("plus or minus {n}"));
    }
    if let Some(rest) = text.strip_prefix(['~', '≈']) {
        return plain(rest).map(|n| format!("about {n}"));
    }
    plain(rest).map(|n| format!("{sign}{n}"))
}
