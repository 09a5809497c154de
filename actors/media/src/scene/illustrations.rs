//! The illustration set and the owner's pictures, as sprites.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, ImageKind, Options, Tree},
};

use super::{
    error::SceneError,
    pixels::{Sprite, cast_shadow},
    typeface::Typeface,
};

/// The folder that set-up prepared, and the typefaces. Cheap to clone.
#[derive(Clone)]
pub struct Illustrations {
    folder: PathBuf,
    typeface: Arc<Typeface>,
}

impl Illustrations {
    /// `folder` holds `svg/NAME.svg` for each drawing.
    pub fn open(folder: &Path) -> Result<Self, SceneError> {
        if !folder.join("svg").is_dir() {
            return Err(SceneError::NoIllustrations(folder.to_owned()));
        }
        Ok(Illustrations { folder: folder.to_owned(), typeface: Arc::new(Typeface::load()?) })
    }

    pub(super) fn typeface(&self) -> &Typeface {
        &self.typeface
    }

    /// Names are of a-z, 0-9 and `-`: nothing else becomes a path.
    fn path(&self, name: &str) -> Result<PathBuf, SceneError> {
        let plain = !name.is_empty() && name.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let path = self.folder.join("svg").join(format!("{name}.svg"));
        if plain && path.is_file() {
            return Ok(path);
        }
        Err(SceneError::NoDrawing(name.chars().take(64).collect()))
    }

    pub(super) fn check(&self, name: &str) -> Result<(), SceneError> {
        self.path(name).map(|_| ())
    }

    /// The drawing within a square of `size` pixels, with a soft shadow.
    pub(super) fn sprite(&self, name: &str, size: f32) -> Result<Sprite, SceneError> {
        let path = self.path(name)?;
        let svg = fs::read(&path).map_err(|source| SceneError::Io { path, source })?;
        let tree = parse(&svg, self.typeface.options(), name)?;
        let pad = (size * 0.12).ceil();
        let mut pixmap = square(size + 2.0 * pad)?;
        let scale = size / tree.size().width().max(tree.size().height());
        resvg::render(&tree, Transform::from_row(scale, 0.0, 0.0, scale, pad, pad), &mut pixmap.as_mut());
        cast_shadow(&mut pixmap, (size * 0.035).ceil() as usize, (size * 0.05).ceil() as usize, 0.34);
        Ok(Sprite::new(&pixmap).with_halves())
    }
}

/// The owner's picture as a card with round corners, as large as it goes into `width` x `height`.
pub(super) fn card(path: &Path, width: f32, height: f32, unit: f32) -> Result<Sprite, SceneError> {
    let (tree, (own_w, own_h)) = picture(path)?;
    let scale = (width / own_w).min(height / own_h);
    let (w, h) = (own_w * scale, own_h * scale);
    let pad = (unit * 48.0).ceil();
    let size = ((w + 2.0 * pad).ceil() as u32, (h + 2.0 * pad).ceil() as u32);
    let mut pixmap = Pixmap::new(size.0, size.1).ok_or(SceneError::Size(size.0, size.1))?;
    let placed = Transform::from_row(w / tree.size().width(), 0.0, 0.0, h / tree.size().height(), pad, pad);
    resvg::render(&tree, placed, &mut pixmap.as_mut());
    cast_shadow(&mut pixmap, (unit * 16.0) as usize, (unit * 26.0) as usize, 0.45);
    Ok(Sprite::new(&pixmap).with_halves())
}

/// Whether the file is a picture that can be drawn.
pub(super) fn check_picture(path: &Path) -> Result<(), SceneError> {
    picture(path).map(|_| ())
}

/// A tree that shows the picture with round corners, and the picture's own size.
fn picture(path: &Path) -> Result<(Tree, (f32, f32)), SceneError> {
    let bytes = fs::read(path).map_err(|source| SceneError::Io { path: path.to_owned(), source })?;
    let refused = || SceneError::NoPicture(path.to_owned());
    let data = Arc::new(bytes);
    let kind = match data.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => ImageKind::PNG(data),
        [0xff, 0xd8, 0xff, ..] => ImageKind::JPEG(data),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ImageKind::WEBP(data),
        [b'G', b'I', b'F', b'8', ..] => ImageKind::GIF(data),
        _ => return Err(refused()),
    };
    // The only picture that the text below can name is this one: no other file is ever opened.
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(move |_, _| Some(kind.clone())),
        },
        ..Options::default()
    };
    let whole = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="picture"/></svg>"#;
    let own = parse(whole.as_bytes(), &options, "a picture")?.root().abs_bounding_box();
    let (w, h) = (own.width(), own.height());
    if w < 1.0 || h < 1.0 {
        return Err(refused());
    }
    let corner = w.max(h) * 0.035;
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"><clipPath id="c"><rect width="{w}" height="{h}" rx="{corner}"/></clipPath><image clip-path="url(#c)" href="picture" width="{w}" height="{h}"/></svg>"##
    );
    Ok((parse(svg.as_bytes(), &options, "a picture")?, (w, h)))
}

pub(super) fn parse(svg: &[u8], options: &Options<'_>, what: &str) -> Result<Tree, SceneError> {
    Tree::from_data(svg, options).map_err(|error| SceneError::Svg { what: what.to_owned(), reason: error.to_string() })
}

fn square(size: f32) -> Result<Pixmap, SceneError> {
    let side = size.ceil() as u32;
    Pixmap::new(side, side).ok_or(SceneError::Size(side, side))
}
