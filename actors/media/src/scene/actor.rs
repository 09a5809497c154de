//! One sprite with a part to play: how it comes in, and how it moves while it is there.

use super::{
    ease,
    pixels::{Canvas, Pose, Sprite},
    typeface::Word,
};

/// The camera: everything in front of the background is shifted and scaled around the picture's middle.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub shift: (f32, f32),
    pub zoom: f32,
    pub middle: (f32, f32),
}

impl View {
    pub fn look(&self, pose: Pose) -> Pose {
        Pose {
            x: self.middle.0 + (pose.x - self.middle.0) * self.zoom + self.shift.0,
            y: self.middle.1 + (pose.y - self.middle.1) * self.zoom + self.shift.1,
            scale: pose.scale * self.zoom,
            ..pose
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Enter {
    /// From so many pixels below.
    Rise(f32),
    /// Out of nothing, past its size and back.
    Spring,
    Fade,
}

/// Movement while it stands: amplitudes in pixels and radians, periods in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    pub sway: (f32, f32),
    pub turn: f32,
    pub period: f32,
    pub phase: f32,
    /// Growth in a second, as a share of the size.
    pub grow: f32,
}

impl Idle {
    pub const STILL: Idle = Idle { sway: (0.0, 0.0), turn: 0.0, period: 1000.0, phase: 0.0, grow: 0.0 };
}

pub struct Actor {
    pub sprite: Sprite,
    pub home: (f32, f32),
    pub enter: Enter,
    /// Milliseconds from the start of the video.
    pub enters_at: f32,
    pub idle: Idle,
}

impl Actor {
    /// A word whose ink starts at `x` on `baseline`, on whole pixels, so that it is copied and not resampled at rest.
    pub fn word(word: Word, x: f32, baseline: f32, enters_at: f32, rise: f32) -> Self {
        let (width, height) = word.sprite.size();
        let left = (x + word.middle.0 - width / 2.0).round();
        let top = (baseline + word.middle.1 - height / 2.0).round();
        Actor {
            home: (left + width / 2.0, top + height / 2.0),
            sprite: word.sprite,
            enter: Enter::Rise(rise),
            enters_at,
            idle: Idle::STILL,
        }
    }

    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        let since = now - self.enters_at;
        if since <= 0.0 {
            return;
        }
        let mut pose = Pose::at(self.home.0, self.home.1);
        match self.enter {
            Enter::Rise(distance) => {
                let come = ease::out(since / 420.0);
                // Whole pixels once it has come to rest, and no crawl on the way.
                pose.y += (distance * (1.0 - come)).round();
                pose.alpha = ease::out(since / 300.0);
            }
            Enter::Spring => {
                pose.scale = ease::spring(since / 900.0).max(0.0);
                pose.alpha = (since / 120.0).min(1.0);
            }
            Enter::Fade => pose.alpha = ease::smooth(since / 500.0),
        }
        let idle = self.idle;
        if idle.sway != (0.0, 0.0) {
            pose.x += idle.sway.0 * ease::swing(now, idle.period * 1.31, idle.phase + 0.25);
            pose.y += idle.sway.1 * ease::swing(now, idle.period, idle.phase);
        }
        if idle.turn != 0.0 {
            pose.turn = idle.turn * ease::swing(now, idle.period * 1.17, idle.phase);
        }
        pose.scale *= 1.0 + idle.grow * since.min(6_000.0) / 1000.0;
        self.sprite.draw(canvas, view.look(pose));
    }
}
