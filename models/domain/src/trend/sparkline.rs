//! A topic's last two days as a small line.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{WINDOW_HOURS, Window};

/// What the points of a line are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// In the unit that its source names, if it does.
    Volume(Option<String>),
    /// 1 is the first: less is better.
    Rank,
}

/// One hour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// When the hour began.
    pub at: DateTime<Utc>,
    pub value: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sparkline {
    pub measure: Measure,
    /// At most 48, one for an hour in which something was read, in the order of time.
    pub points: Vec<Point>,
}

pub(super) fn of(window: &Window, at: DateTime<Utc>) -> Sparkline {
    let (measure, mut points) = match window.volumes(at) {
        Some((unit, points)) => (Measure::Volume(unit.map(str::to_owned)), points),
        None => (Measure::Rank, window.ranks(at)),
    };
    points.retain(|point| point.at > at - TimeDelta::hours(WINDOW_HOURS));
    Sparkline { measure, points }
}
