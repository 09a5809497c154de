//! A number that counts up to what is said. Its digits are drawn once and stand in fixed places: nothing jumps.

use ytempire_domain::production::CountUp;

use super::{
    actor::View,
    colour::Colour,
    ease,
    layout::{Align, Area},
    pixels::{Canvas, Pose},
    typeface::{Style, Typeface, Word, clean},
};

/// How long it counts, in milliseconds; it lands a little after the number's first syllable.
const LENGTH: f32 = 950.0;

pub struct Counter {
    glyphs: Vec<(char, Word)>,
    /// Prefix and short suffix, with the place of the middle.
    fixed: Vec<(Word, f32)>,
    /// A long suffix (` million years`) below, with the place of its middle.
    below: Option<(Word, (f32, f32))>,
    /// Middle of each character of the number.
    slots: Vec<f32>,
    middle: (f32, f32),
    baseline: f32,
    value: f64,
    decimals: usize,
    separator: String,
    starts_at: f32,
    enters_at: f32,
}

/// The pieces of a number's width, in ems.
struct Measure {
    digit: f32,
    mark: f32,
    prefix: f32,
    suffix: f32,
}

impl Counter {
    /// `enters_at`: when the number may first be seen. Nothing where it has no drawable digits.
    pub fn new(
        typeface: &Typeface,
        count: &CountUp,
        area: Area,
        align: Align,
        accent: Colour,
        enters_at: f32,
    ) -> Option<Self> {
        let prefix = clean(&count.prefix);
        let suffix = clean(&count.suffix);
        let (suffix, label) =
            if suffix.chars().count() > 2 { (String::new(), suffix) } else { (suffix, String::new()) };
        let decimals = usize::from(count.decimals.min(6));
        let text = written(count.value, decimals, &count.separator, 0);
        let em = Style { spacing: 0.0, ..Style::bold(100.0) };
        let width = |text: &str| if text.is_empty() { 0.0 } else { typeface.width(text, em) / 100.0 + 0.045 };
        let measure = Measure { digit: width("0"), mark: width(","), prefix: width(&prefix), suffix: width(&suffix) };
        let ems = measure.prefix + measure.suffix + text.chars().map(|c| measure.of(c)).sum::<f32>();
        let share = if label.is_empty() { 0.95 } else { 0.52 };
        let size = (area.width / ems.max(0.5)).min(area.height * share / 0.74).min(area.height * 1.1);
        let style = Style { size, fill: accent, ..em };

        let mut x = match align {
            Align::Left => area.x,
            Align::Middle => area.x + (area.width - ems * size) / 2.0,
        };
        let (from, mut fixed, mut slots) = (x, vec![], vec![]);
        let mut step = |ems: f32| {
            let middle = x + ems * size / 2.0;
            x += ems * size;
            middle
        };
        let at = step(measure.prefix);
        fixed.extend(typeface.sprite(&prefix, style).map(|word| (word, at)));
        slots.extend(text.chars().map(|c| step(measure.of(c))));
        let at = step(measure.suffix);
        fixed.extend(typeface.sprite(&suffix, style).map(|word| (word, at)));
        let glyphs = "0123456789.,-\u{2212} "
            .chars()
            .filter_map(|c| Some((c, typeface.sprite(&c.to_string(), style)?)))
            .collect();

        let label_size = (area.height * 0.27).min(size * 0.5);
        // Below the tail of a comma.
        let drop = size * 0.18 + label_size * 0.95;
        let tall = size * 0.74 + if label.is_empty() { 0.0 } else { drop };
        let baseline = area.y + (area.height - tall) / 2.0 + size * 0.74;
        let below = fit_label(typeface, &label, label_size, area.width).map(|word| {
            let x = match align {
                Align::Left => area.x + word.width / 2.0,
                Align::Middle => area.x + area.width / 2.0,
            };
            (word, (x, baseline + drop))
        });
        let starts_at = (count.spoken_ms as f32 - 450.0).max(enters_at);
        Some(Counter {
            glyphs,
            fixed,
            below,
            middle: (from + ems * size / 2.0, baseline - size * 0.36),
            baseline: baseline.round(),
            slots,
            value: count.value,
            decimals,
            separator: count.separator.clone(),
            starts_at,
            enters_at,
        })
    }

    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        let shown = ease::out((now - self.enters_at) / 350.0);
        if shown <= 0.0 {
            return;
        }
        let counted = ease::progress(now, self.starts_at, LENGTH);
        let value = if counted >= 1.0 { self.value } else { self.value * f64::from(ease::out(counted)) };
        let text = written(value, self.decimals, &self.separator, self.slots.len());
        // It lands with a beat.
        let beat = ease::progress(now, self.starts_at + LENGTH - 120.0, 420.0);
        let scale = 1.0 + 0.09 * (beat * std::f32::consts::PI).sin();
        let rise = (1.0 - shown) * 60.0;
        let place = |canvas: &mut Canvas<'_>, word: &Word, x: f32, alpha: f32| {
            let y = self.baseline + word.middle.1 + rise;
            let pose = Pose {
                x: self.middle.0 + (x - self.middle.0) * scale,
                y: self.middle.1 + (y - self.middle.1) * scale,
                scale,
                turn: 0.0,
                alpha: alpha * shown,
            };
            word.sprite.draw(canvas, view.look(pose));
        };
        for (word, x) in &self.fixed {
            place(canvas, word, *x, 1.0);
        }
        let mut leading = true;
        let num = text.chars().count();
        for (i, (c, x)) in text.chars().zip(&self.slots).enumerate() {
            let units = num - i <= 1 || text.chars().nth(i + 1).is_some_and(|next| next == '.' && self.decimals > 0);
            leading = leading && matches!(c, '0' | ',' | '.' | '-') && !units;
            let alpha = if leading && c != '-' { 0.16 } else { 1.0 };
            if let Some((_, word)) = self.glyphs.iter().find(|(glyph, _)| *glyph == c) {
                place(canvas, word, *x, alpha);
            }
        }
        if let Some((word, (x, y))) = &self.below {
            let pose = Pose { alpha: shown, ..Pose::at(x.round(), (y + word.middle.1 + rise).round()) };
            word.sprite.draw(canvas, view.look(pose));
        }
    }
}

