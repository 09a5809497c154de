//! One topic's volume and place over the last hours, wherever it was observed: growth and pace rather than size, for sources
//! count in units of their own.

use std::f64::consts::TAU;

use super::{each, log};
use crate::{Matrix, Table};

const LAGS: [u32; 6] = [1, 2, 3, 6, 12, 24];
/// Hours that a pace looks ahead.
const AHEAD: f64 = 3.0;

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    let (value, age) = (table.number("value"), table.number("age_h"));
    let then = |stem: &str, lag: u32| table.number(&format!("{stem}_l{lag}"));
    m.push("value", value.iter().map(|v| log(*v)));
    m.push("rank", table.number("rank").iter().map(|r| log(*r)));
    m.push("age", age.iter().map(|hours| log(*hours)));
    m.push("value_per_hour", each(value, age, |v, hours| log(v / (hours + 1.0))));
    for lag in LAGS {
        m.push(format!("value_gain_{lag}"), each(value, then("value", lag), |now, then| log(now) - log(then)));
        m.push(
            format!("rank_gain_{lag}"),
            each(table.number("rank"), then("rank", lag), |now, then| log(then) - log(now)),
        );
    }
    for lag in &LAGS[..4] {
        let ahead = AHEAD / f64::from(*lag);
        let pace = move |now: f64, then: f64| (ahead * (now - then) / now.max(1.0)).clamp(-5.0, 5.0);
        m.push(format!("pace_{lag}"), each(value, then("value", *lag), pace));
    }
    let (one, two) = (then("value", 1), then("value", 2));
    let change = |at: usize| (log(value[at]) - log(one[at])) - (log(one[at]) - log(two[at]));
    m.push("gain_change", (0..table.len()).map(change));
    let known = |at: usize| LAGS.iter().filter(|lag| then("value", **lag)[at].is_finite()).count() as f64;
    m.push("hours_known", (0..table.len()).map(known));
    for name in ["readings", "sources", "places", "weekday"] {
        m.push(name, table.number(name).iter().copied());
    }
    m.push("day_sin", table.number("hour").iter().map(|hour| (hour / 24.0 * TAU).sin()));
    m.push("day_cos", table.number("hour").iter().map(|hour| (hour / 24.0 * TAU).cos()));
    m
}
