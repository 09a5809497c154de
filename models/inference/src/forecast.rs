//! Forecasts of one series: plain methods side by side, and their median. A method is shown only beside its error on
//! the series' own last days, and beside the seasonal naive one.

mod autoregression;
mod decomposition;
mod naive;
#[cfg(feature = "torch")]
pub mod network;
mod profile;
mod solve;
mod theta;

use serde::{Deserialize, Serialize};

pub use self::{
    autoregression::autoregression,
    decomposition::decomposition,
    naive::{naive, same_step_mean, seasonal_naive},
    profile::profile,
    theta::theta,
};

/// The rhythm of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// Steps of the short season: 24 hours, 7 days.
    pub season: usize,
    /// Steps of the long one: 168 hours; the same as `season` where there is none.
    pub long: usize,
    /// Steps to look ahead.
    pub ahead: usize,
}

impl Rhythm {
    /// Hours of a day, 48 ahead.
    pub const HOURLY: Rhythm = Rhythm { season: 24, long: 168, ahead: 48 };
    /// Days of a week, 14 ahead.
    pub const DAILY: Rhythm = Rhythm { season: 7, long: 7, ahead: 14 };
}

/// A way to look ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Naive,
    SeasonalNaive,
    /// The mean of the same step of the last four long seasons (of a day's weekday over 28 days).
    SameStepMean,
    Theta,
    /// Trend with change points, and seasons (in the manner of Prophet).
    Decomposition,
    /// The long season's shape at a level that returns to the usual one.
    Profile,
    Autoregression,
    /// The same over logarithms.
    LogAutoregression,
    /// The mean of a recent level and the usual one, by median shapes.
    Median,
}

impl Method {
    pub const ALL: [Method; 9] = [
        Method::Naive,
        Method::SeasonalNaive,
        Method::SameStepMean,
        Method::Theta,
        Method::Decomposition,
        Method::Profile,
        Method::Autoregression,
        Method::LogAutoregression,
        Method::Median,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Method::Naive => "naive",
            Method::SeasonalNaive => "seasonal naive",
            Method::SameStepMean => "same-step mean",
            Method::Theta => "theta",
            Method::Decomposition => "trend + season",
            Method::Profile => "profile",
            Method::Autoregression => "autoregression",
            Method::LogAutoregression => "log autoregression",
            Method::Median => "median of four",
        }
    }

    /// The forecast; never below zero where the series never was.
    pub fn forecast(self, series: &[f64], rhythm: Rhythm) -> Vec<f64> {
        // Three short seasons are the least that any of them can be fitted on.
        let short = series.len() < 3 * rhythm.season;
        let raw = match self {
            Method::Naive => naive(series, rhythm.ahead),
            _ if short => seasonal_naive(series, rhythm),
            Method::SeasonalNaive => seasonal_naive(series, rhythm),
            Method::SameStepMean => same_step_mean(series, rhythm),
            Method::Theta => theta(series, rhythm),
            Method::Decomposition => decomposition(series, rhythm),
            Method::Profile => profile(series, rhythm),
            Method::Autoregression => autoregression(series, rhythm),
            Method::LogAutoregression => logarithmic(series, rhythm),
            Method::Median => median(series, rhythm),
        };
        let floor = if series.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::NEG_INFINITY };
        raw.into_iter().map(|value| if value.is_finite() { value.max(floor) } else { last(series) }).collect()
    }
}

fn last(series: &[f64]) -> f64 {
    series.last().copied().unwrap_or(0.0)
}

/// Counts with wild days forecast better as logarithms; a series below zero has none.
fn logarithmic(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    if series.iter().any(|value| *value < 0.0) {
        return autoregression(series, rhythm);
    }
    let logs: Vec<f64> = series.iter().map(|value| value.ln_1p()).collect();
    autoregression(&logs, rhythm).into_iter().map(f64::exp_m1).collect()
}

/// Four unlike methods; step by step the mean of the middle two, so that one that runs away does no harm.
fn median(series: &[f64], rhythm: Rhythm) -> Vec<f64> {
    let last = if rhythm.long == rhythm.season { Method::SameStepMean } else { Method::SeasonalNaive };
    let four = [Method::Autoregression, Method::LogAutoregression, Method::Profile, last];
    let all: Vec<Vec<f64>> = four.iter().map(|method| method.forecast(series, rhythm)).collect();
    middle(&all)
}

/// Step by step the median of several forecasts.
pub fn middle(all: &[Vec<f64>]) -> Vec<f64> {
    let steps = all.first().map_or(0, Vec::len);
    let step = |at: usize| {
        let mut values: Vec<f64> = all.iter().map(|forecast| forecast[at]).collect();
        values.sort_by(f64::total_cmp);
        let half = values.len() / 2;
        if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) }
    };
    (0..steps).map(step).collect()
}

/// Error of one forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Errors {
    /// Symmetric percentage error, 0 to 200.
    pub smape: f64,
    /// Absolute error as a multiple of the seasonal naive one's over the history.
    pub mase: f64,
}

impl Errors {
    /// `scale`: see [`scale`].
    pub fn of(forecast: &[f64], truth: &[f64], scale: f64) -> Self {
        let steps = truth.len().max(1) as f64;
        let pairs = || forecast.iter().zip(truth);
        let share = |(f, y): (&f64, &f64)| {
            let sum = f.abs() + y.abs();
            if sum > 0.0 { 200.0 * (f - y).abs() / sum } else { 0.0 }
        };
        Errors {
            smape: pairs().map(share).sum::<f64>() / steps,
            mase: pairs().map(|(f, y)| (f - y).abs()).sum::<f64>() / steps / scale,
        }
    }

    pub fn mean(all: &[Errors]) -> Errors {
        let count = all.len().max(1) as f64;
        Errors {
            smape: all.iter().map(|e| e.smape).sum::<f64>() / count,
            mase: all.iter().map(|e| e.mase).sum::<f64>() / count,
        }
    }

    /// Overall weighted average of M4 against its Naive2 for hourly series (18.383 and 2.395).
    pub fn owa(&self) -> f64 {
        f64::midpoint(self.smape / 18.383, self.mase / 2.395)
    }
}

/// The mean change from one season to the next: what an error is measured by.
pub fn scale(series: &[f64], season: usize) -> f64 {
    ytempire_domain::forecast::scale(series, season).max(1e-9)
}

#[cfg(test)]
#[path = "forecast_tests.rs"]
mod tests;
