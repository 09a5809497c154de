//! The inner loops: premultiplied sprites moved over an opaque canvas. Two channels share one 32-bit word, so that a
//! multiplication does two of them; nothing here allocates.

use resvg::tiny_skia::Pixmap;

use super::blur;

/// The part of a canvas that may be written: `x0..x1`, `y0..y1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clip {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
}

/// Opaque RGBA bytes, row by row.
pub struct Canvas<'a> {
    pub bytes: &'a mut [u8],
    pub width: i32,
    pub clip: Clip,
}

impl<'a> Canvas<'a> {
    /// `bytes` holds `width * height * 4`.
    pub fn new(bytes: &'a mut [u8], width: u32, height: u32) -> Self {
        let clip = Clip { x0: 0, y0: 0, x1: width as i32, y1: height as i32 };
        Canvas { bytes, width: width as i32, clip }
    }

    pub fn clipped(&mut self, clip: Clip) -> Canvas<'_> {
        let own = self.clip;
        let clip =
            Clip { x0: clip.x0.max(own.x0), y0: clip.y0.max(own.y0), x1: clip.x1.min(own.x1), y1: clip.y1.min(own.y1) };
        Canvas { bytes: self.bytes, width: self.width, clip }
    }

    pub fn row(&mut self, y: i32, x0: i32, x1: i32) -> &mut [u8] {
        let start = (y as usize * self.width as usize + x0 as usize) * 4;
        &mut self.bytes[start..start + (x1 - x0).max(0) as usize * 4]
    }
}

/// Where a sprite's middle stands, how large, turned (radians) and solid it is.
#[derive(Clone, Copy, Debug)]
pub struct Pose {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    pub turn: f32,
    pub alpha: f32,
}

impl Pose {
    pub fn at(x: f32, y: f32) -> Self {
        Pose { x, y, scale: 1.0, turn: 0.0, alpha: 1.0 }
    }
}

/// A drawing in memory with a transparent border, and its halves for when it is drawn small.
pub struct Sprite {
    levels: Vec<Level>,
}

struct Level {
    width: usize,
    height: usize,
    /// Premultiplied, red in the lowest byte.
    pixels: Vec<u32>,
}

impl Sprite {
    pub fn new(pixmap: &Pixmap) -> Self {
        let (width, height) = (pixmap.width() as usize + 2, pixmap.height() as usize + 2);
        let mut pixels = vec![0; width * height];
        let rows = pixmap.data().chunks_exact(pixmap.width() as usize * 4);
        for (source, target) in rows.zip(pixels.chunks_exact_mut(width).skip(1)) {
            for (bytes, pixel) in source.chunks_exact(4).zip(&mut target[1..]) {
                *pixel = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            }
        }
        Sprite { levels: vec![Level { width, height, pixels }] }
    }

    /// Adds the halves that a sprite needs which grows from nothing.
    pub fn with_halves(mut self) -> Self {
        while let Some(half) = self.levels.last().filter(|level| level.width.min(level.height) > 32).map(Level::half) {
            self.levels.push(half);
        }
        self
    }

    pub fn size(&self) -> (f32, f32) {
        (self.levels[0].width as f32, self.levels[0].height as f32)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, pose: Pose) {
        let alpha = (pose.alpha * 256.0).round().clamp(0.0, 256.0) as u32;
        if alpha == 0 || pose.scale < 0.02 {
            return;
        }
        let mut scale = pose.scale;
        let mut level = &self.levels[0];
        for half in &self.levels[1..] {
            if scale > 0.6 {
                break;
            }
            (scale, level) = (scale * 2.0, half);
        }
        level.draw(canvas, Pose { scale, ..pose }, alpha);
    }
}

