//! Colours that follow the topic: vivid, as bright as white words allow, moving a little from scene to scene. Water,
//! woods, fire and the sky have their own.

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

/// Least contrast of white words with the background, and of the accent with it. WCAG 2 asks 3 of large text; all words
/// here are large. White has more, so that a yellow still reaches 3.
const WHITE_CONTRAST: f32 = 3.5;
const ACCENT_CONTRAST: f32 = 3.0;

/// Drawings that are a colour of their own wherever they come up, and the family they call.
const OWN_COLOURS: &[(&str, &str)] = &[
    (
        "ocean",
        "droplet water-wave ice snowflake snowman whale dolphin shark octopus fish tropical-fish jellyfish coral \
            polar-bear penguin cloud-with-rain sailboat ship",
    ),
    ("forest", "deciduous-tree evergreen-tree palm-tree seedling potted-plant herb leafy-green frog tractor"),
    ("fire", "fire volcano bomb"),
    (
        "space",
        "milky-way ringed-planet star glowing-star shooting-star full-moon crescent-moon comet rocket satellite \
            astronaut telescope",
    ),
];

/// One mood: its name (a style may ask for it), the words that call for it, background from and to, accent.
#[derive(Debug)]
pub struct Family {
    name: &'static str,
    words: &'static str,
    from: Hsl,
    to: Hsl,
    accent: Hsl,
    /// How far the hues swing to either side, in degrees.
    drift: f32,
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
    /// The colours of a scene: the family's own, or those of what the scene shows; the hues swing slowly around them.
    pub fn palette(&self, scene: usize, drawing: Option<&str>) -> Palette {
        let calls = |(_, drawings): &&(&str, &str)| drawings.split_whitespace().any(|called| Some(called) == drawing);
        let own = OWN_COLOURS.iter().find(calls).and_then(|(name, _)| FAMILIES.iter().find(|f| f.name == *name));
        own.unwrap_or(self).turned((scene as f32 * 0.7).sin())
    }

    /// `swing` from -1 to 1.
    fn turned(&self, swing: f32) -> Palette {
        let drift = self.drift * swing;
        let turned = |(hue, saturation, lightness): Hsl| ((hue + drift).rem_euclid(360.0), saturation, lightness);
        let (from, to) = (darkened(turned(self.from)), darkened(turned(self.to)));
        let mut accent = self.accent;
        while accent.2 < 0.97 && contrast(rgb(accent), rgb(from)).min(contrast(rgb(accent), rgb(to))) < ACCENT_CONTRAST
        {
            accent.2 += 0.01;
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

    fn colour(text: &str) -> [u8; 3] {
        [1, 3, 5].map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits"))
    }

    #[test]
    fn white_words_and_the_accent_can_be_read_in_every_scene() {
        for family in FAMILIES {
            for scene in 0..40 {
                let palette = family.palette(scene, None);
                for ground in [&palette.from, &palette.to].map(|text| colour(text)) {
                    assert!(contrast([255; 3], ground) >= WHITE_CONTRAST, "{family:?} {palette:?}");
                    assert!(contrast(colour(&palette.accent), ground) >= ACCENT_CONTRAST, "{family:?} {palette:?}");
                }
            }
        }
    }

    /// Hue in degrees, the span between the strongest and the weakest channel (0..255), the strongest.
    fn seen([r, g, b]: [u8; 3]) -> (f32, u8, u8) {
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let span = f32::from(most - least);
        let [r, g, b] = [r, g, b].map(f32::from);
        let hue = match most {
            most if f32::from(most) == r => (g - b) / span,
            most if f32::from(most) == g => (b - r) / span + 2.0,
            _ => (r - g) / span + 4.0,
        };
        ((hue * 60.0).rem_euclid(360.0), most - least, most)
    }

    #[test]
    fn colours_are_vivid_and_neighbours_stay_close() {
        let apart = |a: f32, b: f32| (a - b).abs().min(360.0 - (a - b).abs());
        for family in FAMILIES {
            assert!(family.drift <= 12.5, "{family:?}");
            for scene in 0..40 {
                let [now, next] = [scene, scene + 1].map(|scene| family.palette(scene, None));
                let (hue, span, most) = seen(colour(&now.from));
                assert!(span >= 120 && most >= 140, "{family:?} is muddy: {now:?}");
                assert!(apart(hue, seen(colour(&next.from)).0) <= 12.0, "{family:?} jumps: {now:?} {next:?}");
            }
        }
    }

    #[test]
    fn water_is_blue_and_every_drawing_with_a_colour_has_its_family() {
        let amber = FAMILIES.iter().find(|family| family.name == "amber").expect("amber");
        assert!((180.0..240.0).contains(&seen(colour(&amber.palette(1, Some("droplet")).from)).0));
        assert_eq!(amber.palette(1, Some("jar")), amber.palette(1, None));
        for (name, _) in OWN_COLOURS {
            assert!(FAMILIES.iter().any(|family| family.name == *name), "{name}");
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
