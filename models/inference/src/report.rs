//! A training as a page that a person can judge: the table of all kinds of models, and plots. No script, no font, no
//! picture from elsewhere.

mod page;
mod plot;
mod summary;

use serde::Serialize;

use crate::{Card, Learned, Ranked, Standing, metrics, outlook::Compared};

use self::plot::{Line, Plot};
pub use self::summary::summary;

/// Both forms of a report.
#[derive(Clone, Debug)]
pub struct Report {
    pub json: Vec<u8>,
    pub html: String,
}

#[derive(Serialize)]
struct Scores<'a> {
    card: &'a Card,
    table: &'a [Standing],
    folds: &'a [(String, usize, usize)],
    reliability: Vec<(usize, f64, f64)>,
}

#[derive(Serialize)]
struct Forecasts<'a> {
    card: &'a Card,
    table: &'a [Ranked],
}

/// The report of a model of probabilities.
pub fn of_scores(card: &Card, learned: &Learned) -> Report {
    let reliability = metrics::reliability(&learned.scores, &learned.labels);
    let json = Scores { card, table: &learned.table, folds: &learned.folds, reliability: reliability.clone() };
    let plots = [roc(learned), calibration(&reliability), lift(learned), histogram(learned)];
    Report {
        json: serde_json::to_vec_pretty(&json).unwrap_or_default(),
        html: page::html(card, &page::standings(&learned.table), &plots.map(|plot| plot.svg())),
    }
}

/// The report of a way to forecast.
pub fn of_forecasts(card: &Card, compared: &Compared) -> Report {
    let plots = [residuals(compared), origins(compared)];
    Report {
        json: serde_json::to_vec_pretty(&Forecasts { card, table: &compared.table }).unwrap_or_default(),
        html: page::html(
            card,
            &page::ranked(card.task, &compared.table, compared.outlook.method.name()),
            &plots.map(|plot| plot.svg()),
        ),
    }
}

/// Points of a curve that a plot can show.
const POINTS: usize = 200;

fn roc(learned: &Learned) -> Plot {
    let order = metrics::falling(&learned.scores);
    let ups = learned.labels.iter().sum::<f64>().max(1.0);
    let downs = (learned.labels.len() as f64 - ups).max(1.0);
    let (mut up, mut down, mut points) = (0.0, 0.0, vec![(0.0, 0.0)]);
    for (at, row) in order.iter().enumerate() {
        if learned.labels[*row] > 0.5 {
            up += 1.0
        } else {
            down += 1.0
        }
        if at % (order.len() / POINTS).max(1) == 0 {
            points.push((down / downs, up / ups));
        }
    }
    points.push((1.0, 1.0));
    let area = metrics::auc(&learned.scores, &learned.labels);
    let plot = Plot::square(format!("ROC, area {area:.3}"), "share of others above", "share of risers above");
    plot.line(Line::curve(points)).line(Line::guide(vec![(0.0, 0.0), (1.0, 1.0)]))
}

fn calibration(reliability: &[(usize, f64, f64)]) -> Plot {
    let points = reliability.iter().map(|(_, score, share)| (*score, *share)).collect();
    let plot = Plot::square("Calibration".to_owned(), "mean score", "share that rose");
    plot.line(Line::guide(vec![(0.0, 0.0), (1.0, 1.0)])).line(Line::dotted(points))
}

fn lift(learned: &Learned) -> Plot {
    let order = metrics::falling(&learned.scores);
    let base = (learned.labels.iter().sum::<f64>() / learned.labels.len().max(1) as f64).max(1e-9);
    let (mut hits, mut points) = (0.0, Vec::new());
    for (at, row) in order.iter().enumerate() {
        hits += learned.labels[*row];
        // The first rows alone are noise.
        if at + 1 >= order.len() / 50 && at % (order.len() / POINTS).max(1) == 0 {
            points.push(((at + 1) as f64 / order.len() as f64, hits / (at + 1) as f64 / base));
        }
    }
    let plot = Plot::fitted("Lift".to_owned(), "share of rows, best first", "times the base rate", &points);
    plot.line(Line::curve(points)).line(Line::guide(vec![(0.0, 1.0), (1.0, 1.0)]))
}

fn histogram(learned: &Learned) -> Plot {
    let mut bins = [0.0; 20];
    learned.scores.iter().for_each(|score| bins[((score * 20.0) as usize).min(19)] += 1.0);
    let rows = learned.scores.len().max(1) as f64;
    let edge = |at: usize| at as f64 / 20.0;
    let points: Vec<(f64, f64)> = bins
        .iter()
        .enumerate()
        .flat_map(|(at, count)| [(edge(at), count / rows), (edge(at + 1), count / rows)])
        .collect();
    Plot::fitted("Scores".to_owned(), "score", "share of rows", &points).line(Line::curve(points))
}

fn residuals(compared: &Compared) -> Plot {
    let share = |share: f64| -> Vec<(f64, f64)> {
        let at = |(step, errors): (usize, &Vec<f64>)| {
            let mut sorted = errors.clone();
            sorted.sort_by(f64::total_cmp);
            let middle = sorted.get((sorted.len() as f64 * share) as usize).copied().unwrap_or(0.0);
            ((step + 1) as f64, middle)
        };
        compared.residuals.iter().enumerate().map(at).collect()
    };
    let (low, middle, high) = (share(0.1), share(0.5), share(0.9));
    let all: Vec<(f64, f64)> = [low.clone(), high.clone()].concat();
    let title = "Residuals: median, and where 80 % lie".to_owned();
    let plot = Plot::fitted(title, "steps ahead", "forecast less truth, in seasonal changes", &all).whole();
    plot.line(Line::guide(low)).line(Line::guide(high)).line(Line::curve(middle))
}

fn origins(compared: &Compared) -> Plot {
    let of = |row: &Ranked| row.origins.iter().enumerate().map(|(at, mase)| (at as f64, *mase)).collect::<Vec<_>>();
    let chosen = compared.outlook.method.name();
    let mut all = Vec::new();
    let mut lines = Vec::new();
    for row in compared.table.iter().filter(|row| row.name == chosen || row.name == "seasonal naive") {
        all.extend(of(row));
        lines.push(if row.name == chosen { Line::curve(of(row)) } else { Line::guide(of(row)) });
    }
    let title = "MASE by origin (dashed: seasonal naive)".to_owned();
    lines.into_iter().fold(Plot::fitted(title, "origins back", "MASE", &all).whole(), Plot::line)
}
