//! The small words above the headline: capitals, wide apart, on a pale pill.

use super::{
    actor::{Actor, Enter, Idle},
    bars::rounded,
    colour::Colour,
    error::SceneError,
    layout::{Align, Area},
    typeface::{Style, Typeface, clean},
};

/// The pill and its words; nothing for an empty text.
pub fn draw(
    typeface: &Typeface,
    text: &str,
    area: Area,
    align: Align,
    unit: f32,
    enters_at: f32,
) -> Result<Vec<Actor>, SceneError> {
    let style = Style { weight: 700, spacing: 0.12, shadow: false, opacity: 0.95, ..Style::bold(34.0 * unit) };
    let text = clean(&text.to_uppercase());
    let pad = 30.0 * unit;
    let Some(text) = shorten(typeface, text, style, area.width - 2.0 * pad) else { return Ok(vec![]) };
    let Some(word) = typeface.sprite(&text, style) else { return Ok(vec![]) };
    let (width, height) = (word.width + 2.0 * pad, style.size * 1.72);
    let x = match align {
        Align::Left => area.x,
        Align::Middle => area.x + (area.width - width) / 2.0,
    };
    let (_, y) = area.middle();
    let pill = Actor {
        sprite: rounded(width, height, Colour::WHITE, Colour::WHITE, 0.17)?,
        home: ((x + width / 2.0).round(), y.round()),
        enter: Enter::Fade,
        enters_at,
        idle: Idle::STILL,
    };
    let words = Actor::word(word, x + pad, y + style.size * 0.36, enters_at + 60.0, style.size * 0.4);
    Ok(vec![pill, words])
}

/// As many words as fit on one line.
fn shorten(typeface: &Typeface, text: String, style: Style, width: f32) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if typeface.width(&text, style) <= width {
        return Some(text);
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    while words.len() > 1 {
        words.pop();
        let shorter = format!("{}…", words.join(" ").trim_end_matches([',', ':', ';', '.']));
        if typeface.width(&shorter, style) <= width {
            return Some(shorter);
        }
    }
    None
}
