//! The libraries behind everything, set up once for the process.

use std::sync::Once;

use ffmpeg_next as ff;

use crate::error::MediaError;

/// Prepares FFmpeg. What fails comes back as a value: its own log, a line for each broken packet, stays quiet.
pub fn init() -> Result<(), MediaError> {
    static QUIET: Once = Once::new();
    ff::init().map_err(MediaError::av("start ffmpeg"))?;
    QUIET.call_once(|| ff::log::set_level(ff::log::Level::Fatal));
    Ok(())
}

/// A value of a filter's option inside a graph's text. Two parsers read it, one after the other, so it is escaped twice.
pub fn filter_value(value: &str) -> String {
    escaped(&escaped(value, |c| matches!(c, ':' | '\\' | '\'')), |c| matches!(c, '\\' | '\'' | '[' | ']' | ',' | ';'))
}

fn escaped(text: &str, special: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if special(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether the library only wants more input first, or has no more to give.
pub fn is_again(error: ff::Error) -> bool {
    matches!(error, ff::Error::Other { errno } if errno == ff::error::EAGAIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_graph_would_read_as_syntax_is_escaped_for_both_of_its_parsers() {
        assert_eq!(filter_value("a b.ass"), "a b.ass");
        assert_eq!(filter_value("a:b"), r"a\\:b");
        assert_eq!(filter_value("it's [1],2;"), r"it\\\'s \[1\]\,2\;");
        assert_eq!(filter_value(r"\"), r"\\\\");
    }
}
