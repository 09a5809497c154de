#![doc = include_str!("../README.md")]

mod assets;
mod error;
mod job;
mod letters;
mod model;
mod names;
mod narration;
mod phonemes;
mod pieces;
mod pool;
mod reading;
mod sound;
mod speaker;
mod timing;
mod wav;

pub use assets::{Gender, VoiceInfo, voices};
pub use error::VoiceError;
pub use job::{VoiceJob, VoiceReport};
pub use speaker::Speaker;
