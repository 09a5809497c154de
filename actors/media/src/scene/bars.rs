//! Numbers side by side: each bar grows when its number is spoken.

use resvg::{tiny_skia::Pixmap, tiny_skia::Transform};
use ytempire_domain::production::Bar;

use super::{
    actor::{Actor, View},
    colour::Colour,
    ease,
    error::SceneError,
    illustrations::parse,
    layout::Area,
    pixels::{Canvas, Clip, Pose, Sprite},
    typeface::{Style, Typeface, clean},
};

pub struct Bars {
    rows: Vec<Row>,
}

struct Row {
    texts: Vec<Actor>,
    track: Sprite,
    fill: Sprite,
    /// Middle of track and fill.
    middle: (f32, f32),
    /// Left edge and full length of the bar, in pixels; its share of the longest.
    left: f32,
    length: f32,
    share: f32,
    grows_at: f32,
}

impl Bars {
    pub fn new(
        typeface: &Typeface,
        bars: &[Bar],
        area: Area,
        accent: Colour,
        enters_at: f32,
    ) -> Result<Self, SceneError> {
        let most = bars.iter().map(|bar| bar.value.abs()).fold(f64::MIN_POSITIVE, f64::max);
        let pitch = area.height / bars.len().max(2) as f32;
        let top = area.y + (area.height - pitch * bars.len() as f32) / 2.0;
        let row = |(i, bar): (usize, &Bar)| {
            let enters_at = enters_at + 110.0 * i as f32;
            let area = Area { y: top + pitch * i as f32, height: pitch, ..area };
            Row::new(typeface, bar, area, (bar.value.abs() / most) as f32, accent, enters_at)
        };
        Ok(Bars { rows: bars.iter().enumerate().map(row).collect::<Result<_, _>>()? })
    }

    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        for row in &self.rows {
            row.paint(canvas, now, view);
        }
    }
}

impl Row {
    fn new(
        typeface: &Typeface,
        bar: &Bar,
        area: Area,
        share: f32,
        accent: Colour,
        enters_at: f32,
    ) -> Result<Self, SceneError> {
        let size = (area.height * 0.34).min(area.width * 0.085);
        let baseline = area.y + area.height * 0.16 + size * 0.74;
        let value_style = Style { fill: accent, ..Style::bold(size) };
        let shown = cut(typeface, &clean(&bar.shown), value_style, area.width * 0.5);
        let taken = typeface.width(&shown, value_style);
        let label_style = Style { weight: 700, ..Style::bold(size * 0.86) };
        let label = cut(typeface, &clean(&bar.label), label_style, area.width - taken - size * 0.6);
        let mut texts = vec![];
        if let Some(word) = typeface.sprite(&label, label_style) {
            texts.push(Actor::word(word, area.x, baseline, enters_at, size * 0.5));
        }
        let grows_at = (bar.spoken_ms as f32 - 300.0).max(enters_at);
        if let Some(word) = typeface.sprite(&shown, value_style) {
            let x = area.x + area.width - word.width;
            texts.push(Actor::word(word, x, baseline, grows_at + 200.0, size * 0.5));
        }
        let thick = (area.height * 0.22).min(size * 0.72).max(6.0);
        let middle = (area.x + area.width / 2.0, baseline + size * 0.3 + thick / 2.0);
        Ok(Row {
            texts,
            track: rounded(area.width, thick, Colour::WHITE, Colour::WHITE, 0.18)?,
            fill: rounded(area.width, thick, accent, accent, 1.0)?,
            middle,
            left: area.x,
            length: area.width,
            share: share.max(0.03),
            grows_at,
        })
    }

    fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        for text in &self.texts {
            text.paint(canvas, now, view);
        }
        let alpha = self.texts.first().map_or(1.0, |text| ease::smooth((now - text.enters_at) / 300.0));
        let whole = view.look(Pose { alpha, ..Pose::at(self.middle.0.round(), self.middle.1.round()) });
        self.track.draw(canvas, whole);
        let length = self.length * self.share * ease::out(ease::progress(now, self.grows_at, 900.0));
        if length < 1.0 {
            return;
        }
        // The left part of the full bar, then its right end drawn where the bar now ends.
        let on_screen = |x: f32| view.look(Pose::at(x, 0.0)).x.round() as i32;
        let (foot, end) = (on_screen(self.left + length * 0.5), on_screen(self.left + length) + 1);
        let clip = canvas.clip;
        self.fill.draw(&mut canvas.clipped(Clip { x1: foot, ..clip }), whole);
        let shifted = Pose { x: whole.x - (self.length - length) * whole.scale, ..whole };
        self.fill.draw(&mut canvas.clipped(Clip { x0: foot, x1: end, ..clip }), shifted);
    }
}

/// The longest beginning of the text that fits.
fn cut(typeface: &Typeface, text: &str, style: Style, width: f32) -> String {
    let mut text = text.to_owned();
    while !text.is_empty() && typeface.width(&text, style) > width {
        let kept = text.trim_end_matches('…').chars().count().saturating_sub(2);
        text = text.chars().take(kept).collect::<String>().trim_end().to_owned();
        if !text.is_empty() {
            text.push('…');
        }
    }
    text
}

/// A bar with round ends, its colour running from `from` to `to`.
pub fn rounded(width: f32, height: f32, from: Colour, to: Colour, opacity: f32) -> Result<Sprite, SceneError> {
    let (w, h) = (width.ceil(), height.ceil());
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"><linearGradient id="g"><stop offset="0" stop-color="{}"/><stop offset="1" stop-color="{}"/></linearGradient><rect width="{w}" height="{h}" rx="{}" fill="url(#g)" fill-opacity="{opacity}"/></svg>"##,
        from.hex(),
        to.hex(),
        h / 2.0,
    );
    let tree = parse(svg.as_bytes(), &resvg::usvg::Options::default(), "a bar")?;
    let mut pixmap = Pixmap::new(w as u32, h as u32).ok_or(SceneError::Size(w as u32, h as u32))?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    Ok(Sprite::new(&pixmap))
}
