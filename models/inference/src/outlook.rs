//! Which way to forecast is best for a kind of series: all of them from many origins of its own past, in one table.

use serde::{Deserialize, Serialize};

use crate::{
    InferenceError, Progress, Result, Table, Task,
    draw::Draw,
    forecast::{Errors, Method, Rhythm, scale},
    metrics::middle_95,
};

/// A chosen method and its errors at past origins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    pub task: Task,
    pub method: Method,
    pub rhythm: Rhythm,
    /// Mean errors; none where it was never judged.
    pub errors: Option<Errors>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    pub name: String,
    pub errors: Errors,
    /// Where 95 % of the means of drawn blocks lie; NaN with fewer than five blocks. A block is a series with all of its
    /// origins, or of a single series two origins whose forecasts overlap.
    pub mase_interval: (f64, f64),
    pub smape_interval: (f64, f64),
    pub owa_interval: (f64, f64),
    /// Mean MASE of each origin, the newest first.
    pub origins: Vec<f64>,
}

/// What a comparison leaves.
#[derive(Clone, Debug)]
pub struct Compared {
    pub outlook: Outlook,
    pub table: Vec<Ranked>,
    /// Errors of the chosen method over truth, each as a share of the series' scale: for a plot of residuals.
    pub residuals: Vec<Vec<f64>>,
    pub series: usize,
}

impl Outlook {
    /// What is shown until a comparison was made.
    pub const fn fallback(task: Task, rhythm: Rhythm) -> Self {
        let method = if rhythm.long == rhythm.season { Method::SameStepMean } else { Method::SeasonalNaive };
        Outlook { task, method, rhythm, errors: None }
    }

    pub fn forecast(&self, series: &[f64]) -> Vec<f64> {
        self.method.forecast(series, self.rhythm)
    }
}

/// Origins looked back to: for hours three, two days apart; for days 48, a week apart.
fn origins(rhythm: Rhythm) -> Vec<usize> {
    if rhythm.long == rhythm.season {
        (0..48).map(|back| rhythm.ahead + rhythm.season * back).collect()
    } else {
        (1..=3).map(|back| rhythm.ahead * back).collect()
    }
}

/// The series of a table: one a row, or the whole column.
pub fn series(table: &Table) -> Vec<Vec<f64>> {
    match table.task {
        Task::Hourly => table.series("values").to_vec(),
        _ => vec![table.number("pageviews").to_vec()],
    }
}

/// Compares all methods on a table's series. Nothing is random.
pub fn compare(table: &Table, tell: &mut dyn FnMut(Progress) -> bool) -> Result<Compared> {
    let task = table.task;
    let rhythm = if task == Task::Hourly { Rhythm::HOURLY } else { Rhythm::DAILY };
    let all = series(table);
    let back = origins(rhythm);
    let deepest = back.last().copied().unwrap_or(0);
    let long: Vec<&Vec<f64>> = all.iter().filter(|series| series.len() > deepest + 2 * rhythm.long).collect();
    if long.is_empty() {
        let reason = format!("a series takes more than {} steps", deepest + 2 * rhythm.long);
        return Err(InferenceError::TooLittle { task, reason });
    }
    let mut table = Vec::new();
    for (done, method) in Method::ALL.into_iter().enumerate() {
        if !tell(Progress { task, done, of: Method::ALL.len(), doing: method.name().to_owned() }) {
            return Err(InferenceError::Stopped("the comparison was stopped"));
        }
        table.push(rank(method, &long, &back, rhythm));
    }
    let worth = |row: &Ranked| if task == Task::Hourly { row.errors.owa() } else { row.errors.mase };
    let best = (0..table.len()).min_by(|a, b| worth(&table[*a]).total_cmp(&worth(&table[*b]))).unwrap_or(0);
    let outlook = Outlook { task, method: Method::ALL[best], rhythm, errors: Some(table[best].errors) };
    let residuals = (0..rhythm.ahead).map(|_| Vec::new()).collect();
    let mut compared = Compared { outlook, table, residuals, series: long.len() };
    compared.residuals = residuals_of(&compared.outlook, &long, &back);
    Ok(compared)
}

