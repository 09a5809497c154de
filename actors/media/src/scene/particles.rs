//! Soft lights that rise slowly through the picture: something always moves, and it costs next to nothing.

use resvg::tiny_skia::Pixmap;

use super::{
    actor::View,
    ease,
    pixels::{Canvas, Pose, Sprite},
};

const NUM: u32 = 16;

pub struct Particles {
    sprite: Sprite,
    size: f32,
    seed: u32,
    width: f32,
    height: f32,
}

impl Particles {
    pub fn new(width: f32, height: f32, seed: u32) -> Option<Self> {
        let size = (width.min(height) * 0.05).max(6.0);
        let side = size.ceil() as u32;
        let mut pixmap = Pixmap::new(side, side)?;
        let middle = side as f32 / 2.0;
        for (i, pixel) in pixmap.data_mut().chunks_exact_mut(4).enumerate() {
            let (x, y) = ((i as u32 % side) as f32 + 0.5 - middle, (i as u32 / side) as f32 + 0.5 - middle);
            let inside = (1.0 - x.hypot(y) / middle).clamp(0.0, 1.0);
            pixel.fill((ease::smooth(inside * 1.6) * 255.0) as u8);
        }
        Some(Particles { sprite: Sprite::new(&pixmap).with_halves(), size, seed, width, height })
    }

    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        let seconds = now / 1000.0;
        for i in 0..NUM {
            let random = |n: u32| ease::scatter(self.seed, i * 8 + n);
            // Nearer ones are larger and faster.
            let near = 0.2 + 0.8 * random(0);
            let tall = self.height + 2.0 * self.size;
            let y = (random(1) * tall - seconds * self.height * 0.035 * (0.5 + near)).rem_euclid(tall) - self.size;
            let x = random(2) * self.width + self.size * ease::swing(now, 5_000.0 + 4_000.0 * random(3), random(4));
            let pose = Pose {
                scale: 0.15 + 0.75 * near,
                alpha: (0.08 + 0.14 * random(5)) * (0.75 + 0.25 * ease::swing(now, 2_300.0, random(6))),
                ..Pose::at(x, y)
            };
            self.sprite.draw(canvas, view.look(pose));
        }
    }
}