impl Level {
    fn half(&self) -> Level {
        let (width, height) = (self.width / 2 + 1, self.height / 2 + 1);
        let at =
            |x: usize, y: usize| if x < self.width && y < self.height { self.pixels[y * self.width + x] } else { 0 };
        let mut pixels = vec![0; width * height];
        // The border stays transparent: the half starts one pixel in.
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let (sx, sy) = (x * 2 - 1, y * 2 - 1);
                let four = [at(sx, sy), at(sx + 1, sy), at(sx, sy + 1), at(sx + 1, sy + 1)];
                let mean = |shift: u32| (four.iter().map(|p| p >> shift & 255).sum::<u32>() + 2) / 4;
                pixels[y * width + x] = mean(0) | mean(8) << 8 | mean(16) << 16 | mean(24) << 24;
            }
        }
        Level { width, height, pixels }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, pose: Pose, alpha: u32) {
        let left = pose.x - self.width as f32 / 2.0;
        let top = pose.y - self.height as f32 / 2.0;
        let whole = (left - left.round()).abs() < 0.02 && (top - top.round()).abs() < 0.02;
        if pose.turn == 0.0 && (pose.scale - 1.0).abs() < 1e-4 && whole {
            return self.copy(canvas, left.round() as i32, top.round() as i32, alpha);
        }
        self.resample(canvas, pose, alpha);
    }

    fn copy(&self, canvas: &mut Canvas<'_>, left: i32, top: i32, alpha: u32) {
        let Clip { x0, y0, x1, y1 } = canvas.clip;
        let (x0, x1) = (x0.max(left), x1.min(left + self.width as i32));
        if x0 >= x1 {
            return;
        }
        for y in y0.max(top)..y1.min(top + self.height as i32) {
            let start = (y - top) as usize * self.width + (x0 - left) as usize;
            let source = &self.pixels[start..start + (x1 - x0) as usize];
            for (pixel, target) in source.iter().zip(canvas.row(y, x0, x1).chunks_exact_mut(4)) {
                over(target, *pixel, alpha);
            }
        }
    }

    /// Bilinear; source coordinates are 16.16 fixed point and run along each row of the canvas.
    fn resample(&self, canvas: &mut Canvas<'_>, pose: Pose, alpha: u32) {
        let (sin, cos) = pose.turn.sin_cos();
        let (half_w, half_h) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let reach_x = pose.scale * (half_w * cos.abs() + half_h * sin.abs()) + 1.0;
        let reach_y = pose.scale * (half_w * sin.abs() + half_h * cos.abs()) + 1.0;
        let Clip { x0, y0, x1, y1 } = canvas.clip;
        let (x0, x1) = (x0.max((pose.x - reach_x) as i32), x1.min((pose.x + reach_x) as i32 + 1));
        let (y0, y1) = (y0.max((pose.y - reach_y) as i32), y1.min((pose.y + reach_y) as i32 + 1));
        let fixed = |v: f32| (v * 65536.0) as i64;
        let (step_u, step_v) = (fixed(cos / pose.scale), fixed(-sin / pose.scale));
        let ends = ((self.width as i64 - 1) << 16, (self.height as i64 - 1) << 16);
        for y in y0..y1 {
            let (dx, dy) = (x0 as f32 + 0.5 - pose.x, y as f32 + 0.5 - pose.y);
            let u = fixed((dx * cos + dy * sin) / pose.scale + half_w - 0.5);
            let v = fixed((dy * cos - dx * sin) / pose.scale + half_h - 0.5);
            let inside = within(u, step_u, ends.0);
            let inside = (inside.0.max(within(v, step_v, ends.1).0), inside.1.min(within(v, step_v, ends.1).1));
            let (from, to) = (inside.0.max(0), inside.1.min(i64::from(x1 - x0)));
            if from >= to {
                continue;
            }
            let (mut u, mut v) = ((u + step_u * from) as i32, (v + step_v * from) as i32);
            for target in canvas.row(y, x0 + from as i32, x0 + to as i32).chunks_exact_mut(4) {
                over(target, self.sample(u, v), alpha);
                u = u.wrapping_add(step_u as i32);
                v = v.wrapping_add(step_v as i32);
            }
        }
    }

    #[inline(always)]
    fn sample(&self, u: i32, v: i32) -> u32 {
        let at = (v >> 16) as usize * self.width + (u >> 16) as usize;
        let (Some(&[a, b]), Some(&[c, d])) = (
            self.pixels.get(at..at + 2).and_then(|p| p.first_chunk::<2>()),
            self.pixels.get(at + self.width..at + self.width + 2).and_then(|p| p.first_chunk::<2>()),
        ) else {
            return 0;
        };
        if a | b | c | d == 0 {
            return 0;
        }
        let (fx, fy) = ((u >> 8 & 255) as u32, (v >> 8 & 255) as u32);
        mix(mix(a, b, fx), mix(c, d, fx), fy)
    }
}