fn rank(method: Method, all: &[&Vec<f64>], back: &[usize], rhythm: Rhythm) -> Ranked {
    let at = |back: &usize| -> Vec<Errors> {
        let one = |series: &&Vec<f64>| {
            let (seen, truth) = series.split_at(series.len() - back);
            Errors::of(&method.forecast(seen, rhythm), &truth[..rhythm.ahead], scale(seen, rhythm.season))
        };
        all.iter().map(one).collect()
    };
    let origins: Vec<Vec<Errors>> = back.iter().map(at).collect();
    let drawn = drawn(&blocks(&origins));
    let interval = |of: fn(&Errors) -> f64| middle_95(drawn.iter().map(of).collect());
    Ranked {
        name: method.name().to_owned(),
        errors: Errors::mean(&origins.concat()),
        mase_interval: interval(|errors| errors.mase),
        smape_interval: interval(|errors| errors.smape),
        owa_interval: interval(Errors::owa),
        origins: origins.iter().map(|series| Errors::mean(series).mase).collect(),
    }
}

/// Errors that go together.
fn blocks(origins: &[Vec<Errors>]) -> Vec<Errors> {
    let series = origins.first().map_or(0, Vec::len);
    match series {
        1 => origins.chunks(2).map(|pair| Errors::mean(&pair.concat())).collect(),
        _ => (0..series).map(|at| Errors::mean(&origins.iter().map(|o| o[at]).collect::<Vec<_>>())).collect(),
    }
}

/// Means of blocks drawn with replacement.
fn drawn(blocks: &[Errors]) -> Vec<Errors> {
    const DRAWS: usize = 400;
    let mut draw = Draw::new(7);
    let mut one = |_| Errors::mean(&blocks.iter().map(|_| blocks[draw.below(blocks.len())]).collect::<Vec<_>>());
    if blocks.len() < 5 { Vec::new() } else { (0..DRAWS).map(&mut one).collect() }
}

/// For each step ahead, errors of all series and origins.
fn residuals_of(outlook: &Outlook, all: &[&Vec<f64>], back: &[usize]) -> Vec<Vec<f64>> {
    let rhythm = outlook.rhythm;
    let mut steps = vec![Vec::new(); rhythm.ahead];
    for series in all {
        let scale = scale(series, rhythm.season);
        for back in back {
            let (seen, truth) = series.split_at(series.len() - back);
            for (at, (forecast, truth)) in outlook.forecast(seen).iter().zip(truth).enumerate() {
                steps[at].push((forecast - truth) / scale);
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(mase: f64) -> Errors {
        Errors { smape: 10.0 * mase, mase }
    }

    #[test]
    fn an_interval_comes_from_whole_series_and_holds_the_mean() {
        // Three origins of 40 series that differ much from each other and not at all from origin to origin.
        let one: Vec<Errors> = (0..40).map(|at| errors(f64::from(at % 4))).collect();
        let of_series = blocks(&vec![one.clone(); 3]);
        assert_eq!(of_series, one);
        let (low, high) = middle_95(drawn(&of_series).iter().map(|errors| errors.mase).collect());
        assert!(low < 1.4 && low > 0.9 && high > 1.6 && high < 2.1, "{low} {high}");
    }

    #[test]
    fn origins_of_a_single_series_are_drawn_in_pairs_and_four_blocks_tell_nothing() {
        let origins: Vec<Vec<Errors>> = (0..8).map(|at| vec![errors(f64::from(at))]).collect();
        assert_eq!(blocks(&origins).iter().map(|errors| errors.mase).collect::<Vec<_>>(), [0.5, 2.5, 4.5, 6.5]);
        assert!(drawn(&blocks(&origins)).is_empty());
    }
}
