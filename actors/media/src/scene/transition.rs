//! How one scene gives way to the next: on the sentence, in a third of a second, in turns.

use super::{
    actor::View,
    ease,
    pixels::{Canvas, Clip, crossfade},
    stage::Stage,
};

/// Milliseconds.
pub const LENGTH: f32 = 380.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    SlideLeft,
    SlideUp,
    Circle,
    Zoom,
    Crossfade,
}

impl Transition {
    /// The same for the same place in the video; within a sentence a quiet one.
    pub fn of(index: usize, same_sentence: bool) -> Self {
        const TURNS: [Transition; 4] =
            [Transition::SlideLeft, Transition::Zoom, Transition::Circle, Transition::SlideUp];
        if same_sentence { Transition::Crossfade } else { TURNS[index % TURNS.len()] }
    }
}

/// The two scenes of a transition, and a second canvas for those that mix them.
pub struct Change<'a> {
    pub old: &'a Stage,
    pub new: &'a Stage,
    pub width: u32,
    pub height: u32,
    pub scratch: &'a mut [u8],
}

impl Change<'_> {
    /// `done` runs from 0 to 1.
    pub fn paint(self, how: Transition, canvas: &mut [u8], now: f32, done: f32) {
        let (w, h) = (self.width as f32, self.height as f32);
        let still = View { shift: (0.0, 0.0), zoom: 1.0, middle: (w / 2.0, h / 2.0) };
        let moved = |x: f32, y: f32| View { shift: (x.round(), y.round()), ..still };
        let mut canvas = Canvas::new(canvas, self.width, self.height);
        let whole = canvas.clip;
        match how {
            Transition::SlideLeft => {
                let x = (w * (1.0 - ease::swap(done))).round();
                let edge = x as i32;
                self.old.paint(&mut canvas.clipped(Clip { x1: edge, ..whole }), now, &moved(x - w, 0.0));
                self.new.paint(&mut canvas.clipped(Clip { x0: edge, ..whole }), now, &moved(x, 0.0));
            }
            Transition::SlideUp => {
                let y = (h * (1.0 - ease::swap(done))).round();
                let edge = y as i32;
                self.old.paint(&mut canvas.clipped(Clip { y1: edge, ..whole }), now, &moved(0.0, y - h));
                self.new.paint(&mut canvas.clipped(Clip { y0: edge, ..whole }), now, &moved(0.0, y));
            }
            Transition::Circle => {
                self.old.paint(&mut canvas, now, &still);
                let mut other = Canvas::new(self.scratch, self.width, self.height);
                self.new.paint(&mut other, now, &still);
                let radius = w.hypot(h) * 0.56 * ease::smooth(done);
                reveal_circle(canvas.bytes, self.scratch, self.width as usize, (w / 2.0, h * 0.46), radius);
            }
            Transition::Zoom | Transition::Crossfade => {
                let gone = ease::smooth(done);
                let strength = if how == Transition::Zoom { 0.22 } else { 0.0 };
                self.old.paint(&mut canvas, now, &View { zoom: 1.0 + strength * gone, ..still });
                let mut other = Canvas::new(self.scratch, self.width, self.height);
                self.new.paint(
                    &mut other,
                    now,
                    &View { zoom: 1.0 - strength * 0.6 * (1.0 - ease::out(done)), ..still },
                );
                crossfade(canvas.bytes, self.scratch, (gone * 256.0) as u16);
            }
        }
    }
}

/// Copies `other` over `canvas` within a circle with a soft edge.
fn reveal_circle(canvas: &mut [u8], other: &[u8], width: usize, middle: (f32, f32), radius: f32) {
    let soft = 3.0;
    for (y, (row, new)) in canvas.chunks_exact_mut(width * 4).zip(other.chunks_exact(width * 4)).enumerate() {
        let dy = y as f32 + 0.5 - middle.1;
        let half = |radius: f32| (radius * radius - dy * dy).max(0.0).sqrt();
        let (outer, inner) = (half(radius), half(radius - soft));
        if outer <= 0.0 || radius <= soft {
            continue;
        }
        let column = |x: f32| (x.max(0.0) as usize).min(width);
        let (a, b) = (column(middle.0 - outer), column(middle.0 - inner));
        let (c, d) = (column(middle.0 + inner), column(middle.0 + outer));
        row[b * 4..c * 4].copy_from_slice(&new[b * 4..c * 4]);
        for x in (a..b).chain(c..d) {
            let distance = (x as f32 + 0.5 - middle.0).hypot(dy);
            let share = ((radius - distance) / soft).clamp(0.0, 1.0) * 256.0;
            crossfade(&mut row[x * 4..x * 4 + 4], &new[x * 4..x * 4 + 4], share as u16);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_changes_differ_and_a_split_sentence_changes_quietly() {
        for i in 0..8 {
            assert_ne!(Transition::of(i, false), Transition::of(i + 1, false));
            assert_eq!(Transition::of(i, true), Transition::Crossfade);
        }
    }
}
