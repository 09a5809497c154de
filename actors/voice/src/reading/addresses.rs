//! Web and mail addresses, file names, handles and hashtags.

use super::{said, token::At};

/// Ends of host and file names that are safe to take for such.
const ENDS: &[&str] = &[
    "com", "org", "net", "io", "dev", "ai", "edu", "gov", "co", "uk", "de", "app", "tv", "me", "info", "eu", "js",
    "ts", "py", "rs", "txt", "pdf", "html", "json", "exe", "md", "csv", "mp4", "mp3", "png", "jpg", "example", "xyz",
    "gg", "fm", "ly",
];

pub(super) fn say(core: &str, at: At) -> Option<String> {
    if let Some(tag) = core.strip_prefix('#').filter(|tag| !tag.is_empty()) {
        let kind = if tag.bytes().all(|b| b.is_ascii_digit()) { "number" } else { "hashtag" };
        return Some(format!("{kind} {}", parts(tag, at)));
    }
    if let Some(name) = core.strip_prefix('@').filter(|name| !name.is_empty()) {
        return Some(format!("at {}", parts(name, at)));
    }
    let (scheme, rest) = core.split_once("://").map_or((false, core), |(_, rest)| (true, rest));
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let known_end = host.rsplit_once('.').is_some_and(|(name, end)| {
        ENDS.contains(&end.to_ascii_lowercase().as_str()) && name.contains(|c: char| c.is_ascii_alphabetic())
    });
    let mail = core.contains('@') && host.contains('.');
    (scheme || rest.len() < core.len() || known_end || mail).then(|| parts(rest.trim_end_matches('/'), at))
}

/// Names between signs, and the signs by name.
fn parts(address: &str, at: At) -> String {
    let mut out = vec![];
    for part in address.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let name = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if !name.is_empty() {
            out.push(said(name, at.alone()));
        }
        out.extend(part[name.len()..].chars().map(|c| sign(c).to_owned()));
    }
    out.join(" ")
}

fn sign(c: char) -> &'static str {
    match c {
        '.' => "dot",
        '/' => "slash",
        '@' => "at",
        '-' => "dash",
        '_' => "underscore",
        '?' => "question mark",
        '=' => "equals",
        '&' => "and",
        '#' => "hash",
        '+' => "plus",
        ':' => "colon",
        '%' => "percent",
        _ => "",
    }
}
