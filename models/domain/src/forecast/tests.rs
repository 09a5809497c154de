use super::*;

/// Numbers without a pattern, the same each time: in [-1, 1).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % 2_000_001) as f64 / 1e6 - 1.0
    }

    /// Nearly normal, of spread 1.
    fn bell(&mut self) -> f64 {
        (0..3).map(|_| self.next()).sum()
    }
}

const WEEK: [f64; 7] = [1.0, 0.8, 0.8, 0.9, 1.1, 1.6, 1.5];

/// Views with a weekly rhythm and a spread of a tenth around it.
fn weekly(days: usize, level: f64, seed: u64) -> Vec<f64> {
    let mut noise = Noise(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    (0..days).map(|day| (level * WEEK[day % 7] * (1.0 + 0.1 * noise.bell())).max(0.0).round()).collect()
}

fn asked(series: &[f64], ahead: usize) -> SeriesToForecast {
    SeriesToForecast::new(series.iter().map(|value| Some(*value)).collect(), 7, ahead)
}

fn ruled(series: &[f64], ahead: usize) -> Forecast {
    let forecast = Forecast::by_rule(&asked(series, ahead), "a test asks");
    assert!(forecast.steps.is_empty() || forecast.steps.len() == ahead);
    for step in &forecast.steps {
        let (low, high) = step.bounds.unwrap_or((step.value, step.value));
        assert!(0.0 <= low && low <= step.value && step.value <= high && high.is_finite(), "{step:?}");
    }
    forecast
}

#[test]
fn the_mean_of_a_weekday_is_shown_where_it_was_better_than_the_last_week() {
    let forecast = ruled(&weekly(140, 1e6, 3), 14);
    assert_eq!((forecast.source, forecast.model.as_str()), (ScoreSource::Rule, SAME_STEP));
    assert!(forecast.mase.unwrap() < forecast.naive_mase.unwrap(), "{forecast:?}");
    assert_eq!(forecast.origins, 17, "a week apart, with two weeks before the oldest");
    // Day 140 is the first of a week.
    for (step, share) in forecast.steps.iter().zip(WEEK.iter().cycle()) {
        assert!((step.value / 1e6 / share - 1.0).abs() < 0.2, "{step:?} for {share}");
        assert!(step.bounds.is_some());
    }
}

#[test]
fn after_a_step_change_the_last_week_stands() {
    let mut series = weekly(126, 1_000.0, 5);
    series.extend(weekly(70, 1_000.0, 6).iter().enumerate().map(|(day, views)| views * (2.0 + day as f64 / 7.0)));
    let forecast = ruled(&series, 7);
    assert_eq!((forecast.model.as_str(), forecast.mase), (LAST_SEASON, forecast.naive_mase));
    let last: Vec<f64> = series[189..].to_vec();
    assert_eq!(forecast.steps.iter().map(|step| step.value).collect::<Vec<_>>(), last);
}

#[test]
fn a_short_series_is_carried_on_without_an_error_it_never_made_and_a_shorter_one_is_not() {
    let forecast = ruled(&weekly(20, 500.0, 1), 14);
    assert_eq!((forecast.steps.len(), forecast.mase, forecast.origins), (14, None, 0));
    assert!(forecast.steps.iter().all(|step| step.bounds.is_none()));
    let forecast = ruled(&weekly(13, 500.0, 1), 14);
    assert!(forecast.steps.is_empty());
    assert_eq!(forecast.because, "too little history: 13 days are known, a forecast begins with 14");
    assert!(ruled(&[], 14).steps.is_empty());
    let hindrance = asked(&weekly(27, 500.0, 1), 14).hindrance().unwrap();
    assert_eq!(hindrance, "too little history: 27 days are known, methods are tried from 63 on");
    assert_eq!(asked(&weekly(63, 500.0, 1), 14).hindrance(), None);
}

#[test]
fn zeros_and_constants_are_carried_on_and_have_nothing_to_be_judged_by() {
    for value in [0.0, 7.0, 3e12] {
        let forecast = ruled(&[value; 100], 30);
        assert!(forecast.steps.iter().all(|step| step.value == value && step.bounds.is_none()), "{forecast:?}");
        assert_eq!((forecast.mase, forecast.naive_mase), (None, None));
        assert!(asked(&[value; 100], 30).hindrance().unwrap().contains("the same as the one before"));
    }
    let mut late = vec![0.0; 90];
    late.extend(weekly(30, 40.0, 2));
    assert!(ruled(&late, 7).mase.is_some_and(f64::is_finite));
}

#[test]
fn days_without_a_report_are_those_of_the_week_before() {
    let mut series: Vec<Option<f64>> = weekly(140, 1_000.0, 3).into_iter().map(Some).collect();
    for at in [0, 1, 30, 77, 78, 138, 139] {
        series[at] = None;
    }
    let asked = SeriesToForecast::new(series, 7, 7);
    assert_eq!((asked.series.len(), asked.known()), (136, 133), "unknown ends are no gaps");
    let filled = asked.filled();
    assert_eq!((filled[28], filled[75], filled[76]), (filled[21], filled[68], filled[69]));
    assert!(asked.hindrance().is_none());
    let mut holes = asked.clone();
    for weekday in 56..59 {
        holes.series.iter_mut().skip(weekday).step_by(7).for_each(|day| *day = None);
    }
    assert!(holes.hindrance().unwrap().contains("too many gaps"), "{:?}", holes.hindrance());
    assert_eq!(SeriesToForecast::new(vec![None; 50], 7, 7).known(), 0);
}

#[test]
fn errors_are_those_worked_out_by_hand() {
    // Weeks of 10, 20, 30, 40: each is 10 more than the one before, so the last week again misses by one scale, two weeks
    // ahead by two.
    let series: Vec<f64> = (0..28).map(|day| f64::from(day / 7 * 10 + 10)).collect();
    let forecast = ruled(&series, 7);
    assert_eq!((forecast.mase, forecast.origins), (Some(1.0), 2));
    assert_eq!(ruled(&series, 14).mase, Some(1.5));
    // A day without a report is nobody's error, neither as nothing nor as what stands in for it.
    let mut gap = asked(&series, 7);
    gap.series[24] = None;
    assert_eq!(Forecast::by_rule(&gap, "").mase, Some(1.0));
}

/// The figures are those of another program, in another language, that was written from the description alone.
#[test]
fn a_forecast_is_what_another_program_makes_of_the_same_days() {
    let series: Vec<f64> = (0..100_u32).map(|day| f64::from(900 + day % 7 * 200 + day * day * 7919 % 151)).collect();
    let forecast = ruled(&series, 14);
    let near = |ours: f64, theirs: f64| assert!((ours - theirs).abs() < 1e-9 * theirs, "{ours} for {theirs}");
    assert_eq!((forecast.model.as_str(), forecast.origins), (SAME_STEP, 11));
    near(forecast.mase.unwrap(), 0.7367042770351637);
    near(forecast.naive_mase.unwrap(), 0.8929224238672924);
    for (step, value, low, high) in
        [(0, 1363.25, 1304.7827473622403, 1416.3501861042184), (13, 1200.25, 1127.2826357608483, 1255.0299120234604)]
    {
        near(forecast.steps[step].value, value);
        near(forecast.steps[step].bounds.unwrap().0, low);
        near(forecast.steps[step].bounds.unwrap().1, high);
    }
}

#[test]
fn a_way_is_chosen_by_older_origins_and_shown_only_where_it_also_wins_at_newer_ones() {
    let series = weekly(210, 1_000.0, 9);
    let question = asked(&series, 7);
    let contest = Contest::new(&question, 4);
    let mean = |series: &[f64], ahead: usize| same_step_mean(series, 7, ahead);
    let wild = |_: &[f64], ahead: usize| vec![1e9; ahead];
    // Right at the older origins, wild at the newer ones: it wins the choice and loses what is judged.
    let turns = |seen: &[f64], ahead: usize| {
        if seen.len() < 115 { series[seen.len()..seen.len() + ahead].to_vec() } else { vec![1e9; ahead] }
    };
    let shown = contest.best(&[&wild, &mean]);
    assert_eq!(shown.way, Some(1));
    assert_eq!(shown.origins, 13, "the newer half of 26");
    let shown = contest.best(&[&mean, &turns]);
    assert_eq!((shown.way, shown.mase), (None, shown.naive_mase));
    assert_eq!(contest.best(&[&wild]).way, None);
}

/// Share of days within the bounds, over many series that go on after what was known.
fn covered(make: impl Fn(u64) -> Vec<f64>, known: usize, ahead: usize) -> f64 {
    let (mut within, mut all) = (0.0, 0.0);
    for seed in 1..=200 {
        let series = make(seed);
        let forecast = ruled(&series[..known], ahead);
        for (step, truth) in forecast.steps.iter().zip(&series[known..]) {
            let (low, high) = step.bounds.expect("enough origins");
            within += f64::from(u8::from((low..=high).contains(truth)));
            all += 1.0;
        }
    }
    within / all
}

#[test]
fn four_in_five_days_lie_within_the_bounds() {
    for (known, ahead) in [(63, 7), (126, 14), (364, 28)] {
        let share = covered(|seed| weekly(known + ahead, 1e5, seed), known, ahead);
        assert!((0.75..=0.88).contains(&share), "{share} of {known} days and {ahead} ahead");
    }
}

#[test]
fn an_answer_that_is_no_forecast_has_a_defect() {
    let series = weekly(140, 1_000.0, 3);
    let question = asked(&series, 14);
    let good = Forecast { source: ScoreSource::Model, ..ruled(&series, 14) };
    assert_eq!(good.defect(&question), None);
    let bad = |change: &dyn Fn(&mut Forecast)| {
        let mut forecast = good.clone();
        change(&mut forecast);
        forecast.defect(&question)
    };
    assert!(bad(&|forecast| forecast.steps.truncate(13)).unwrap().contains("13 steps"));
    for value in [f64::NAN, f64::INFINITY, -1.0, 1e9] {
        assert!(bad(&|forecast| forecast.steps[3].value = value).unwrap().contains("step 4"), "{value}");
    }
    assert!(bad(&|forecast| forecast.steps[3].bounds = Some((f64::NAN, 1e9))).is_some());
    for mase in [None, good.naive_mase, Some(f64::NAN), Some(-1.0)] {
        assert!(bad(&|forecast| forecast.mase = mase).unwrap().contains("not better"), "{mase:?}");
    }
}