impl Measure {
    fn of(&self, c: char) -> f32 {
        if c.is_ascii_digit() { self.digit } else { self.mark }
    }
}

fn fit_label(typeface: &Typeface, label: &str, mut size: f32, width: f32) -> Option<Word> {
    if label.is_empty() {
        return None;
    }
    while size > 12.0 {
        let style = Style { weight: 700, ..Style::bold(size) };
        if typeface.width(label, style) <= width {
            return typeface.sprite(label, style);
        }
        size *= 0.9;
    }
    None
}

/// The value with its decimals and separators; with leading noughts where it has fewer characters than `least`.
fn written(value: f64, decimals: usize, separator: &str, least: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let sign = if value < 0.0 { "-" } else { "" };
    let tail = rest.map_or_else(String::new, |rest| format!(".{rest}"));
    let mut digits = whole.to_owned();
    loop {
        let grouped = group(&digits, separator);
        let text = format!("{sign}{grouped}{tail}");
        let next = format!("{sign}{}{tail}", group(&format!("0{digits}"), separator));
        if next.chars().count() > least || digits.len() > 24 {
            return text;
        }
        digits.insert(0, '0');
    }
}

fn group(digits: &str, separator: &str) -> String {
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_sentence_writes_it() {
        assert_eq!(written(10_000.0, 0, ",", 0), "10,000");
        assert_eq!(written(3.4, 1, "", 0), "3.4");
        assert_eq!(written(1234.5, 2, "", 0), "1234.50");
        assert_eq!(written(-7.0, 0, ",", 0), "-7");
    }

    #[test]
    fn on_the_way_up_it_keeps_its_places() {
        assert_eq!(written(7.2, 0, ",", 6), "00,007");
        assert_eq!(written(999.0, 0, ",", 5), "0,999");
        assert_eq!(written(0.0, 1, "", 4), "00.0");
        assert_eq!(written(10_000.0, 0, ",", 6), "10,000");
    }
}
