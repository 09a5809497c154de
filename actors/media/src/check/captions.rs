//! Captions by their cues: where they stand, how large they are, how fast they have to be read.

use ytempire_domain::production::{Check, Cue};

use super::line;
use crate::{
    captions::place::{Zone, place},
    error::MediaError,
    scene::Typeface,
};

/// Characters a second that can still be followed when a voice says the same.
const FASTEST: f64 = 35.0;

pub fn checks(cues: &[Cue], (width, height): (u32, u32)) -> Result<Vec<Check>, MediaError> {
    if cues.is_empty() {
        return Ok(vec![]);
    }
    let (typeface, zone) = (Typeface::load()?, Zone::of(width, height));
    let (mut outside, mut cut, mut smallest) = (0, 0, f32::INFINITY);
    let mut fastest = (0.0_f64, 0);
    for cue in cues {
        let words: Vec<&str> = cue.words.iter().map(|word| word.text.as_str()).collect();
        let placed = place(&typeface, &words, &zone);
        outside += usize::from(!placed.is_inside(&zone) || placed.lines.len() > 2);
        cut += usize::from(
            placed
                .lines
                .iter()
                .flatten()
                .any(|(i, word)| word.ends_with('\u{2026}') && !words[*i].ends_with('\u{2026}')),
        );
        smallest = smallest.min(placed.size);
        let chars: usize = words.iter().map(|word| word.chars().count()).sum();
        let seconds = f64::from(cue.end_ms.saturating_sub(cue.start_ms).max(1)) / 1000.0;
        // A single short word flashes by in any speech.
        if words.len() > 1 && chars as f64 / seconds > fastest.0 {
            fastest = (chars as f64 / seconds, cue.start_ms);
        }
    }
    let overlaps = cues.windows(2).filter(|pair| pair[0].end_ms > pair[1].start_ms).count();
    let whole = format!("left {:.0}, right {:.0}, top {:.0}, foot {:.0}", zone.left, zone.right, zone.top, zone.foot);
    Ok(vec![
        line(
            "caption_safe_area",
            outside == 0,
            format!("{outside} of {} outside", cues.len()),
            format!("all within {whole}"),
        ),
        line(
            "caption_size",
            smallest >= zone.smallest - 0.01 && cut == 0,
            format!("smallest {smallest:.0} px, {cut} shortened"),
            format!("at least {:.0} px, none shortened", zone.smallest),
        ),
        line(
            "caption_reading_speed",
            fastest.0 <= FASTEST,
            format!("fastest {:.1} characters a second, at {} ms", fastest.0, fastest.1),
            format!("at most {FASTEST:.0}"),
        ),
        line("caption_overlap", overlaps == 0, overlaps.to_string(), "0"),
    ])
}
