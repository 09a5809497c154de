//! Colours that follow the topic, dark enough for white words, moving a little from scene to scene.

mod families;

use ytempire_domain::{
    ContentHash,
    job::Job,
    production::{Palette, Script},
};

use self::families::FAMILIES;
use super::plain::forms;
use crate::local::text::tokens;

/// Hue in degrees, saturation and lightness from 0 to 1.
type Hsl = (f32, f32, f32);

/// Least contrast of white words with the background, and of the accent with it (WCAG 2: large text needs 3).
const WHITE_CONTRAST: f32 = 4.5;
const ACCENT_CONTRAST: f32 = 3.2;

/// One mood: its name (a style may ask for it), the words that call for it, background from and to, accent.
#[derive(Debug)]
pub struct Family {
    name: &'static str,
    words: &'static str,
    from: Hsl,
    to: Hsl,
    accent: Hsl,
}

/// The family that a style names or that most of the script's words call for; the topic's words count most. Where none
/// does, the topic's hash chooses: the same topic keeps its colours.
pub fn family(job: &Job, script: &Script) -> &'static Family {
    if let Some(named) = FAMILIES.iter().find(|family| family.name == job.style()) {
        return named;
    }
    let calls = |family: &Family, text: &str| {
        tokens(text)
            .filter(|word| forms(word).iter().any(|form| family.words.split(' ').any(|called| called == form)))
            .count()
    };
    let score = |family: &Family| {
        let said: usize = script.sentences.iter().map(|sentence| calls(family, &sentence.text)).sum();
        5 * calls(family, &job.request.topic) + 2 * calls(family, &job.settings.niche) + said
    };
    let best = FAMILIES.iter().rev().max_by_key(|family| score(family)).filter(|family| score(family) > 1);
    let hash = usize::from(ContentHash::of(job.request.topic.to_lowercase().as_bytes()).as_bytes()[0]);
    best.unwrap_or(&FAMILIES[hash % FAMILIES.len()])
}

impl Family {
    /// The colours of a scene: the hues swing by up to fourteen degrees around the family's own.
    pub fn palette(&self, scene: usize) -> Palette {
        let drift = 14.0 * (scene as f32 * 0.9).sin();
        let turned = |(hue, saturation, lightness): Hsl| ((hue + drift).rem_euclid(360.0), saturation, lightness);
        let dark = |colour| darkened(turned(colour));
        let (from, to) = (dark(self.from), dark(self.to));
        let mut accent = self.accent;
        while accent.2 < 0.96 && contrast(rgb(accent), rgb(from)).min(contrast(rgb(accent), rgb(to))) < ACCENT_CONTRAST
        {
            accent.2 += 0.02;
        }
        Palette { from: hex(rgb(from)), to: hex(rgb(to)), accent: hex(rgb(accent)) }
    }
}

fn darkened(mut colour: Hsl) -> Hsl {
    while colour.2 > 0.05 && contrast([255; 3], rgb(colour)) < WHITE_CONTRAST {
        colour.2 -= 0.01;
    }
    colour
}

fn rgb((hue, saturation, lightness): Hsl) -> [u8; 3] {
    let chroma = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let k = (offset + hue / 30.0) % 12.0;
        let value = lightness - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        (value * 255.0).round() as u8
    })
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Contrast ratio of WCAG 2, from 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f32 {
    let [r, g, b] = colour.map(|value| match f32::from(value) / 255.0 {
        value if value <= 0.04045 => value / 12.92,
        value => ((value + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_words_and_the_accent_can_be_read_in_every_scene() {
        let colour = |text: &str| [1, 3, 5].map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits"));
        for family in FAMILIES {
            for scene in 0..40 {
                let palette = family.palette(scene);
                for ground in [&palette.from, &palette.to].map(|text| colour(text)) {
                    assert!(contrast([255; 3], ground) >= WHITE_CONTRAST - 0.1, "{family:?} {palette:?}");
                    assert!(
                        contrast(colour(&palette.accent), ground) >= ACCENT_CONTRAST - 0.1,
                        "{family:?} {palette:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn known_colours_and_contrasts_come_out() {
        assert_eq!(
            [rgb((0.0, 1.0, 0.5)), rgb((120.0, 1.0, 0.25)), rgb((240.0, 1.0, 0.5))],
            [[255, 0, 0], [0, 128, 0], [0, 0, 255]]
        );
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    }
}
