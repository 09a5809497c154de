#![doc = include_str!("../README.md")]

mod model;
mod panicked;
mod protocol;
mod serve;
mod used;

pub use model::{ForecastAnswer, MeaningsAnswer, ModelTask, RowAnswer, ScriptToJudge};
pub use panicked::Panicked;
pub use protocol::{FromWorker, MAX_FRAME, ToWorker, checked, frame, read_frame, write_frame};
pub use serve::{PANICKED, Work, serve, unreadable};
pub use used::used;
