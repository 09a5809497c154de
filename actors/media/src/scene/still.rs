//! A still that is read at the size of a stamp: the title in large words, and the scene's drawing.

use std::{collections::BTreeMap, path::PathBuf};

use ytempire_domain::{
    ContentHash,
    production::{Picture, Scene},
};

use super::{
    actor::{Actor, Enter, Idle, View},
    block::{self, Setting},
    colour::{Colour, Colours},
    error::SceneError,
    illustrations::{self, Illustrations},
    layout::{Align, Area},
    pixels::{Canvas, Sprite},
    plate::Plate,
    typeface::Style,
};

/// `width * height * 4` bytes, opaque RGBA.
pub fn still(
    scene: &Scene,
    title: &str,
    size: (u32, u32),
    illustrations: &Illustrations,
    files: &BTreeMap<ContentHash, PathBuf>,
) -> Result<Vec<u8>, SceneError> {
    super::check_size(size)?;
    let (w, h) = (size.0 as f32, size.1 as f32);
    let unit = w.min(h);
    let area =
        |x: f32, y: f32, width: f32, height: f32| Area { x: x * w, y: y * h, width: width * w, height: height * h };
    let wide = w > h * 1.2;
    let (words, drawing, align) = if wide {
        (area(0.05, 0.08, 0.53, 0.84), area(0.57, 0.06, 0.42, 0.88), Align::Left)
    } else {
        (area(0.07, 0.08, 0.86, 0.37), area(0.08, 0.46, 0.84, 0.48), Align::Middle)
    };
    let colours = Colours::parse(&scene.palette)?;
    let sprite = star(scene, drawing, unit / 1080.0, illustrations, files)?;
    let words = if sprite.is_some() { words } else { area(0.07, 0.10, 0.86, 0.80) };
    let align = if sprite.is_some() { align } else { Align::Middle };

    let plate = Plate::draw(size.0, size.1, colours, drawing.middle(), 3);
    let mut bytes = vec![0; (size.0 * size.1 * 4) as usize];
    let mut canvas = Canvas::new(&mut bytes, size.0, size.1);
    let view = View { shift: (0.0, 0.0), zoom: 1.0, middle: (w / 2.0, h / 2.0) };
    plate.paint(&mut canvas, 0.0, (0, 0));
    if let Some(sprite) = sprite {
        let idle = Idle { turn: 0.06, period: 4.0, phase: 0.25, ..Idle::STILL };
        let actor = Actor { sprite, home: drawing.middle(), enter: Enter::Spring, enters_at: -1e6, idle };
        actor.paint(&mut canvas, 0.0, &view);
    }
    let setting = Setting { area: words, align, largest: unit * 0.22, smallest: unit * 0.05, lines: 5, weight: 800 };
    let block = block::set(illustrations.typeface(), title, setting);
    let lower = (words.height - block.height) / 2.0;
    let loudest = loudest(&block.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>());
    for placed in &block.words {
        let fill = if Some(placed.index) == loudest { colours.accent } else { Colour::WHITE };
        let style = Style { fill, ..Style::bold(block.size) };
        if let Some(word) = illustrations.typeface().sprite(&placed.text, style) {
            Actor::word(word, placed.x, placed.baseline + lower, -1e6, 0.0).paint(&mut canvas, 0.0, &view);
        }
    }
    Ok(bytes)
}

fn star(
    scene: &Scene,
    area: Area,
    unit: f32,
    illustrations: &Illustrations,
    files: &BTreeMap<ContentHash, PathBuf>,
) -> Result<Option<Sprite>, SceneError> {
    let side = area.width.min(area.height) * 0.94;
    Ok(match &scene.picture {
        Picture::Illustration { main, .. } => Some(illustrations.sprite(&main.icon, side)?),
        Picture::Number { motif: Some(motif), .. } => Some(illustrations.sprite(&motif.icon, side)?),
        Picture::File { image } => {
            let path = files.get(&image.hash).ok_or(SceneError::NoFile(image.hash))?;
            Some(illustrations::card(path, area.width * 0.92, area.height * 0.92, unit)?)
        }
        Picture::Number { motif: None, .. } | Picture::Bars { .. } | Picture::Typography { .. } => None,
    })
}

/// The word that takes the accent colour: the one with a figure in it, else the longest of more than three letters.
fn loudest(words: &[&str]) -> Option<usize> {
    let figure = words.iter().position(|word| word.contains(|c: char| c.is_ascii_digit()));
    let length = |i: &usize| words[*i].chars().count();
    figure.or_else(|| (0..words.len()).filter(|i| length(i) > 3).max_by_key(|i| (length(i), usize::MAX - i)))
}
