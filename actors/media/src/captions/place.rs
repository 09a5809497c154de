//! Where a cue stands: its lines measured by the typeface itself, as large as its band allows, at most two.

use crate::scene::{Style, Typeface};

/// Between baselines, in ems.
const LEADING: f32 = 1.16;
const SPACE: f32 = 0.27;
/// Outline and shadow, in ems, on each side.
const EDGE: f32 = 0.08;

/// Where captions may stand, in pixels, and how large they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// Free of what players lay over the picture.
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub foot: f32,
    /// Middle of the lines.
    pub middle: f32,
    /// Pixels to the em.
    pub size: f32,
    /// Smaller than this cannot be read on a phone.
    pub smallest: f32,
}

impl Zone {
    /// 9:16 keeps clear of what a Shorts player shows at the top, at the foot and at the right edge.
    pub fn of(width: u32, height: u32) -> Self {
        let (w, h) = (width as f32, height as f32);
        if h > w * 1.2 {
            let unit = w / 1080.0;
            let side = 145.0 * unit;
            return Zone {
                left: side,
                right: w - side,
                top: h * 0.115,
                foot: h * 0.75,
                middle: h * 0.675,
                size: 82.0 * unit,
                smallest: 46.0 * unit,
            };
        }
        let wide = w > h * 1.2;
        let unit = h / 1080.0;
        let side = if wide { 0.10 } else { 0.07 } * w;
        Zone {
            left: side,
            right: w - side,
            top: h * 0.05,
            foot: h * 0.965,
            middle: h * 0.872,
            size: if wide { 60.0 } else { 62.0 } * unit,
            smallest: 36.0 * unit,
        }
    }
}

/// A cue in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Pixels to the em.
    pub size: f32,
    /// Words as drawn; each line by the indices of its words in the cue.
    pub lines: Vec<Vec<(usize, String)>>,
    /// Left, top, right, foot of everything drawn, in pixels.
    pub area: (f32, f32, f32, f32),
}

impl Placed {
    pub fn is_inside(&self, zone: &Zone) -> bool {
        let (left, top, right, foot) = self.area;
        left >= zone.left - 0.5 && right <= zone.right + 0.5 && top >= zone.top && foot <= zone.foot
    }
}

/// Lays out the words of a cue. Words without anything to draw are left out; a word too long for a line ends in an ellipsis.
pub fn place(typeface: &Typeface, words: &[&str], zone: &Zone) -> Placed {
    let room = zone.right - zone.left - 2.0 * EDGE * zone.size;
    let mut drawn: Vec<(usize, String, f32)> = vec![];
    for (index, word) in words.iter().enumerate() {
        let (word, ems) = shorten(typeface, printable(word), room / zone.smallest);
        if !word.is_empty() {
            drawn.push((index, word, ems));
        }
    }
    let mut size = zone.size;
    let lines = loop {
        if let Some(lines) = wrap(&drawn, room / size) {
            break lines;
        }
        if size <= zone.smallest {
            // Even the smallest is too large for two lines: what is over is not drawn.
            drawn.pop();
        }
        size = (size * 0.96).max(zone.smallest);
    };
    let width_of =
        |line: &[(usize, String, f32)]| (line.iter().map(|w| w.2 + SPACE).sum::<f32>() - SPACE).max(0.0) * size;
    let parts = drawn.split_at(lines);
    let lines: Vec<&[(usize, String, f32)]> = [parts.0, parts.1].into_iter().filter(|line| !line.is_empty()).collect();
    let widest = lines.iter().map(|line| width_of(line)).fold(0.0, f32::max) / 2.0 + EDGE * size;
    let tall = (lines.len().max(1) as f32 * LEADING / 2.0 + EDGE) * size;
    let middle = (zone.left + zone.right) / 2.0;
    Placed {
        size,
        area: (middle - widest, zone.middle - tall, middle + widest, zone.middle + tall),
        lines: lines.into_iter().map(|line| line.iter().map(|(i, word, _)| (*i, word.clone())).collect()).collect(),
    }
}

/// How many words the first of at most two lines takes, so that both are as even as they can be; nothing where they do not fit.
fn wrap(words: &[(usize, String, f32)], ems: f32) -> Option<usize> {
    let width = |words: &[(usize, String, f32)]| (words.iter().map(|w| w.2 + SPACE).sum::<f32>() - SPACE).max(0.0);
    if width(words) <= ems {
        return Some(words.len());
    }
    let ways = 1..words.len();
    let widest = |&cut: &usize| width(&words[..cut]).max(width(&words[cut..]));
    ways.filter(|cut| widest(cut) <= ems).min_by(|a, b| widest(a).total_cmp(&widest(b)))
}

fn shorten(typeface: &Typeface, mut word: String, ems: f32) -> (String, f32) {
    loop {
        let width = ems_of(typeface, &word);
        if width <= ems || word.is_empty() {
            return (word, width);
        }
        let kept = word.trim_end_matches('\u{2026}').chars().count();
        let kept = (kept as f32 * ems / width) as usize;
        word = word.chars().take(kept.saturating_sub(1)).collect::<String>() + "\u{2026}";
        if kept <= 1 {
            return (String::new(), 0.0);
        }
    }
}

fn ems_of(typeface: &Typeface, word: &str) -> f32 {
    let style = Style { shadow: false, ..Style::bold(100.0) };
    typeface.width(word, style) / 100.0
}

/// What of a word can be drawn: no control characters, none that turn the line round, no emoji (libass has no colours for them, and
/// what typefaces show in their place is worse than nothing); bounded.
pub fn printable(word: &str) -> String {
    let drawable = |c: &char| {
        !c.is_control()
            && !matches!(*c as u32, 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfe0e | 0xfe0f | 0xfeff | 0xfff0..=0xffff)
            && !matches!(*c as u32, 0x2600..=0x27bf | 0x2b00..=0x2bff | 0xe000..=0xf8ff | 0x1f000..)
    };
    word.chars().filter(drawable).take(80).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_stands_in_its_zone_on_at_most_two_lines() {
        let typeface = Typeface::load().unwrap();
        let long = "x".repeat(10_000);
        let cues: [&[&str]; 6] = [
            &["One"],
            &["and", "the", "others", "follow."],
            &["Donaudampfschifffahrtsgesellschaft", "again"],
            &[&long],
            &["WWWWWWWWWWWWWWWWWWWWWW", "WWWWWWWWWWWWWWWWWWWWWW", "WWWWWWWWWWWWWWWWWWWWWW", "MMMMMMMMMMMMM"],
            &["\u{202e}", "\u{1f41d}\u{1f41d}"],
        ];
        for (width, height) in [(1080, 1920), (1920, 1080), (1080, 1080), (180, 320)] {
            let zone = Zone::of(width, height);
            for cue in cues {
                let placed = place(&typeface, cue, &zone);
                assert!(placed.lines.len() <= 2, "{placed:?}");
                assert!(placed.is_inside(&zone), "{width}x{height}: {placed:?} in {zone:?}");
                assert!(placed.size >= zone.smallest - 0.01);
            }
        }
    }
}
