//! The next steps of one series by the plain methods, each tried on the series' own past. No training, no network, nothing
//! random: the best of them is shown where it beats repeating the last season, else nobody is.

use ytempire_domain::{
    forecast::{Contest, Forecast, SeriesToForecast, Way},
    trend::ScoreSource,
};

use crate::forecast::{Method, Rhythm};

/// Those that won somewhere in `FIGURES.md`, and those of which they are made.
const TRIED: [Method; 6] = [
    Method::SameStepMean,
    Method::Theta,
    Method::Profile,
    Method::Autoregression,
    Method::LogAutoregression,
    Method::Median,
];
/// Seasons that a method learns from at least.
const LEARNED: usize = 4;
/// Longest series and farthest step that are worked out.
const MOST: usize = 5_000;

/// Signs the forecasts.
pub const FORESEE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// # Errors
/// Why no method is to be shown: the rule answers then.
pub fn foresee(asked: &SeriesToForecast) -> Result<Forecast, String> {
    let (season, ahead) = (asked.season, asked.ahead);
    if season == 0 || ahead == 0 || asked.series.len() > MOST || ahead > MOST {
        return Err(format!(
            "{} days and {ahead} ahead of a rhythm of {season} cannot be worked out",
            asked.series.len()
        ));
    }
    if let Some(hindrance) = asked.hindrance() {
        return Err(hindrance);
    }
    let ways = TRIED.map(|method| {
        move |series: &[f64], ahead: usize| method.forecast(series, Rhythm { season, long: season, ahead })
    });
    let ways: Vec<Way<'_>> = ways.iter().map(|way| way as Way<'_>).collect();
    let shown = Contest::new(asked, LEARNED).best(&ways);
    let origins = shown.origins;
    let Some(way) = shown.way else {
        return Err(format!(
            "the method that was best on the older half of its past did not beat repeating the last week on the newer half, at \
             {origins} past origins"
        ));
    };
    Ok(Forecast {
        source: ScoreSource::Model,
        model: TRIED[way].name().to_owned(),
        version: Some(FORESEE_VERSION.to_owned()),
        because: format!("the best of {} methods on the older half of its past, judged by the newer half", TRIED.len()),
        steps: shown.steps,
        mase: shown.mase,
        naive_mase: shown.naive_mase,
        origins,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Draw;

    const WEEK: [f64; 7] = [1.0, 0.8, 0.8, 0.9, 1.1, 1.6, 1.5];

    fn asked(series: Vec<f64>, ahead: usize) -> SeriesToForecast {
        SeriesToForecast::new(series.into_iter().map(Some).collect(), 7, ahead)
    }

    /// Millions of views with a weekly rhythm, of a level that wanders, and noise.
    fn wandering(days: usize, seed: u64) -> Vec<f64> {
        let mut draw = Draw::new(seed);
        let mut level = 0.0;
        let day = |day: usize| {
            level = 0.97 * level + 0.06 * (draw.unit() - 0.5);
            2e6 * WEEK[day % 7] * f64::exp(level + 0.3 * (draw.unit() - 0.5))
        };
        (0..days).map(day).collect()
    }

    #[test]
    fn a_method_that_won_on_the_past_is_shown_with_its_error_beside_that_of_the_last_week() {
        let question = asked(wandering(200, 3), 14);
        let forecast = foresee(&question).unwrap();
        assert_eq!((forecast.source, forecast.version.as_deref()), (ScoreSource::Model, Some(FORESEE_VERSION)));
        assert!(forecast.mase.unwrap() < 0.9 * forecast.naive_mase.unwrap(), "{forecast:?}");
        assert_eq!((forecast.origins, forecast.defect(&question)), (12, None));
        assert_eq!(foresee(&question), Ok(forecast), "nothing is random");
    }

    #[test]
    fn a_series_whose_last_week_says_all_is_left_to_the_rule() {
        // Each week is a new one, at random, and goes on as it began.
        let mut draw = Draw::new(8);
        let mut level = 1_000.0;
        let walk = |day: usize| {
            if day.is_multiple_of(7) {
                level *= f64::exp(0.6 * (draw.unit() - 0.5));
            }
            level
        };
        let because = foresee(&asked((0..210).map(walk).collect(), 7)).unwrap_err();
        assert!(because.contains("did not beat repeating the last week"), "{because}");
    }

    #[test]
    fn series_that_are_short_constant_full_of_gaps_or_no_question_are_refused_in_words() {
        let short = foresee(&asked(wandering(40, 1), 14)).unwrap_err();
        assert!(short.contains("too little history: 40 days"), "{short}");
        assert!(foresee(&asked(vec![0.0; 200], 14)).unwrap_err().contains("each week was the same"));
        let gaps = wandering(200, 1).into_iter().enumerate().map(|(day, views)| (day % 3 > 0).then_some(views));
        let gaps = foresee(&SeriesToForecast::new(gaps.collect(), 7, 14)).unwrap_err();
        assert!(gaps.contains("too many gaps"), "{gaps}");
        for (season, ahead) in [(0, 14), (7, 0), (7, 1_000_000)] {
            let odd = SeriesToForecast { season, ahead, ..asked(wandering(200, 1), 1) };
            assert!(foresee(&odd).unwrap_err().contains("cannot be worked out"));
        }
    }

    #[test]
    fn zeros_and_a_step_change_give_figures_that_can_be_shown() {
        let mut new = vec![0.0; 120];
        new.extend(wandering(90, 5));
        let mut ten_times = wandering(150, 6);
        ten_times.extend(wandering(60, 7).iter().map(|views| 10.0 * views));
        let mut sold: Vec<f64> = wandering(210, 9);
        sold.iter_mut().step_by(3).for_each(|views| *views = 0.0);
        for series in [new, ten_times, sold] {
            for ahead in [1, 7, 30] {
                let question = asked(series.clone(), ahead);
                match foresee(&question) {
                    Ok(forecast) => assert_eq!(forecast.defect(&question), None),
                    Err(because) => assert!(because.contains("did not beat repeating the last week"), "{because}"),
                }
            }
        }
    }

    #[test]
    fn four_in_five_days_lie_within_the_bounds() {
        let (mut within, mut all) = (0, 0);
        for seed in 1..=60 {
            let series = wandering(224, seed);
            let Ok(forecast) = foresee(&asked(series[..210].to_vec(), 14)) else { continue };
            for (step, truth) in forecast.steps.iter().zip(&series[210..]) {
                let (low, high) = step.bounds.unwrap();
                within += usize::from((low..=high).contains(truth));
                all += 1;
            }
        }
        let share = within as f64 / all as f64;
        assert!(all > 40 * 14 && (0.72..=0.9).contains(&share), "{share} of {all}");
    }
}
