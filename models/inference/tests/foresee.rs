//! Forecasts on a real cut: thirty topics of a front page, day by day for four months and a half.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{collections::BTreeMap, fs::File, path::Path};

use chrono::{Days, NaiveDate};
use flate2::read::GzDecoder;
use ytempire_domain::forecast::{Forecast, SeriesToForecast};
use ytempire_inference::foresee;

/// A topic's row tells its day, the fourteen before and the one after.
fn topics() -> Vec<Vec<Option<f64>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/t1g_hn_topics_daily.csv.gz");
    let mut rows = csv::Reader::from_reader(GzDecoder::new(File::open(path).unwrap()));
    let mut topics: BTreeMap<String, BTreeMap<NaiveDate, f64>> = BTreeMap::new();
    for row in rows.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let (day, days) = (row["date"].parse::<NaiveDate>().unwrap(), topics.entry(row["topic"].clone()).or_default());
        let mut tell = |day: NaiveDate, cell: &str| cell.parse().ok().map(|value| days.insert(day, value));
        for back in 0..14 {
            tell(day - Days::new(back), &row[&format!("a_l{back}")]);
        }
        tell(day + Days::new(1), &row["next"]);
    }
    let daily = |days: BTreeMap<NaiveDate, f64>| {
        let (first, last) = (*days.keys().next().unwrap(), *days.keys().next_back().unwrap());
        first.iter_days().take_while(|day| *day <= last).map(|day| days.get(&day).copied()).collect()
    };
    topics.into_values().map(daily).filter(|days: &Vec<_>| days.len() >= 120).collect()
}

/// Shares of real days within the bounds, and how often a method was shown.
fn walked(answer: impl Fn(&SeriesToForecast) -> Forecast) -> (f64, usize) {
    let (mut within, mut all) = (0, 0);
    for series in topics() {
        for known in (84..series.len() - 7).step_by(7) {
            let forecast = answer(&SeriesToForecast::new(series[..known].to_vec(), 7, 7));
            for (step, truth) in forecast.steps.iter().zip(&series[known..]) {
                let Some(((low, high), truth)) = step.bounds.zip(*truth) else { continue };
                within += usize::from((low - 1e-9..=high + 1e-9).contains(&truth));
                all += 1;
            }
        }
    }
    (within as f64 / all as f64, all)
}

#[test]
fn four_in_five_real_days_lie_within_the_bounds_of_the_rule_and_of_the_methods() {
    assert!(topics().len() > 20, "{} long series", topics().len());
    let (share, days) = walked(|asked| Forecast::by_rule(asked, "a test asks"));
    assert!(days > 1_000 && (0.75..=0.88).contains(&share), "the rule: {share} of {days}");
    let (share, days) = walked(|asked| foresee(asked).unwrap_or_else(|because| Forecast::by_rule(asked, &because)));
    assert!(days > 1_000 && (0.75..=0.88).contains(&share), "the methods: {share} of {days}");
}

#[test]
fn on_real_days_what_is_shown_is_on_average_no_worse_than_repeating_the_last_week() {
    let (mut shown, mut naive) = (0.0, 0.0);
    let mut methods = 0;
    for series in topics() {
        for known in (84..series.len() - 7).step_by(7) {
            let asked = SeriesToForecast::new(series[..known].to_vec(), 7, 7);
            let Ok(forecast) = foresee(&asked) else { continue };
            methods += 1;
            for (step, truth) in series[known..known + 7].iter().enumerate() {
                let Some(truth) = truth else { continue };
                shown += (forecast.steps[step].value - truth).abs();
                naive += (asked.filled()[known - 7 + step] - truth).abs();
            }
        }
    }
    assert!(methods > 50, "{methods} were shown");
    assert!(shown < naive, "an error of {shown} against {naive}");
}
