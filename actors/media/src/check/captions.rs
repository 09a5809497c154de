//! Captions by their cues: where they stand, how large they are, how fast they have to be read.

use ytempire_domain::production::{Check, Cue, SpokenWord};

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
    let fastest = fastest(cues);
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

/// Characters a second of the fastest cue, and when it stands.
pub fn fastest(cues: &[Cue]) -> (f64, u32) {
    // A single short word flashes by in any speech.
    let several = cues.iter().filter(|cue| cue.words.len() > 1);
    let speed = |cue: &Cue| {
        let chars: usize = cue.words.iter().map(|word| word.text.chars().count()).sum();
        chars as f64 * 1000.0 / f64::from(cue.end_ms.saturating_sub(cue.start_ms).max(1))
    };
    several.fold((0.0, 0), |fastest, cue| if speed(cue) > fastest.0 { (speed(cue), cue.start_ms) } else { fastest })
}

/// When the captions show each spoken word, in order; none for a word that they leave out.
pub fn shown(cues: &[Cue], spoken: &[SpokenWord]) -> Vec<Option<u32>> {
    /// Words of the captions that may stand between one that is found and the next.
    const AHEAD: usize = 12;
    let words: Vec<_> = cues.iter().flat_map(|cue| &cue.words).collect();
    let mut next = 0;
    let find = |spoken: &SpokenWord| {
        let place = words.iter().skip(next).take(AHEAD).position(|word| word.text == spoken.text)?;
        next += place + 1;
        Some(words[next - 1].start_ms)
    };
    spoken.iter().map(find).collect()
}
