//! Methods at past origins of one series: the same question asked where the answer is known.

use super::{ForecastStep, SeriesToForecast, interval, scale, seasonal_naive};

/// Origins without which methods cannot be told apart, nor an interval be given.
pub const LEAST_ORIGINS: usize = 4;
/// Half a year of weeks.
const MOST_ORIGINS: usize = 26;

/// A way to look ahead: a history and how many steps.
pub type Way<'a> = &'a dyn Fn(&[f64], usize) -> Vec<f64>;

/// One origin: the history is `filled[..cut]`, its errors are multiples of `scale`.
struct Origin {
    cut: usize,
    scale: f64,
}

/// What one way did at the origins.
struct Trial {
    /// Of each origin; none where nothing was known to judge by.
    mase: Vec<Option<f64>>,
    /// Truth less forecast by step ahead, as multiples of the origin's scale.
    residuals: Vec<Vec<f64>>,
}

/// A series that ways are tried on.
pub struct Contest<'a> {
    asked: &'a SeriesToForecast,
    filled: Vec<f64>,
    /// The newest first.
    origins: Vec<Origin>,
    naive: Trial,
}

/// The way that is to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its place among those that were tried; none: repeating the last season.
    pub way: Option<usize>,
    pub steps: Vec<ForecastStep>,
    pub mase: Option<f64>,
    pub naive_mase: Option<f64>,
    pub origins: usize,
}

impl<'a> Contest<'a> {
    /// `learned`: seasons that each history has at least.
    pub fn new(asked: &'a SeriesToForecast, learned: usize) -> Self {
        let (filled, season) = (asked.filled(), asked.season);
        let cuts = (0..MOST_ORIGINS).map_while(|back| filled.len().checked_sub(asked.reach() + back * season));
        let cuts = cuts.take_while(|cut| *cut >= (learned * season).max(season + 1));
        let origin = |cut: usize| Origin { cut, scale: scale(&filled[..cut], season) };
        let origins = cuts.map(origin).filter(|origin| origin.scale > 0.0).collect();
        let mut contest = Contest { asked, filled, origins, naive: Trial { mase: Vec::new(), residuals: Vec::new() } };
        contest.naive = contest.tried(&|series, ahead| seasonal_naive(series, season, ahead));
        contest
    }

    /// The best of several ways. Where there are several they are chosen by the older half of the origins and judged by the
    /// newer one: the error that is told is of days that had no say in the choice. A way that does not beat repeating
    /// the last season there is not shown.
    pub fn best(&self, ways: &[Way<'_>]) -> Shown {
        let trials: Vec<Trial> = ways.iter().map(|way| self.tried(*way)).collect();
        let half = if ways.len() > 1 { self.origins.len().div_ceil(2) } else { self.origins.len() };
        let (judging, choosing) = if ways.len() > 1 { (0..half, half..self.origins.len()) } else { (0..half, 0..half) };
        let naive_mase = mean(&self.naive.mase[judging.clone()]);
        let beats = |way: &usize| {
            let mase = mean(&trials[*way].mase[judging.clone()]);
            mase.zip(naive_mase).is_some_and(|(mase, naive)| mase < naive)
        };
        let worth = |way: usize| Some((way, mean(&trials[way].mase[choosing.clone()])?));
        let best = (0..ways.len()).filter_map(worth).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(way, _)| way);
        let way = best.filter(|_| self.origins.len() >= LEAST_ORIGINS).filter(beats);
        let season = self.asked.season;
        let last_season = |series: &[f64], ahead: usize| seasonal_naive(series, season, ahead);
        let (shown, trial): (Way<'_>, &Trial) = match way {
            Some(way) => (ways[way], &trials[way]),
            None => (&last_season, &self.naive),
        };
        Shown {
            way,
            steps: self.steps(shown, trial),
            mase: mean(&trial.mase[judging.clone()]),
            naive_mase,
            origins: self.naive.mase[judging].iter().flatten().count(),
        }
    }

    fn tried(&self, way: Way<'_>) -> Trial {
        let reach = self.asked.reach();
        let mut trial = Trial { mase: Vec::new(), residuals: vec![Vec::new(); reach] };
        for Origin { cut, scale } in &self.origins {
            let forecast = way(&self.filled[..*cut], reach);
            let (mut sum, mut count) = (0.0, 0.0);
            for (step, (forecast, truth)) in forecast.iter().zip(&self.asked.series[*cut..]).enumerate() {
                let Some(truth) = truth else { continue };
                let error = (truth - forecast) / scale;
                (sum, count) = (sum + error.abs(), count + 1.0);
                trial.residuals[step].push(error);
            }
            trial.mase.push((count > 0.0).then(|| sum / count));
        }
        trial
    }

    fn steps(&self, way: Way<'_>, trial: &Trial) -> Vec<ForecastStep> {
        let ahead = self.asked.ahead;
        let enough = self.origins.len() >= LEAST_ORIGINS;
        let bounds = if enough { interval::bounds(&trial.residuals) } else { Vec::new() };
        let now = scale(&self.filled, self.asked.season);
        let floor = if self.filled.iter().all(|value| *value >= 0.0) { 0.0 } else { f64::NEG_INFINITY };
        let step = |(at, value): (usize, f64)| {
            let bounds = bounds.get(at).copied().flatten();
            let bounds =
                bounds.map(|(low, high)| ((value + low * now).clamp(floor, value), (value + high * now).max(value)));
            ForecastStep { value, bounds }
        };
        way(&self.filled, ahead).into_iter().map(|value| value.max(floor)).enumerate().map(step).collect()
    }
}

/// Of those that are known.
fn mean(errors: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = errors.iter().flatten().copied().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}
