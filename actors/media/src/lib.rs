#![doc = include_str!("../README.md")]

mod error;
mod job;
pub mod scene;

pub use error::MediaError;
pub use job::{RenderJob, RenderProgress, RenderReport};
