//! Recorded files become records: opened, mapped, checked by the topic's own parser, put in order, sent.

mod cells;
mod check;
mod columns;
mod fields;
mod gains;
mod input;
mod layout;
mod lines;
mod names;
mod progress;
mod reader;
mod rehearsal;
mod send;
mod slugs;

pub use layout::Layout;
pub use progress::Progress;
pub use reader::Job;
pub use rehearsal::{Rehearsal, Repeat};
pub use send::{Plan, send};
