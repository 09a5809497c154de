//! Cues as a SubRip file.

use std::fmt::Write as _;

use ytempire_domain::production::Cue;

/// SubRip text. No text of a cue can be read as a time line or end its entry.
pub fn srt(cues: &[Cue]) -> String {
    let mut text = String::new();
    for (i, cue) in cues.iter().enumerate() {
        let words: Vec<String> =
            cue.words.iter().map(|word| plain(&word.text)).filter(|word| !word.is_empty()).collect();
        let line = words.join(" ").replace("-->", "\u{2192}");
        // Writing into a String cannot fail.
        _ = write!(text, "{}\r\n{} --> {}\r\n{line}\r\n\r\n", i + 1, time(cue.start_ms), time(cue.end_ms));
    }
    text
}

fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn time(ms: u32) -> String {
    let (s, m, h) = (ms / 1000 % 60, ms / 60_000 % 60, ms / 3_600_000);
    format!("{h:02}:{m:02}:{s:02},{:03}", ms % 1000)
}

#[cfg(test)]
mod tests {
    use ytempire_domain::production::CaptionWord;

    use super::*;

    #[test]
    fn entries_are_numbered_timed_and_closed_whatever_they_say() {
        let word = |text: &str| CaptionWord { text: text.into(), start_ms: 0, end_ms: 1 };
        let cues = [
            Cue { start_ms: 0, end_ms: 1_234, words: vec![word("Hello\r\n\r\n2"), word("world")] },
            Cue { start_ms: 3_723_004, end_ms: 3_724_000, words: vec![word("00:00 --> 00:01")] },
        ];
        assert_eq!(
            srt(&cues),
            "1\r\n00:00:00,000 --> 00:00:01,234\r\nHello 2 world\r\n\r\n\
             2\r\n01:02:03,004 --> 01:02:04,000\r\n00:00 \u{2192} 00:01\r\n\r\n"
        );
    }
}
