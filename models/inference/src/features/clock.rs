//! Hour and weekday: people sleep, and work on weekdays.

use std::f64::consts::TAU;

use crate::Matrix;

const DAY: f64 = 86_400.0;

/// Weekday from 0 (Monday) of a number of days since 1970, a Thursday.
pub(super) fn weekday(days: f64) -> f64 {
    (days.floor() + 3.0).rem_euclid(7.0)
}

/// Hour as a number and as a place on a circle, and the weekday.
pub(super) fn push(matrix: &mut Matrix, seconds: &[f64]) {
    let hour = |s: &f64| s.rem_euclid(DAY) / 3600.0;
    matrix.push("hour", seconds.iter().map(hour));
    matrix.push("hour_sin", seconds.iter().map(|s| (hour(s) / 24.0 * TAU).sin()));
    matrix.push("hour_cos", seconds.iter().map(|s| (hour(s) / 24.0 * TAU).cos()));
    matrix.push("weekday", seconds.iter().map(|s| weekday(s / DAY)));
    matrix.push("weekend", seconds.iter().map(|s| f64::from(u8::from(weekday(s / DAY) >= 5.0))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_january_1970_was_a_thursday() {
        assert_eq!(weekday(0.0), 3.0);
        assert_eq!(weekday(4.0), 0.0);
        assert_eq!(weekday(-3.0), 0.0);
    }
}
