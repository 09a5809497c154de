//! View counts read now and then. What counts is the growth expected over the next 24 hours, told in several ways:
//! straight on from each earlier reading, as a power of the age, and since the upload. The times of the readings and of
//! the day are left out: there are so few of them in the data that a model would learn the collector's timetable.

use super::{each, lags, log};
use crate::{Matrix, Table};

const LAGS: usize = 5;

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    let age = table.number("age_h");
    let readings = Readings::of(table);
    m.push("age_h", age.iter().copied());
    m.push("age_log", age.iter().map(|age| log(*age)));
    m.push("views_log", readings.views[0].iter().map(|v| log(*v)));
    m.push("views_per_hour_log", each(readings.views[0], age, |v, age| log(v / age.max(1.0))));
    m.push("korea", table.text("pool").iter().map(|pool| f64::from(u8::from(pool == "KR"))));
    for lag in 1..=LAGS {
        m.push(format!("straight_{lag}"), readings.row(|r, at| r.straight(at, 0, lag)));
        m.push(format!("power_{lag}"), readings.row(|r, at| r.power(at, 0, lag, age[at])));
    }
    for lag in 2..=LAGS {
        m.push(format!("straight_between_{lag}"), readings.row(|r, at| r.straight(at, lag - 1, lag)));
    }
    m.push("straight_day", readings.row(Readings::day));
    m.push("straight_half_day", readings.row(|r, at| r.straight(at, 0, r.nearest(at, 12.0))));
    m.push("power_day", readings.row(|r, at| r.power(at, 0, r.nearest(at, 24.0), age[at])));
    m.push("slowing", readings.row(|r, at| r.straight(at, 0, 1) - r.straight(at, 1, 2)));
    m.push("slowing_share", readings.row(|r, at| (r.straight(at, 0, 1) / r.straight(at, 1, 2)).clamp(-10.0, 10.0)));
    m.push("readings", readings.row(|r, at| (0..=LAGS).filter(|lag| r.views[*lag][at].is_finite()).count() as f64));
    m.push("gained_log", readings.row(|r, at| log(r.views[0][at] - r.views[1][at])));
    m
}

/// Readings by lag: views, and how many hours ago.
struct Readings<'a> {
    views: Vec<&'a [f64]>,
    ago: Vec<Vec<f64>>,
}

impl<'a> Readings<'a> {
    fn of(table: &'a Table) -> Self {
        let mut ago = vec![vec![0.0; table.len()]];
        ago.extend((1..=LAGS).map(|lag| table.number(&format!("dt_l{lag}")).to_vec()));
        Readings { views: lags(table, "views", LAGS), ago }
    }

    fn row(&self, of: impl Fn(&Self, usize) -> f64) -> impl Iterator<Item = f64> {
        (0..self.ago[0].len()).map(|at| of(self, at)).collect::<Vec<_>>().into_iter()
    }

    /// Growth over 24 hours at the pace between two readings, as a share of the newer one's views (logarithm).
    fn straight(&self, at: usize, newer: usize, older: usize) -> f64 {
        let (now, then) = (self.views[newer][at], self.views[older][at]);
        let hours = (self.ago[older][at] - self.ago[newer][at]).max(0.25);
        ((now - then) / hours * 24.0 / now.max(1.0)).clamp(-0.9, 1e3).ln_1p()
    }

    /// Growth over 24 hours if views are a power of the age: young videos slow down.
    fn power(&self, at: usize, newer: usize, older: usize, age: f64) -> f64 {
        let (now, then) = (self.views[newer][at].max(1.0), self.views[older][at].max(1.0));
        let age_now = (age - self.ago[newer][at]).max(0.5);
        let age_then = (age - self.ago[older][at]).max(0.25);
        let power = (now / then).ln() / (age_now / age_then.min(age_now - 0.1)).ln();
        (power * ((age_now + 24.0) / age_now).ln()).clamp(-2.0, 8.0)
    }

    /// The older reading nearest to so many hours ago.
    fn nearest(&self, at: usize, hours: f64) -> usize {
        let off = |lag: &usize| (self.ago[*lag][at] - hours).abs();
        let known = (1..=LAGS).filter(|lag| self.ago[*lag][at].is_finite());
        known.min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(1)
    }

    fn day(&self, at: usize) -> f64 {
        self.straight(at, 0, self.nearest(at, 24.0))
    }
}
