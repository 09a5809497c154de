//! Cues as a subtitle script for libass. Words of a script are data here: whatever they hold, they are drawn.

use std::fmt::Write as _;

use ytempire_domain::production::{Cue, Footage};

use super::place::{Placed, Zone, place};
use crate::scene::{Colour, SceneError, Typeface};

/// libass sizes a typeface by its ascent and descent together; Inter's make 1.21 em (its `hhea` table).
const SIZE_PER_EM: f32 = 1.21;

/// The whole script. The word that is being spoken takes the accent colour of the scene behind it.
pub fn document(cues: &[Cue], footage: &Footage, size: (u32, u32), typeface: &Typeface) -> Result<String, SceneError> {
    let zone = Zone::of(size.0, size.1);
    let mut text = head(size, &zone);
    for cue in cues {
        let palette = footage.scenes.iter().rfind(|scene| scene.start_ms <= cue.start_ms).map(|scene| &scene.palette);
        let accent = lively(Colour::parse(&palette.unwrap_or(&footage.palette).accent)?);
        let words: Vec<&str> = cue.words.iter().map(|word| word.text.as_str()).collect();
        let placed = place(typeface, &words, &zone);
        events(&mut text, cue, &placed, &zone, accent);
    }
    Ok(text)
}

/// The colour itself, or gold where it could not be told from white.
fn lively(accent: Colour) -> Colour {
    let least = accent.0.iter().fold(255.0_f32, |least, c| least.min(*c));
    if least > 130.0 { Colour([255.0, 214.0, 10.0]) } else { accent }
}

fn head((width, height): (u32, u32), zone: &Zone) -> String {
    let (outline, shadow) = (zone.size * 0.065, zone.size * 0.04);
    format!(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {width}\nPlayResY: {height}\nWrapStyle: 2\nScaledBorderAndShadow: yes\n\
         YCbCr Matrix: None\n\n[V4+ Styles]\n\
         Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
         StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n\
         Style: Words,Inter,{:.1},&H00FFFFFF,&H00FFFFFF,&H00140C08,&H70000000,1,0,0,0,100,100,0,0,1,{outline:.1},{shadow:.1},5,\
         0,0,0,-1\n\n[Events]\n\
         Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n",
        zone.size * SIZE_PER_EM,
    )
}

/// One event for each spoken word: it lasts until the next is spoken.
fn events(text: &mut String, cue: &Cue, placed: &Placed, zone: &Zone, accent: Colour) {
    if placed.lines.is_empty() {
        return;
    }
    let mut from = cue.start_ms;
    for (i, _) in cue.words.iter().enumerate() {
        let until = cue.words.get(i + 1).map_or(cue.end_ms, |next| next.start_ms).clamp(from, cue.end_ms.max(from));
        let (start, end) = (centiseconds(from), centiseconds(until));
        if end > start {
            let enter = if from == cue.start_ms { r"\fscx88\fscy88\t(0,110,\fscx100\fscy100)" } else { "" };
            let x = (zone.left + zone.right) / 2.0;
            // Writing into a String cannot fail.
            _ = writeln!(
                text,
                "Dialogue: 0,{},{},Words,,0,0,0,,{{\\pos({x:.0},{:.0})\\b800\\fs{:.1}{enter}}}{}",
                time(start),
                time(end),
                zone.middle,
                placed.size * SIZE_PER_EM,
                line(placed, i, accent),
            );
        }
        from = until;
    }
}

fn line(placed: &Placed, spoken: usize, accent: Colour) -> String {
    let word = |(index, word): &(usize, String)| {
        if *index == spoken {
            format!("{{\\1c{}}}{}{{\\1c&HFFFFFF&}}", bgr(accent), literal(word))
        } else {
            literal(word)
        }
    };
    let lines: Vec<String> =
        placed.lines.iter().map(|line| line.iter().map(word).collect::<Vec<_>>().join(" ")).collect();
    lines.join("\\N")
}

/// A word that libass draws letter by letter: no override opens, no backslash starts anything.
fn literal(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            // A word joiner draws nothing and parts the backslash from what would make it a command.
            '\\' => text.push_str("\\\u{2060}"),
            '{' => text.push_str("\\{"),
            '}' => text.push_str("\\}"),
            c => text.push(c),
        }
    }
    text
}

fn bgr(colour: Colour) -> String {
    let [r, g, b] = colour.0.map(|c| c.round().clamp(0.0, 255.0) as u8);
    format!("&H{b:02X}{g:02X}{r:02X}&")
}

fn centiseconds(ms: u32) -> u32 {
    ms.saturating_add(5) / 10
}

fn time(cs: u32) -> String {
    format!("{}:{:02}:{:02}.{:02}", cs / 360_000, cs / 6_000 % 60, cs / 100 % 60, cs % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_word_is_a_command() {
        assert_eq!(literal(r"{\b1}"), "\\{\\\u{2060}b1\\}");
        assert_eq!(literal(r"a\Nb"), "a\\\u{2060}Nb");
        assert_eq!(literal("it's 100%,{"), "it's 100%,\\{");
    }

    #[test]
    fn times_are_written_as_libass_reads_them() {
        assert_eq!(time(centiseconds(3_723_456)), "1:02:03.46");
        assert_eq!(time(0), "0:00:00.00");
    }
}
