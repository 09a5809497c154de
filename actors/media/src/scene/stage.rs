//! One scene made ready: its layers drawn once, to be moved for each frame.

use std::{collections::BTreeMap, path::PathBuf};

use ytempire_domain::{
    ContentHash,
    production::{Motif, Picture, Scene},
};

use super::{
    actor::{Actor, Enter, Idle, View},
    bars::{Bars, rounded},
    block::{self, Setting},
    colour::{Colour, Colours},
    counter::Counter,
    error::SceneError,
    illustrations::{self, Illustrations},
    kicker,
    layout::{Align, Area, Layout},
    particles::Particles,
    pixels::Canvas,
    plate::Plate,
};

pub struct Stage {
    plate: Plate,
    particles: Option<Particles>,
    actors: Vec<Actor>,
    counter: Option<Counter>,
    bars: Option<Bars>,
}

/// What a stage is built from.
pub struct Set<'a> {
    pub scene: &'a Scene,
    /// Its place among the scenes: 0 is there from the first frame on.
    pub index: usize,
    pub size: (u32, u32),
    pub illustrations: &'a Illustrations,
    pub files: &'a BTreeMap<ContentHash, PathBuf>,
}

/// A scene in the making.
struct Builder<'a> {
    set: &'a Set<'a>,
    layout: Layout,
    colours: Colours,
    /// Milliseconds from the start of the video when the first thing may come in.
    opens: f32,
    stage: Stage,
}

impl Stage {
    pub fn build(set: &Set<'_>) -> Result<Self, SceneError> {
        let layout = Layout::of(set.size.0, set.size.1);
        let colours = Colours::parse(&set.scene.palette)?;
        let seed = set.index as u32;
        let glow = match set.scene.picture {
            Picture::Typography { .. } => layout.words.middle(),
            _ => layout.drawing.middle(),
        };
        let stage = Stage {
            plate: Plate::draw(set.size.0, set.size.1, colours, glow, seed),
            // One flock for the whole video: it does not jump from scene to scene.
            particles: Particles::new(layout.width, layout.height, 7),
            actors: vec![],
            counter: None,
            bars: None,
        };
        // The first frame is already a picture; later scenes come in while they push the one before away.
        let opens = if set.index == 0 { -900.0 } else { set.scene.start_ms as f32 + 60.0 };
        let mut builder = Builder { set, layout, colours, opens, stage };
        builder.picture()?;
        Ok(builder.stage)
    }

    /// Paints the canvas's clip; the background is shifted with the view, but not zoomed.
    pub fn paint(&self, canvas: &mut Canvas<'_>, now: f32, view: &View) {
        self.plate.paint(canvas, now, (view.shift.0.round() as i32, view.shift.1.round() as i32));
        if let Some(particles) = &self.particles {
            particles.paint(canvas, now, view);
        }
        for actor in &self.actors {
            actor.paint(canvas, now, view);
        }
        if let Some(counter) = &self.counter {
            counter.paint(canvas, now, view);
        }
        if let Some(bars) = &self.bars {
            bars.paint(canvas, now, view);
        }
    }
}

