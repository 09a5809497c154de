//! From a table's cells to numbers that a model can weigh. Only what was known at the row's moment, and only the row
//! itself: a stream's signal is judged alone as well as in a file.

mod clock;
mod lectures;
mod signals;
mod stories;
mod topics;
mod us_daily;
mod views;
mod wording;

use crate::{Matrix, Table, Task};

pub(crate) use self::wording::{difference, shape};

/// The features of each row; forecasts have none.
pub fn features(table: &Table) -> Matrix {
    match table.task {
        Task::UsStay => us_daily::features(table),
        Task::ViewsRise10 | Task::ViewsRise25 => views::features(table),
        Task::StoryRise => stories::features(table),
        Task::TopicRise => topics::features(table),
        Task::Signals => signals::features(table),
        Task::HeadlinePair => wording::pairs(table),
        Task::Clickbait => wording::titles(table),
        Task::Lecture => lectures::features(table),
        Task::Hourly | Task::Daily => Matrix::default(),
    }
}

/// Value by value, row by row; NaN where either is missing.
fn each<'a>(a: &'a [f64], b: &'a [f64], of: impl Fn(f64, f64) -> f64 + 'a) -> impl Iterator<Item = f64> + 'a {
    a.iter().zip(b).map(move |(a, b)| of(*a, *b))
}

/// Counts span many powers of ten.
fn log(value: f64) -> f64 {
    value.max(0.0).ln_1p()
}

/// `a_l1` .. `a_l6` and the like: lag 0 is the column without a suffix.
fn lags<'a>(table: &'a Table, stem: &str, most: usize) -> Vec<&'a [f64]> {
    let name = |lag| if lag == 0 { stem.to_owned() } else { format!("{stem}_l{lag}") };
    (0..=most).map(|lag| table.number(&name(lag))).collect()
}
