//! The rule: the mean of the same weekday over four weeks where that was better than repeating the last week, which is
//! what stands in for everything else.

use super::{Contest, Forecast, LEAST_SEASONS, SeriesToForecast, same_step_mean};
use crate::trend::ScoreSource;

/// Names of the two rules, for people.
pub const LAST_SEASON: &str = "the last week again";
pub const SAME_STEP: &str = "the mean of the same weekday over four weeks";
/// Where nothing is said.
const NONE: &str = "none";

impl Forecast {
    /// What the rule says; `because`: why no model does.
    pub fn by_rule(asked: &SeriesToForecast, because: &str) -> Self {
        let (known, least) = (asked.known(), LEAST_SEASONS * asked.season);
        if known < least {
            let because = format!("too little history: {known} days are known, a forecast begins with {least}");
            return Forecast::rule(NONE, because);
        }
        let mean = |series: &[f64], ahead: usize| same_step_mean(series, asked.season, ahead);
        let shown = Contest::new(asked, LEAST_SEASONS).best(&[&mean]);
        let name = if shown.way.is_some() { SAME_STEP } else { LAST_SEASON };
        Forecast {
            steps: shown.steps,
            mase: shown.mase,
            naive_mase: shown.naive_mase,
            origins: shown.origins,
            ..Forecast::rule(name, because.to_owned())
        }
    }

    fn rule(name: &str, because: String) -> Self {
        Forecast {
            source: ScoreSource::Rule,
            model: name.to_owned(),
            version: None,
            because,
            steps: Vec::new(),
            mase: None,
            naive_mase: None,
            origins: 0,
        }
    }
}