impl Builder<'_> {
    fn picture(&mut self) -> Result<(), SceneError> {
        let (layout, set) = (self.layout, self.set);
        match &set.scene.picture {
            Picture::Illustration { main, accents } => {
                self.drawing(main, layout.drawing)?;
                self.accents(accents)?;
                self.text(layout.headline, if layout.align == Align::Left { 5 } else { 3 })
            }
            Picture::Number { count, motif } => {
                let area = if motif.is_some() { layout.count } else { layout.count_alone };
                if let Some(motif) = motif {
                    self.drawing(motif, layout.count_drawing)?;
                }
                let align = if motif.is_some() { layout.align } else { Align::Middle };
                let typeface = set.illustrations.typeface();
                let enters_at = self.opens.max(set.scene.start_ms as f32 - 400.0) + 160.0;
                self.stage.counter = Counter::new(typeface, count, area, align, self.colours.accent, enters_at);
                self.text(layout.count_headline, 2)
            }
            Picture::Bars { bars, unit } => {
                let enters_at = self.opens.max(set.scene.start_ms as f32 - 400.0) + 200.0;
                let bars: Vec<_> = bars.iter().take(6).cloned().collect();
                let typeface = set.illustrations.typeface();
                self.stage.bars = Some(Bars::new(typeface, &bars, layout.bars, self.colours.accent, enters_at)?);
                if set.scene.headline.is_empty() && !unit.is_empty() {
                    return self.words_of(unit, layout.headline, 2, 112.0, &[]);
                }
                self.text(layout.headline, if layout.align == Align::Left { 4 } else { 2 })
            }
            Picture::File { image } => {
                let path = set.files.get(&image.hash).ok_or(SceneError::NoFile(image.hash))?;
                let area = layout.card;
                let sprite = illustrations::card(path, area.width * 0.93, area.height * 0.93, layout.unit)?;
                self.star(sprite, area, 0.012);
                self.text(layout.headline, if layout.align == Align::Left { 4 } else { 2 })
            }
            Picture::Typography { emphasis } => {
                let emphasis: Vec<&str> = emphasis.iter().map(String::as_str).collect();
                self.kicker(layout.words.y - layout.unit * 64.0)?;
                self.words_of(&set.scene.headline, layout.words, 5, 196.0, &emphasis)?;
                self.rule()
            }
        }
    }

    fn drawing(&mut self, motif: &Motif, area: Area) -> Result<(), SceneError> {
        // Room for the spring's overshoot, the sway and the slow growth.
        let sprite = self.set.illustrations.sprite(&motif.icon, area.width.min(area.height) * 0.95)?;
        self.star(sprite, area, 0.014);
        Ok(())
    }

    fn star(&mut self, sprite: super::pixels::Sprite, area: Area, grow: f32) {
        let sway = area.width.min(area.height) * 0.018;
        self.stage.actors.push(Actor {
            sprite,
            home: area.middle(),
            enter: Enter::Spring,
            enters_at: self.opens + 40.0,
            idle: Idle {
                sway: (sway * 0.6, sway),
                turn: 0.035,
                period: 3_300.0,
                phase: 0.3 * self.set.index as f32,
                grow,
            },
        });
    }

    /// Small drawings around the large one.
    fn accents(&mut self, motifs: &[Motif]) -> Result<(), SceneError> {
        let area = self.layout.drawing;
        let side = area.width.min(area.height);
        let (x, y) = area.middle();
        // Left and right change sides from scene to scene.
        let hand = if self.set.index.is_multiple_of(2) { 1.0 } else { -1.0 };
        let places = [(0.60, -0.33, 0.27), (-0.60, 0.30, 0.24), (0.56, 0.36, 0.20), (-0.55, -0.36, 0.18)];
        for (i, (motif, (dx, dy, size))) in motifs.iter().zip(places).enumerate() {
            let sprite = self.set.illustrations.sprite(&motif.icon, side * size)?;
            let far = 1.0 + 0.25 * i as f32;
            // Clear of the picture's edges, and of a headline beside the drawing.
            let half = side * (size * 0.62 + 0.026 * far);
            let headline = self.layout.headline;
            let from = if self.layout.align == Align::Left { headline.x + headline.width } else { 0.0 };
            let home_x = (x + hand * dx * side).clamp(from + half, (self.layout.width - half).max(from + half));
            self.stage.actors.push(Actor {
                sprite,
                home: (home_x, y + dy * side),
                enter: Enter::Spring,
                enters_at: self.opens + 240.0 + 160.0 * i as f32,
                idle: Idle {
                    sway: (side * 0.026 * far, side * 0.034 * far),
                    turn: 0.12,
                    period: 2_700.0 + 700.0 * i as f32,
                    phase: 0.37 * i as f32,
                    grow: 0.0,
                },
            });
        }
        Ok(())
    }

    fn text(&mut self, area: Area, lines: usize) -> Result<(), SceneError> {
        let scene = self.set.scene;
        let largest = if self.layout.align == Align::Left { 132.0 } else { 124.0 };
        let named: Vec<&str> = match &scene.picture {
            Picture::Illustration { main, .. } => vec![main.word.as_str()],
            Picture::Number { motif: Some(motif), .. } => vec![motif.word.as_str()],
            _ => vec![],
        };
        self.kicker(self.layout.kicker.middle().1)?;
        self.words_of(&scene.headline, area, lines, largest, &named)
    }

    fn kicker(&mut self, y: f32) -> Result<(), SceneError> {
        let area = Area { y: y - self.layout.kicker.height / 2.0, ..self.layout.kicker };
        let align = match self.set.scene.picture {
            Picture::Typography { .. } => Align::Middle,
            _ => self.layout.align,
        };
        let area = if align == self.layout.align { area } else { Area { x: 0.0, width: self.layout.width, ..area } };
        let typeface = self.set.illustrations.typeface();
        let kicker = kicker::draw(typeface, &self.set.scene.kicker, area, align, self.layout.unit, self.opens)?;
        self.stage.actors.extend(kicker);
        Ok(())
    }

    /// Words as large as they go, those of `marked` in the accent colour; each comes in when it is spoken.
    fn words_of(
        &mut self,
        text: &str,
        area: Area,
        lines: usize,
        largest: f32,
        marked: &[&str],
    ) -> Result<(), SceneError> {
        let scene = self.set.scene;
        let alone = matches!(scene.picture, Picture::Typography { .. });
        let align = if alone { Align::Middle } else { self.layout.align };
        let unit = self.layout.unit;
        let setting = Setting { area, align, largest: largest * unit, smallest: 34.0 * unit, lines, weight: 800 };
        let typeface = self.set.illustrations.typeface();
        let mut block = block::set(typeface, text, setting);
        // Alone, or in a column of its own, the block stands in the middle of its area.
        let lower = if alone { (area.height - block.height) / 2.0 } else { 0.0 };
        block.words.iter_mut().for_each(|word| word.baseline += lower);
        let style = super::typeface::Style::bold(block.size);
        let same = |a: &str, b: &str| {
            let plain =
                |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
            !b.is_empty() && plain(a) == plain(b)
        };
        for placed in &block.words {
            let mark = marked.iter().any(|word| same(&placed.text, word));
            let fill = if mark { self.colours.accent } else { Colour::WHITE };
            if let Some(word) = typeface.sprite(&placed.text, super::typeface::Style { fill, ..style }) {
                let enters_at = self.reveal(placed.index);
                let rise = block.size * 0.55;
                self.stage.actors.push(Actor::word(word, placed.x, placed.baseline, enters_at, rise));
            }
        }
        Ok(())
    }

    /// When a word of the headline comes in: as it is spoken, but never so late that the picture waits for it.
    fn reveal(&self, index: usize) -> f32 {
        let in_turn = self.opens + 140.0 + 85.0 * index as f32;
        if self.set.index == 0 {
            return in_turn - 300.0;
        }
        let spoken = self.set.scene.reveal_ms.get(index).map_or(in_turn, |&ms| ms as f32 - 140.0);
        let latest = self.set.scene.start_ms as f32 + 1_300.0 + 110.0 * index as f32;
        spoken.clamp(in_turn, latest.max(in_turn))
    }

    /// A short line in the accent colour below words that stand alone.
    fn rule(&mut self) -> Result<(), SceneError> {
        let area = self.layout.words;
        let foot = self.stage.actors.iter().map(|a| a.home.1 + a.sprite.size().1 / 2.0).fold(area.y, f32::max);
        let y = (foot + self.layout.unit * 28.0).min(area.y + area.height);
        let unit = self.layout.unit;
        let sprite = rounded(150.0 * unit, 12.0 * unit, self.colours.accent, self.colours.accent, 1.0)?;
        self.stage.actors.push(Actor {
            sprite,
            home: (self.layout.width / 2.0, y),
            enter: Enter::Spring,
            enters_at: self.opens + 420.0,
            idle: Idle { sway: (area.width * 0.05, 0.0), period: 3_000.0, ..Idle::STILL },
        });
        Ok(())
    }
}
