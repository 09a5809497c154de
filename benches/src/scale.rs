//! How much of a bench's full size runs.

use std::str::FromStr;

/// Above 0, at most 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale(f64);

impl Scale {
    /// That share of a number, but at least `least`.
    pub fn of(self, whole: u64, least: u64) -> u64 {
        ((whole as f64 * self.0).round() as u64).max(least)
    }

    pub fn is_full(self) -> bool {
        self.0 == 1.0
    }
}

impl Default for Scale {
    fn default() -> Self {
        Scale(1.0)
    }
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Scale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let share = text.parse().ok().filter(|share| *share > 0.0 && *share <= 1.0);
        share.map(Scale).ok_or_else(|| "a number above 0, at most 1".to_owned())
    }
}
