//! Colours of a palette, parsed once.

use ytempire_domain::production::Palette;

use super::error::SceneError;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour(pub [f32; 3]);

impl Colour {
    pub const WHITE: Colour = Colour([255.0; 3]);

    pub fn parse(text: &str) -> Result<Self, SceneError> {
        let refused = || SceneError::Colour(text.chars().take(16).collect());
        let digits = text
            .strip_prefix('#')
            .filter(|d| d.len() == 6 && d.bytes().all(|c| c.is_ascii_hexdigit()))
            .ok_or_else(refused)?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map(f32::from).map_err(|_| refused());
        Ok(Colour([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0.map(|c| c.round().clamp(0.0, 255.0) as u8);
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Colours {
    pub from: Colour,
    pub to: Colour,
    pub accent: Colour,
}

impl Colours {
    pub fn parse(palette: &Palette) -> Result<Self, SceneError> {
        Ok(Colours {
            from: Colour::parse(&palette.from)?,
            to: Colour::parse(&palette.to)?,
            accent: Colour::parse(&palette.accent)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_survive_their_text_form_and_others_are_refused() {
        assert_eq!(Colour::parse("#0ea5e9").map(Colour::hex).ok().as_deref(), Some("#0ea5e9"));
        for text in ["", "#fff", "0ea5e9", "#0ea5eg", "#\u{e9}\u{e9}\u{e9}"] {
            assert!(Colour::parse(text).is_err(), "{text}");
        }
    }
}
