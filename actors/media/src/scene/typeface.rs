//! Words as sprites: measured by the shaping engine itself, cut where they do not fit, escaped before they become SVG.

use std::{path::Path, sync::Arc};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Rect, Tree, fontdb},
};

use super::{
    colour::Colour,
    error::SceneError,
    pixels::{Sprite, cast_shadow},
};

/// Debian's typefaces in the order of preference; the first that is there gives the look, the others lend single letters.
const FILES: [&str; 12] = [
    "/usr/share/fonts/opentype/inter/Inter-ExtraBold.otf",
    "/usr/share/fonts/opentype/inter/Inter-Bold.otf",
    "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
    "/usr/share/fonts/truetype/lato/Lato-Black.ttf",
    "/usr/share/fonts/truetype/lato/Lato-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansHebrew-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansThai-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansBengali-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansTamil-Bold.ttf",
];
const FAMILIES: &str = "Inter, Lato, 'DejaVu Sans'";
/// Longest text that is ever shaped; longer ones end in an ellipsis.
const MAX_CHARS: usize = 160;

#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Pixels to the em.
    pub size: f32,
    /// 600, 700 or 800.
    pub weight: u16,
    /// Between letters, in ems.
    pub spacing: f32,
    pub fill: Colour,
    pub opacity: f32,
    pub shadow: bool,
}

impl Style {
    pub fn bold(size: f32) -> Self {
        Style { size, weight: 800, spacing: -0.015, fill: Colour::WHITE, opacity: 1.0, shadow: true }
    }
}

pub struct Typeface {
    options: Options<'static>,
}

impl Typeface {
    pub fn load() -> Result<Self, SceneError> {
        let mut fonts = fontdb::Database::new();
        for file in FILES.iter().filter(|file| Path::new(file).is_file()) {
            if let Err(source) = fonts.load_font_file(file) {
                return Err(SceneError::Io { path: file.into(), source });
            }
        }
        if fonts.is_empty() {
            return Err(SceneError::NoTypeface(FAMILIES.to_owned()));
        }
        for family in ["Inter", "Lato", "DejaVu Sans"] {
            let there = fonts.faces().any(|face| face.families.iter().any(|(name, _)| name == family));
            if there {
                fonts.set_serif_family(family);
                break;
            }
        }
        Ok(Typeface { options: Options { fontdb: Arc::new(fonts), ..Options::default() } })
    }

    pub fn options(&self) -> &Options<'static> {
        &self.options
    }

    /// The shaped text and the box of its ink around a baseline at (0, 0); nothing where no letter can be drawn.
    fn shape(&self, text: &str, style: Style) -> Option<(Tree, Rect)> {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="400"><text xml:space="preserve" x="0" y="0" font-family="{FAMILIES}" font-weight="{}" font-size="{}" letter-spacing="{}" fill="{}" fill-opacity="{}">{}</text></svg>"#,
            style.weight,
            style.size,
            style.size * style.spacing,
            style.fill.hex(),
            style.opacity,
            escape(text),
        );
        let tree = Tree::from_str(&svg, &self.options).ok()?;
        let ink = tree.root().abs_bounding_box();
        (ink.width() > 0.0 && ink.height() > 0.0).then_some((tree, ink))
    }

    /// Width of the ink in pixels; 0 where nothing can be drawn.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        self.shape(text, style).map_or(0.0, |(_, ink)| ink.width())
    }

    /// The text as a sprite, and where its middle stands: to the right of the ink's left edge, and below the baseline.
    pub fn sprite(&self, text: &str, style: Style) -> Option<Word> {
        let (tree, ink) = self.shape(text, style)?;
        let pad = if style.shadow { (style.size * 0.16).ceil() } else { 1.0 };
        let (width, height) = ((ink.width() + 2.0 * pad).ceil() as u32, (ink.height() + 2.0 * pad).ceil() as u32);
        let mut pixmap = Pixmap::new(width, height)?;
        resvg::render(&tree, Transform::from_translate(pad - ink.x(), pad - ink.y()), &mut pixmap.as_mut());
        if style.shadow {
            let drop = (style.size * 0.035).ceil() as usize;
            cast_shadow(&mut pixmap, drop, (style.size * 0.09).ceil() as usize, 0.42);
        }
        Some(Word {
            sprite: Sprite::new(&pixmap),
            middle: (width as f32 / 2.0 - pad, height as f32 / 2.0 - pad + ink.y()),
            width: ink.width(),
        })
    }
}

/// A drawn word.
pub struct Word {
    pub sprite: Sprite,
    /// Of the sprite, from the ink's left edge and from the baseline.
    pub middle: (f32, f32),
    /// Of the ink.
    pub width: f32,
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// What of a text can be drawn: no control characters, no emoji, no marks that turn the line round, single spaces, bounded.
pub fn clean(text: &str) -> String {
    let drawable = |c: &char| {
        !c.is_control()
            && !matches!(*c as u32, 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xfff0..=0xffff)
            && !matches!(*c as u32, 0x2600..=0x27bf | 0x2b00..=0x2bff | 0xe000..=0xf8ff | 0x1f000..)
    };
    let mut text = text.split_whitespace().map(|w| w.chars().filter(drawable).take(MAX_CHARS).collect::<String>());
    let mut clean = String::new();
    let mut num_chars = 0;
    while let Some(word) = text.find(|word| !word.is_empty()) {
        num_chars += word.chars().count() + 1;
        if num_chars > MAX_CHARS {
            clean.push('…');
            break;
        }
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(&word);
    }
    clean
}

/// Whether a line of this text runs from right to left.
pub fn right_to_left(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c as u32, 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_cleaned_and_bounded() {
        assert_eq!(clean("  a\u{0}\u{202e}b \n\u{1f41d} c "), "ab c");
        assert!(clean(&"x".repeat(10_000)).chars().count() <= MAX_CHARS + 1);
        assert!(clean(&"word ".repeat(2_000)).ends_with('…'));
        assert_eq!(escape("<a & b>"), "&lt;a &amp; b&gt;");
    }

    #[test]
    fn a_line_runs_by_its_first_letter() {
        assert!(right_to_left("123 שלום abc"));
        assert!(!right_to_left("abc שלום"));
    }
}
