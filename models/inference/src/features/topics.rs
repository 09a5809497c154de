//! Attention that a topic gets day by day: level, spread, rhythm of the week, and how far today is from the threshold
//! that tomorrow would have to pass. What the topic usually gets is beside the row where it is known.

use std::iter;

use super::{clock, log};
use crate::{Matrix, Table, levels::USUAL};

const DAYS: usize = 14;

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    let days: Vec<&[f64]> = (0..DAYS).map(|lag| table.number(&format!("a_l{lag}"))).collect();
    let history: Vec<Vec<f64>> = (0..table.len()).map(|at| days.iter().map(|day| day[at]).collect()).collect();
    let mut push = |name: &str, of: &dyn Fn(&[f64]) -> f64| m.push(name, history.iter().map(|h| of(h)));
    for lag in 0..DAYS {
        push(&format!("a_l{lag}"), &|h| h[lag].sqrt());
    }
    push("mean_3", &|h| mean(&h[..3]));
    push("mean_7", &|h| mean(&h[..7]));
    push("mean_14", &mean);
    push("week_change", &|h| log(mean(&h[..7])) - log(mean(&h[7..])));
    push("spread_7", &|h| spread(&h[..7]));
    push("spread_14", &spread);
    push("most_7", &|h| most(&h[..7]));
    push("most_14", &most);
    push("recent", &|h| h.iter().enumerate().map(|(lag, a)| a * 0.7f64.powi(lag as i32)).sum::<f64>() * 0.3);
    push("slow", &|h| h.iter().enumerate().map(|(lag, a)| a * 0.9f64.powi(lag as i32)).sum::<f64>() * 0.1);
    push("threshold", &|h| log(threshold(h)));
    push("today_share", &|h| log(h[0] / threshold(h)));
    push("yesterday_share", &|h| log(h[1] / threshold(h)));
    push("mean_14_share", &|h| log(mean(h) / threshold(h)));
    push("week_ago_share", &|h| log(h[6] / threshold(h)));
    push("empty_days", &|h| h.iter().filter(|a| **a == 0.0).count() as f64);
    push("days_above", &|h| h.iter().filter(|a| **a > threshold(h)).count() as f64);
    push("since_any", &|h| h.iter().position(|a| *a > 0.0).unwrap_or(DAYS) as f64);
    push("since_above", &|h| h.iter().position(|a| *a > threshold(h)).unwrap_or(DAYS) as f64);
    let tomorrow = table.number("date").iter().map(|day| clock::weekday(day + 1.0));
    m.push("weekday_tomorrow", tomorrow);
    let usual: Vec<f64> = table.number(USUAL).iter().copied().chain(iter::repeat(f64::NAN)).take(table.len()).collect();
    m.push("usual", usual.iter().map(|usual| (1.0 + usual).ln()));
    m.push("usual_share", usual.iter().zip(&history).map(|(usual, h)| (1.0 + usual / threshold(h)).ln()));
    m
}

/// What tomorrow has to pass to count as a rise.
fn threshold(history: &[f64]) -> f64 {
    1.2 * mean(&history[..7]).max(1.0)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn spread(values: &[f64]) -> f64 {
    let middle = mean(values);
    (values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / values.len() as f64).sqrt()
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}
