//! Arithmetic of the analytics: pure, with neither clock nor database.

pub mod age;
pub mod ahead;
mod amount;
pub mod bucket;
mod daily;
mod figure;
pub mod heat;
pub mod order;
pub mod period;
pub mod scenes;
pub mod table;
mod totals;

pub use amount::Amount;
pub use daily::Daily;
pub use figure::{Figure, Unit};
pub use totals::{Totals, growth};
