//! The pictures of a video: each scene's layers are drawn once by resvg and moved over a drifting background for each frame.
//!
//! [`Storyboard::prepare`] checks that everything a footage names is there; [`Storyboard::paint`] draws any moment of it and
//! keeps at most two scenes in memory (about 15 MB each at 1080x1920). [`still`] makes a thumbnail's picture.

mod actor;
mod bars;
mod block;
mod blur;
mod colour;
mod counter;
mod ease;
mod error;
mod illustrations;
mod kicker;
mod layout;
mod particles;
mod pixels;
mod plate;
mod stage;
mod still;
mod transition;
mod typeface;

use std::{collections::BTreeMap, path::PathBuf};

use ytempire_domain::{
    ContentHash,
    production::{Footage, Picture, Scene},
};

pub use error::SceneError;
pub use illustrations::Illustrations;
pub use still::still;

pub(crate) use colour::Colour;
pub(crate) use typeface::{Style, Typeface};

use actor::View;
use colour::Colours;
use pixels::Canvas;
use stage::{Set, Stage};
use transition::{Change, Transition};

/// A footage made ready to be painted.
pub struct Storyboard {
    scenes: Vec<Scene>,
    size: (u32, u32),
    illustrations: Illustrations,
    files: BTreeMap<ContentHash, PathBuf>,
    /// The scenes drawn so far that may be needed again soon.
    stages: BTreeMap<usize, Stage>,
    scratch: Vec<u8>,
}

impl Storyboard {
    /// `size` in pixels. Scenes follow one another without gaps; what they name must be there: it is looked up now and drawn
    /// when its time comes.
    pub fn prepare(
        footage: &Footage,
        size: (u32, u32),
        illustrations: &Illustrations,
        files: &BTreeMap<ContentHash, PathBuf>,
    ) -> Result<Self, SceneError> {
        check_size(size)?;
        if footage.scenes.is_empty() {
            return Err(SceneError::NoScenes);
        }
        for scene in &footage.scenes {
            check(scene, illustrations, files)?;
        }
        Ok(Storyboard {
            scenes: footage.scenes.clone(),
            size,
            illustrations: illustrations.clone(),
            files: files.clone(),
            stages: BTreeMap::new(),
            scratch: vec![],
        })
    }

    /// Paints the moment `t_ms` into `canvas`: width * height * 4 bytes, R, G, B, 255, every one of them written. The same
    /// moment is always the same picture.
    pub fn paint(&mut self, t_ms: f64, canvas: &mut [u8]) -> Result<(), SceneError> {
        let (width, height) = self.size;
        let wanted = width as usize * height as usize * 4;
        if canvas.len() != wanted {
            return Err(SceneError::Canvas { held: canvas.len(), wanted });
        }
        let now = t_ms.max(0.0) as f32;
        let index = self.scenes.iter().rposition(|s| f64::from(s.start_ms) <= t_ms).unwrap_or(0);
        let since = now - self.scenes[index].start_ms as f32;
        let changing = index > 0 && since < transition::LENGTH;
        self.stages.retain(|&i, _| i == index || changing && i + 1 == index);
        self.ready(index)?;
        if changing {
            self.ready(index - 1)?;
            self.scratch.resize(wanted, 0);
        }
        let Some(new) = self.stages.get(&index) else { return Ok(()) };
        if let Some(old) = self.stages.get(&(index.wrapping_sub(1))).filter(|_| changing) {
            let how = Transition::of(index, self.scenes[index].sentence == self.scenes[index - 1].sentence);
            let change = Change { old, new, width, height, scratch: &mut self.scratch };
            change.paint(how, canvas, now, since / transition::LENGTH);
            return Ok(());
        }
        let view = View { shift: (0.0, 0.0), zoom: 1.0, middle: (width as f32 / 2.0, height as f32 / 2.0) };
        new.paint(&mut Canvas::new(canvas, width, height), now, &view);
        Ok(())
    }

    fn ready(&mut self, index: usize) -> Result<(), SceneError> {
        if self.stages.contains_key(&index) {
            return Ok(());
        }
        let stage = Stage::build(&Set {
            scene: &self.scenes[index],
            index,
            size: self.size,
            illustrations: &self.illustrations,
            files: &self.files,
        })?;
        self.stages.insert(index, stage);
        Ok(())
    }
}

/// Whether everything that a scene names is there.
fn check(
    scene: &Scene,
    illustrations: &Illustrations,
    files: &BTreeMap<ContentHash, PathBuf>,
) -> Result<(), SceneError> {
    Colours::parse(&scene.palette)?;
    match &scene.picture {
        Picture::Illustration { main, accents } => {
            std::iter::once(main).chain(accents).try_for_each(|motif| illustrations.check(&motif.icon))
        }
        Picture::Number { motif: Some(motif), .. } => illustrations.check(&motif.icon),
        Picture::File { image } => {
            let path = files.get(&image.hash).ok_or(SceneError::NoFile(image.hash))?;
            illustrations::check_picture(path)
        }
        Picture::Number { motif: None, .. } | Picture::Bars { .. } | Picture::Typography { .. } => Ok(()),
    }
}

fn check_size((width, height): (u32, u32)) -> Result<(), SceneError> {
    let fits = |pixels: u32| (64..=4096).contains(&pixels);
    if fits(width) && fits(height) { Ok(()) } else { Err(SceneError::Size(width, height)) }
}