/// Steps `n` for which `0 <= start + n * step < end`, as a half-open range.
fn within(start: i64, step: i64, end: i64) -> (i64, i64) {
    let up = |a: i64, b: i64| a.div_euclid(b) + i64::from(a.rem_euclid(b) != 0);
    match step {
        0 if (0..end).contains(&start) => (0, i64::MAX),
        0 => (0, 0),
        s if s > 0 => (up(-start, s), up(end - start, s)),
        s => ((start - end).div_euclid(-s) + 1, start.div_euclid(-s) + 1),
    }
}

const LANES: u32 = 0x00ff_00ff;

/// `a` and `b` mixed; `share` of `b` in 256ths.
#[inline(always)]
pub fn mix(a: u32, b: u32, share: u32) -> u32 {
    let keep = 256 - share;
    let low = (a & LANES).wrapping_mul(keep).wrapping_add((b & LANES).wrapping_mul(share)) >> 8 & LANES;
    let high = (a >> 8 & LANES).wrapping_mul(keep).wrapping_add((b >> 8 & LANES).wrapping_mul(share)) & !LANES;
    low | high
}

/// Lays a premultiplied pixel over an opaque one; `alpha` in 256ths.
#[inline(always)]
pub fn over(target: &mut [u8], mut pixel: u32, alpha: u32) {
    if pixel == 0 {
        return;
    }
    if alpha < 256 {
        pixel = (pixel & LANES).wrapping_mul(alpha) >> 8 & LANES | (pixel >> 8 & LANES).wrapping_mul(alpha) & !LANES;
    }
    let rest = 255 - (pixel >> 24);
    let below = match target {
        [r, g, b, a] => u32::from_le_bytes([*r, *g, *b, *a]),
        _ => return,
    };
    let part = |two: u32| {
        let product = two.wrapping_mul(rest).wrapping_add(0x0080_0080);
        product.wrapping_add(product >> 8 & LANES) >> 8 & LANES
    };
    let sum = (part(below & LANES) | part(below >> 8 & LANES) << 8).wrapping_add(pixel) | 0xff00_0000;
    target.copy_from_slice(&sum.to_le_bytes());
}

/// Mixes `other` into `canvas` where the two cover the same pixels; `share` in 256ths.
pub fn crossfade(canvas: &mut [u8], other: &[u8], share: u16) {
    let keep = 256 - share;
    for (a, b) in canvas.iter_mut().zip(other) {
        *a = (u16::from(*a).wrapping_mul(keep).wrapping_add(u16::from(*b).wrapping_mul(share)) >> 8) as u8;
    }
}

/// A soft shadow below everything in `pixmap`, which has room for it at its edges.
pub fn cast_shadow(pixmap: &mut Pixmap, drop: usize, soft: usize, strength: f32) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let mut shadow: Vec<u8> = vec![0; width * height];
    for (row, target) in pixmap.data().chunks_exact(width * 4).zip(shadow.chunks_exact_mut(width).skip(drop)) {
        for (pixel, shade) in row.chunks_exact(4).zip(target) {
            *shade = pixel[3];
        }
    }
    blur::soften(&mut shadow, width, height, soft);
    for (pixel, shade) in pixmap.data_mut().chunks_exact_mut(4).zip(shadow) {
        let free = 255 - u32::from(pixel[3]);
        let added = (f32::from(shade) * free as f32 / 255.0 * strength) as u8;
        pixel[3] = (255 - free) as u8 + added;
    }
}
