//! Text from outside, parsed once: trimmed, bounded, without control characters.

/// Why a text was refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TextError {
    #[error("{field} is empty")]
    Empty { field: &'static str },
    #[error("{field} has {len} characters; at most {max} are allowed")]
    TooLong { field: &'static str, len: usize, max: usize },
    #[error("{field} holds a control character")]
    Control { field: &'static str },
}

/// One line for people: no line breaks, no control characters, 1 to `max` characters after trimming.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<String, TextError> {
    bounded(field, text, max, char::is_control)
}

/// Text of many lines: line breaks and tabs may stand, other control characters may not.
pub fn prose(field: &'static str, text: &str, max: usize) -> Result<String, TextError> {
    bounded(field, text, max, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn bounded(field: &'static str, text: &str, max: usize, refused: impl Fn(char) -> bool) -> Result<String, TextError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty { field });
    }
    if text.contains(refused) {
        return Err(TextError::Control { field });
    }
    match text.chars().count() {
        len if len > max => Err(TextError::TooLong { field, len, max }),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_bounded_in_characters_not_bytes() {
        assert_eq!(line("topic", "  übergrößen \u{1f41d} ", 12), Ok("übergrößen \u{1f41d}".to_owned()));
        assert_eq!(line("topic", " \t ", 9), Err(TextError::Empty { field: "topic" }));
        assert_eq!(line("topic", "abc", 2), Err(TextError::TooLong { field: "topic", len: 3, max: 2 }));
        assert_eq!(line("topic", "a\nb", 9), Err(TextError::Control { field: "topic" }));
    }

    #[test]
    fn prose_keeps_its_line_breaks() {
        assert_eq!(prose("brief", "a\r\n\tb\n", 9), Ok("a\r\n\tb".to_owned()));
        assert_eq!(prose("brief", "a\u{0}b", 9), Err(TextError::Control { field: "brief" }));
    }
}
