//! What can stand in the way of a picture.

use std::{io, path::PathBuf};

use ytempire_domain::ContentHash;

#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    #[error("no illustrations at {0}: run infra/assets-illustrations")]
    NoIllustrations(PathBuf),
    #[error("the illustration set has no drawing {0:?}")]
    NoDrawing(String),
    #[error("cannot read {path}")]
    Io {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("{what} cannot be drawn: {reason}")]
    Svg { what: String, reason: String },
    #[error("no typeface found; install Debian's fonts-inter, or one of {0}")]
    NoTypeface(String),
    #[error("{0:?} is no colour of the form #rrggbb")]
    Colour(String),
    #[error("the picture {0} was not handed over")]
    NoFile(ContentHash),
    #[error("{0} is neither a PNG, a JPEG, a WebP nor a GIF")]
    NoPicture(PathBuf),
    #[error("the footage has no scenes")]
    NoScenes,
    #[error("cannot draw {0}x{1} pixels")]
    Size(u32, u32),
    #[error("the canvas holds {held} bytes, the picture {wanted}")]
    Canvas { held: usize, wanted: usize },
}
