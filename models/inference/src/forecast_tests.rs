use super::*;
use crate::draw::Draw;

/// A day's and a week's rhythm, a slow rise and a little noise.
fn made(steps: usize) -> Vec<f64> {
    let mut draw = Draw::new(5);
    let wave = |at: f64, season: f64| (std::f64::consts::TAU * at / season).sin();
    (0..steps)
        .map(|at| at as f64)
        .map(|at| 100.0 + 20.0 * wave(at, 24.0) + 10.0 * wave(at, 168.0) + 0.02 * at + draw.unit())
        .collect()
}

fn error(method: Method, series: &[f64], rhythm: Rhythm) -> f64 {
    let (seen, truth) = series.split_at(series.len() - rhythm.ahead);
    Errors::of(&method.forecast(seen, rhythm), truth, scale(seen, rhythm.season)).mase
}

#[test]
fn methods_that_know_the_week_beat_the_day_before() {
    let series = made(960);
    let day_before = error(Method::SeasonalNaive, &series, Rhythm::HOURLY);
    for method in
        [Method::Decomposition, Method::Profile, Method::Autoregression, Method::LogAutoregression, Method::Median]
    {
        let error = error(method, &series, Rhythm::HOURLY);
        assert!(error < 0.6 * day_before, "{}: {error} of {day_before}", method.name());
    }
}

#[test]
fn every_method_gives_finite_steps_for_every_odd_series() {
    let odd: [&[f64]; 6] = [&[5.0], &[0.0; 30], &[7.0; 800], &[1.0, 2.0, 3.0], &[1e12; 400], &[-4.0; 100]];
    for rhythm in [Rhythm::HOURLY, Rhythm::DAILY] {
        for (number, series) in odd.iter().enumerate() {
            for method in Method::ALL {
                let steps = method.forecast(series, rhythm);
                assert_eq!(steps.len(), rhythm.ahead);
                assert!(steps.iter().all(|step| step.is_finite()), "{} of series {number}", method.name());
            }
        }
    }
}

#[test]
fn counts_are_never_forecast_below_zero() {
    let falling: Vec<f64> = (0..200).map(|at| f64::max(0.0, 150.0 - f64::from(at))).collect();
    for method in Method::ALL {
        assert!(method.forecast(&falling, Rhythm::DAILY).iter().all(|step| *step >= 0.0), "{}", method.name());
    }
}

#[test]
fn errors_match_those_worked_out_by_hand() {
    let errors = Errors::of(&[1.0, 3.0], &[2.0, 3.0], scale(&[1.0, 2.0, 4.0, 4.0], 2));
    assert!((errors.smape - 100.0 / 3.0).abs() < 1e-9);
    assert!((errors.mase - 0.5 / 2.5).abs() < 1e-9);
    assert_eq!(Errors { smape: 18.383, mase: 2.395 }.owa(), 1.0);
}

#[test]
fn a_same_step_mean_is_that_of_the_same_weekday() {
    let series: Vec<f64> = (0..28).map(|day| f64::from(day % 7) + f64::from(day / 7)).collect();
    let steps = same_step_mean(&series, Rhythm::DAILY);
    assert_eq!(steps[..3], [1.5, 2.5, 3.5]);
    assert_eq!(steps[7], 1.5);
}
