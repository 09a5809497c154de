//! Short forms that stand for words.

use super::{tables, token::At};

/// Said so wherever they stand; the point is part of the word.
const SHORT: &[(&str, &str)] = &[
    ("mr", "mister"),
    ("mrs", "missus"),
    ("ms", "miz"),
    ("prof", "professor"),
    ("e.g", "for example"),
    ("eg", "for example"),
    ("i.e", "that is"),
    ("etc", "et cetera"),
    ("vs", "versus"),
    ("v.s", "versus"),
    ("approx", "approximately"),
    ("a.m", "A M"),
    ("p.m", "P M"),
    ("jr", "junior"),
    ("sr", "senior"),
    ("inc", "incorporated"),
    ("ltd", "limited"),
    ("corp", "corporation"),
    ("dept", "department"),
    ("capt", "captain"),
    ("sgt", "sergeant"),
    ("lt", "lieutenant"),
    ("gov", "governor"),
    ("sen", "senator"),
    ("rev", "reverend"),
    ("ave", "avenue"),
    ("blvd", "boulevard"),
    ("rd", "road"),
    ("mt", "mount"),
    ("ph.d", "P H D"),
    ("est", "established"),
    ("vol", "volume"),
    ("fig", "figure"),
    ("min", "minutes"),
    ("max", "maximum"),
    ("ft", "feet"),
    ("cf", "compare"),
    ("et al", "and others"),
];

/// Those of the above that are also words: only with their point.
const POINTED: &[&str] =
    &["ms", "inc", "gov", "sen", "rev", "est", "min", "max", "fig", "eg", "lt", "ave", "rd", "mt", "ft", "corp", "sr"];

/// Said so whether a point follows or not.
const ALWAYS: &[(&str, &str)] = &[
    ("&", "and"),
    ("+", "plus"),
    ("=", "equals"),
    ("@", "at"),
    ("→", "to"),
    ("×", "times"),
    ("÷", "divided by"),
    ("≈", "about"),
    ("≤", "at most"),
    ("≥", "at least"),
    ("±", "plus or minus"),
    ("~", "about"),
    ("w/", "with"),
    ("w/o", "without"),
    ("24/7", "twenty four seven"),
    ("and/or", "and or"),
    ("he/she", "he or she"),
    ("½", "a half"),
    ("¼", "a quarter"),
    ("¾", "three quarters"),
    ("⅓", "a third"),
    ("⅔", "two thirds"),
    ("c++", "C plus plus"),
    ("c#", "C sharp"),
    ("f#", "F sharp"),
    (".net", "dot net"),
    ("aka", "also known as"),
    ("nginx", "engine X"),
    ("sqlite", "S Q lite"),
    ("postgresql", "post gres Q L"),
    ("postgres", "post gres"),
    ("mysql", "my S Q L"),
    ("sql", "S Q L"),
    ("gui", "gooey"),
    ("jpeg", "jay peg"),
    ("wifi", "why fie"),
    ("wi-fi", "why fie"),
    ("ok", "okay"),
    ("saas", "sass"),
    ("ios", "I O S"),
    ("iot", "I O T"),
    ("ipad", "I pad"),
    ("iphone", "I phone"),
    ("iphones", "I phones"),
    ("ai", "A I"),
    ("ev", "E V"),
    ("evs", "E V's"),
    ("tv", "T V"),
    ("tvs", "T V's"),
    ("url", "U R L"),
    ("llm", "L L M"),
    ("llms", "L L M's"),
    ("chatgpt", "chat G P T"),
    ("openai", "open A I"),
    ("github", "git hub"),
    ("gitlab", "git lab"),
    ("linkedin", "linked in"),
    ("javascript", "java script"),
    ("vr", "V R"),
    ("ar", "A R"),
    ("crispr", "crisper"),
    ("covid", "covid"),
    ("o'clock", "o'clock"),
    ("no1", "number one"),
    ("wordpress", "word press"),
    ("macos", "mac O S"),
    ("devops", "dev ops"),
    ("phd", "P H D"),
    ("usb-c", "U S B C"),
    ("x-ray", "X ray"),
    ("x-rays", "X rays"),
    ("js", "J S"),
    ("html", "H T M L"),
    ("css", "C S S"),
    ("api", "A P I"),
    ("apis", "A P I's"),
    ("gpu", "G P U"),
    ("cpu", "C P U"),
    ("pdf", "P D F"),
    ("http", "H T T P"),
    ("https", "H T T P S"),
];

pub(super) fn say(core: &str, at: At) -> Option<String> {
    let low = core.to_ascii_lowercase();
    if let Some(said) = tables::lookup(ALWAYS, &low) {
        return Some(said.to_owned());
    }
    if low == "st" || low == "dr" || low == "no" {
        return by_neighbours(&low, at);
    }
    if let Some(said) = tables::lookup(SHORT, &low).filter(|_| has_point(core, at)) {
        return Some(said.to_owned());
    }
    if matches!(low.as_str(), "am" | "pm")
        && at.before().is_some_and(|t| t.core.ends_with(|c: char| c.is_ascii_digit()))
    {
        return Some(if low == "am" { "A M" } else { "P M" }.to_owned());
    }
    if has_point(core, at)
        && let Some(month) = tables::lookup(tables::MONTHS, &low).filter(|_| low != "may")
    {
        return Some(month.to_owned());
    }
    initials(core)
}

/// The point after this word belongs to it and ends no sentence.
pub(super) fn has_point(core: &str, at: At) -> bool {
    let low = core.to_ascii_lowercase();
    let pointed = at.token().stop == "." && at.token().core == core;
    let inner = low.contains('.') && initials(core).is_some();
    let numbered = low == "no" && by_neighbours(&low, at).is_some();
    let known = tables::lookup(SHORT, &low).is_some() || matches!(low.as_str(), "st" | "dr") || numbered;
    let month = tables::lookup(tables::MONTHS, &low).is_some() && low != "may";
    let letter = core.len() == 1 && core.bytes().all(|b| b.is_ascii_uppercase()) && !at.is_last() && core != "I";
    match pointed {
        true => known || inner || month || letter,
        false => inner || known && !POINTED.contains(&low.as_str()) && !matches!(low.as_str(), "st" | "dr" | "no"),
    }
}

/// What else the neighbours say: Dr. Who or Mulholland Dr., St. Louis or Main St., No. 5 or no.
fn by_neighbours(low: &str, at: At) -> Option<String> {
    if at.token().stop != "." && low != "st" && low != "dr" {
        return None;
    }
    let named = at.after().is_some_and(|token| token.is_capital());
    let after_name = at.before().is_some_and(|token| token.is_capital() && token.stop.is_empty()) && !at.is_first();
    let said = match low {
        "no" => {
            return at
                .after()
                .filter(|t| t.core.starts_with(|c: char| c.is_ascii_digit()))
                .map(|_| "number".to_owned());
        }
        "dr" if named || !after_name => "doctor",
        "dr" => "drive",
        _ if named && (!after_name || at.i <= 1) => "saint",
        _ => "street",
    };
    Some(said.to_owned())
}

/// U.S, D.C, J.R.R: letters with points between.
fn initials(core: &str) -> Option<String> {
    let (body, end) = core.strip_suffix("'s").map_or((core, ""), |body| (body.trim_end_matches('.'), "'s"));
    let letters: Vec<&str> = body.split('.').collect();
    let single = letters.iter().all(|l| l.len() == 1 && l.bytes().all(|b| b.is_ascii_alphabetic()));
    (letters.len() > 1 && single).then(|| format!("{}{end}", letters.join(" ").to_ascii_uppercase()))
}
