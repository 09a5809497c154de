//! One topic's volume and place over the last hours, wherever it was observed: growth and pace rather than size, for sources
//! count in units of their own.

use std::f64::consts::TAU;

use super::each;
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

/// Counts span many powers of ten; what is not known stays so.
fn log(value: f64) -> f64 {
    if value.is_nan() { f64::NAN } else { value.max(0.0).ln_1p() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Task, read_rows};

    #[test]
    fn what_is_not_known_stays_unknown_and_growth_is_that_of_the_logs() {
        let row = json!({"row_id": "a", "value": 300, "value_l1": 100, "rank": 4, "age_h": 3, "readings": 2, "sources": 1,
            "places": 1, "hour": 6, "weekday": 2});
        let matrix = features(&read_rows(&[row.as_object().unwrap().clone()], Task::Signals).table);
        let value = |name: &str| matrix.column(name).unwrap()[0];
        assert!((value("value_gain_1") - (301.0_f32 / 101.0).ln()).abs() < 1e-6);
        assert_eq!((value("pace_1"), value("hours_known"), value("day_sin")), (2.0, 1.0, 1.0));
        for unknown in ["value_gain_2", "rank_gain_1", "pace_24", "pace_6", "gain_change"] {
            assert!(matrix.column(unknown).is_none_or(|column| column[0].is_nan()), "{unknown}");
        }
    }
}
