//! The next days of a series: what is asked, what is answered, and the plain rule that answers where no model can or none
//! was better. Whatever is shown was tried at past origins of the same series, beside repeating its last week.

mod interval;
mod plain;
mod rule;
#[cfg(test)]
mod tests;
mod trial;

use serde::{Deserialize, Serialize};

pub use plain::{same_step_mean, scale, seasonal_naive};
pub use rule::{LAST_SEASON, SAME_STEP};
pub use trial::{Contest, LEAST_ORIGINS, Way};

use crate::trend::ScoreSource;

/// A series and how far it is to be carried on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesToForecast {
    /// The oldest first. None: nothing is known of that step.
    pub series: Vec<Option<f64>>,
    /// Steps of its rhythm: 7 days.
    pub season: usize,
    /// At least 1.
    pub ahead: usize,
}

/// One step ahead.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastStep {
    pub value: f64,
    /// Four in five of past errors lay within these bounds; none where too few are known.
    pub bounds: Option<(f64, f64)>,
}

/// What the next steps may be, who says so, and how wrong that was on the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    pub source: ScoreSource,
    /// The method's name, or the rule's.
    pub model: String,
    /// Of the program whose method it is; a rule has none.
    pub version: Option<String>,
    /// Why this one.
    pub because: String,
    /// `ahead` of them; empty where the series is too short for any.
    pub steps: Vec<ForecastStep>,
    /// Mean absolute error at past origins as a multiple of the mean change from one season to the next; none where it
    /// was never tried.
    pub mase: Option<f64>,
    /// The same of repeating the last season, at the same origins.
    pub naive_mase: Option<f64>,
    /// Past origins that both errors are of.
    pub origins: usize,
}

/// Seasons below which nothing is said.
const LEAST_SEASONS: usize = 2;
/// Seasons that a method learns from at least.
const LEARNED_SEASONS: usize = 4;
/// At most one step in so many may be unknown where a method is tried.
const GAPS: usize = 5;

impl SeriesToForecast {
    /// Without unknown steps at either end.
    pub fn new(mut series: Vec<Option<f64>>, season: usize, ahead: usize) -> Self {
        series.truncate(series.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        series.drain(..series.iter().position(Option::is_some).unwrap_or(0));
        SeriesToForecast { series, season, ahead }
    }

    /// Why no method but the rule is worth trying; none where one is.
    pub fn hindrance(&self) -> Option<String> {
        let (steps, known) = (self.series.len(), self.known());
        let needed = self.season * (LEARNED_SEASONS + LEAST_ORIGINS - 1) + self.reach();
        if known < needed {
            return Some(format!("too little history: {known} days are known, methods are tried from {needed} on"));
        }
        if (steps - known) * GAPS > steps {
            return Some(format!("too many gaps: {} of {steps} days are not known", steps - known));
        }
        if scale(&self.filled(), self.season) == 0.0 {
            return Some(
                "each week was the same as the one before: there is nothing to tell methods apart by".to_owned(),
            );
        }
        None
    }

    pub fn known(&self) -> usize {
        self.series.iter().flatten().count()
    }

    /// Steps that a trial looks ahead: a season at least, so that no weekday is left out.
    fn reach(&self) -> usize {
        self.ahead.max(self.season)
    }

    /// An unknown step is that of the season before, or after where there is none before. It is never what a forecast is
    /// judged by.
    pub fn filled(&self) -> Vec<f64> {
        let mut filled: Vec<f64> = Vec::with_capacity(self.series.len());
        for (at, value) in self.series.iter().enumerate() {
            let before = at.checked_sub(self.season).map(|at| filled[at]);
            let after = || self.series[at..].iter().step_by(self.season).flatten().next().copied();
            let guess = || before.or_else(after).or_else(|| filled.last().copied()).unwrap_or(0.0);
            filled.push(value.unwrap_or_else(guess));
        }
        filled
    }
}

impl Forecast {
    /// What is wrong with somebody else's answer to this question; none if it can be shown.
    pub fn defect(&self, asked: &SeriesToForecast) -> Option<String> {
        if self.steps.len() != asked.ahead {
            return Some(format!("it has {} steps and not {}", self.steps.len(), asked.ahead));
        }
        let positive = asked.series.iter().flatten().all(|value| *value >= 0.0);
        let wrong = |value: f64| !value.is_finite() || (positive && value < 0.0);
        let odd = |step: &ForecastStep| {
            let bounds = step.bounds.unwrap_or((step.value, step.value));
            [step.value, bounds.0, bounds.1].into_iter().any(wrong) || step.value < bounds.0 || step.value > bounds.1
        };
        if let Some(at) = self.steps.iter().position(odd) {
            return Some(format!("its step {} is no figure of this series", at + 1));
        }
        match (self.mase, self.naive_mase) {
            (Some(mase), Some(naive)) if mase.is_finite() && mase >= 0.0 && mase < naive => None,
            _ => Some("it was not better than repeating the last week".to_owned()),
        }
    }
}
