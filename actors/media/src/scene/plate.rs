//! The background of a scene: a gradient with a glow and soft lights, drawn once, larger than the picture, so that it can
//! drift behind everything by copying rows from another place.

use super::{
    colour::{Colour, Colours},
    ease,
    pixels::{Canvas, Clip},
};

pub struct Plate {
    width: i32,
    height: i32,
    margin: i32,
    bytes: Vec<u8>,
}

/// A soft round light: middle and radius in pixels, strength 0..1.
#[derive(Clone, Copy)]
struct Light {
    x: f32,
    y: f32,
    radius: f32,
    strength: f32,
    /// Share of the radius over which it fades.
    fade: f32,
}

impl Plate {
    /// `glow` is where the main drawing stands; the same `seed` gives the same lights.
    pub fn draw(width: u32, height: u32, colours: Colours, glow: (f32, f32), seed: u32) -> Self {
        let side = width.min(height) as f32;
        let margin = (side * 0.05) as i32;
        let (full_w, full_h) = (width as i32 + 2 * margin, height as i32 + 2 * margin);
        let at = |x: f32, y: f32| (x + margin as f32, y + margin as f32);
        let (x, y) = at(glow.0, glow.1);
        let mut lights = vec![Light { x, y, radius: side * 0.62, strength: 0.34, fade: 1.0 }];
        for i in 0..6 {
            let place = |n: u32| ease::scatter(seed, i * 4 + n);
            let (x, y) = at(place(0) * width as f32, place(1) * height as f32);
            let radius = side * (0.10 + 0.20 * place(2));
            lights.push(Light { x, y, radius, strength: 0.035 + 0.035 * place(3), fade: 0.25 });
        }
        let mut plate =
            Plate { width: full_w, height: full_h, margin, bytes: vec![255; (full_w * full_h * 4) as usize] };
        plate.fill(colours.from, colours.to, &lights);
        plate
    }

    fn fill(&mut self, from: Colour, to: Colour, lights: &[Light]) {
        let (w, h) = (self.width as f32, self.height as f32);
        // The gradient runs from the top left to the foot, steeper than the diagonal.
        let (gx, gy) = (0.35 / w, 0.65 / h);
        let mut shine = vec![0.0_f32; self.width as usize];
        for (y, row) in self.bytes.chunks_exact_mut(self.width as usize * 4).enumerate() {
            shine.fill(0.0);
            for light in lights {
                light.add_to_row(y as f32, &mut shine);
            }
            let down = y as f32 * gy;
            let edge_y = (y as f32 / h - 0.45).powi(2);
            for (x, (pixel, light)) in row.chunks_exact_mut(4).zip(&shine).enumerate() {
                let along = x as f32 * gx + down;
                let edge = edge_y + (x as f32 / w - 0.5).powi(2);
                let keep = 1.0 - 0.42 * edge;
                // Half a step of noise in a fixed grid: no bands.
                let grain = GRAIN[(y & 3) * 4 + (x & 3)];
                for (channel, slot) in pixel[..3].iter_mut().enumerate() {
                    let base = (from.0[channel] + (to.0[channel] - from.0[channel]) * along) * keep;
                    *slot = (base + (255.0 - base) * light + grain) as u8;
                }
            }
        }
    }

    /// Copies the plate into the canvas's clip, `(dx, dy)` pixels away from its middle; the margin is the furthest it goes.
    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, shift: (i32, i32)) {
        let reach = self.margin as f32;
        let drift = |period: f32, phase: f32| (ease::swing(now, period, phase) * reach * 0.98) as i32;
        let (ox, oy) = (self.margin + drift(17_000.0, 0.1) - shift.0, self.margin + drift(13_000.0, 0.0) - shift.1);
        let Clip { x0, y0, x1, y1 } = canvas.clip;
        let (x0, x1) = (x0.max(-ox), x1.min(self.width - ox));
        if x0 >= x1 {
            return;
        }
        for y in y0.max(-oy)..y1.min(self.height - oy) {
            let start = (((y + oy) * self.width + x0 + ox) * 4) as usize;
            let row = canvas.row(y, x0, x1);
            row.copy_from_slice(&self.bytes[start..start + row.len()]);
        }
    }
}

const GRAIN: [f32; 16] = {
    let bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
    let mut grain = [0.0; 16];
    let mut i = 0;
    while i < 16 {
        grain[i] = bayer[i] as f32 / 16.0;
        i += 1;
    }
    grain
};

impl Light {
    fn add_to_row(&self, y: f32, row: &mut [f32]) {
        let dy2 = (y - self.y).powi(2);
        let reach = (self.radius.powi(2) - dy2).max(0.0).sqrt();
        if reach == 0.0 {
            return;
        }
        let from = (self.x - reach).max(0.0) as usize;
        let to = ((self.x + reach).max(0.0) as usize).min(row.len());
        for (x, slot) in row.iter_mut().enumerate().take(to).skip(from) {
            let distance = ((x as f32 - self.x).powi(2) + dy2).sqrt() / self.radius;
            let inside = ((1.0 - distance) / self.fade).clamp(0.0, 1.0);
            let light = self.strength * inside * inside * (3.0 - 2.0 * inside);
            *slot += (1.0 - *slot) * light;
        }
    }
}
