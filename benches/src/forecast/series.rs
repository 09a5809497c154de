//! Windows of the hourly series of M4: what is known, what comes, and how far off a forecast is.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read as _, Write as _},
    path::Path,
};

use anyhow::{Context as _, ensure};
use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use rand::{SeedableRng as _, rngs::StdRng, seq::IndexedRandom as _};

const KNOWN: usize = 730;
pub const AHEAD: usize = 48;
/// Of the error's scale: a day.
const SEASON: usize = 24;
/// Windows of one series; they overlap.
const WINDOWS: usize = 5;

#[derive(Clone)]
pub struct Series {
    id: String,
    known: Vec<f64>,
    truth: Vec<f64>,
}

/// So many windows of the series that are long enough, the last hours of each series first.
pub fn windows(file: &Path, most: usize) -> anyhow::Result<Vec<Series>> {
    let long: Vec<(String, Vec<f64>)> = read(file)?.into_iter().filter(|(_, v)| v.len() >= KNOWN + AHEAD).collect();
    let mut all = Vec::new();
    for number in 0..WINDOWS {
        for (id, values) in &long {
            let from = (values.len() - KNOWN - AHEAD) * (WINDOWS - 1 - number) / (WINDOWS - 1);
            let (known, rest) = values[from..].split_at(KNOWN);
            let id = format!("{id}-{number}");
            all.push(Series { id, known: known.to_vec(), truth: rest[..AHEAD].to_vec() });
        }
    }
    ensure!(
        all.len() >= most,
        "{} has {} windows of {} hours, {most} are needed",
        file.display(),
        all.len(),
        KNOWN + AHEAD
    );
    all.truncate(most);
    Ok(all)
}

/// The same ones every time.
pub fn sample(all: &[Series], most: usize) -> Vec<Series> {
    all.sample(&mut StdRng::seed_from_u64(7), most).cloned().collect()
}

fn read(file: &Path) -> anyhow::Result<Vec<(String, Vec<f64>)>> {
    let mut source = File::open(file).with_context(|| format!("opening {}", file.display()))?;
    let mut text = String::new();
    match file.extension().is_some_and(|end| end == "gz") {
        true => MultiGzDecoder::new(source).read_to_string(&mut text)?,
        false => source.read_to_string(&mut text)?,
    };
    let mut lines = text.lines();
    ensure!(lines.next() == Some("id,n,values"), "{} does not begin with id,n,values", file.display());
    let series = |line: &str| -> anyhow::Result<(String, Vec<f64>)> {
        let mut cells = line.splitn(3, ',');
        let (id, values) = (cells.next().unwrap_or_default(), cells.nth(1).context("three cells")?);
        let values = values.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        Ok((id.to_owned(), values))
    };
    let numbered =
        (2..).zip(lines).map(|(n, line)| series(line).with_context(|| format!("{} line {n}", file.display())));
    numbered.collect()
}

fn text(all: &[Series]) -> String {
    let line = |series: &Series| {
        let values: Vec<String> = series.known.iter().map(ToString::to_string).collect();
        format!("{},{KNOWN},{}\n", series.id, values.join(" "))
    };
    std::iter::once("id,n,values\n".to_owned()).chain(all.iter().map(line)).collect()
}

/// What is known of them, and nothing of what comes.
pub fn write(file: &Path, all: &[Series]) -> anyhow::Result<()> {
    Ok(std::fs::write(file, text(all))?)
}

pub fn write_packed(file: &Path, all: &[Series]) -> anyhow::Result<()> {
    let mut packed = GzEncoder::new(File::create(file)?, Compression::fast());
    packed.write_all(text(all).as_bytes())?;
    packed.finish().map(drop).context("packing the series")
}

/// The mean over the series of their mean absolute errors, each as a multiple of what the same hour of the day before is off
/// by. `answers`: a line for each series, its id and the steps ahead.
pub fn mase(answers: &str, all: &[Series]) -> anyhow::Result<f64> {
    let mut told = HashMap::new();
    for line in answers.lines().skip(1) {
        let (id, steps) = line.split_once(',').context("an odd line of answers")?;
        let steps = steps.split(',').map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        ensure!(steps.len() == AHEAD && steps.iter().all(|step| step.is_finite()), "{id} has no {AHEAD} steps");
        told.insert(id, steps);
    }
    let mut sum = 0.0;
    for series in all {
        let forecast = told.get(series.id.as_str()).with_context(|| format!("{} has no answer", series.id))?;
        let error: f64 = forecast.iter().zip(&series.truth).map(|(f, y)| (f - y).abs()).sum::<f64>() / AHEAD as f64;
        let changes = series.known.iter().zip(&series.known[SEASON..]).map(|(then, now)| (now - then).abs());
        sum += error / (changes.sum::<f64>() / (KNOWN - SEASON) as f64).max(1e-9);
    }
    Ok(sum / all.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(lengths: &[usize]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::with_suffix(".csv").expect("a file");
        let values = |length: usize| (0..length).map(|at| (at % 48).to_string()).collect::<Vec<_>>().join(" ");
        let lines = lengths.iter().enumerate().map(|(at, n)| format!("H{at},{n},{}\n", values(*n)));
        let text: String = std::iter::once("id,n,values\n".to_owned()).chain(lines).collect();
        std::fs::write(file.path(), text).expect("written");
        file
    }

    #[test]
    fn windows_come_from_long_series_and_hold_what_follows_apart() {
        let file = file(&[700, 960, 778]);
        let all = windows(file.path(), 10).expect("windows");
        assert_eq!(all.iter().filter(|series| series.id.starts_with("H1-")).count(), 5);
        for series in &all {
            assert_eq!((series.known.len(), series.truth.len()), (KNOWN, AHEAD));
            assert_eq!((series.known[KNOWN - 1] + 1.0) % 48.0, series.truth[0], "what follows");
        }
        let (first, last) = (&all[0], &all[8]);
        assert_eq!((first.id.as_str(), last.id.as_str()), ("H1-0", "H1-4"));
        assert_eq!((first.known[0], last.known[0]), ((960.0 - 778.0) % 48.0, 0.0), "the last hours come first");
        assert!(windows(file.path(), 11).is_err());
    }

    #[test]
    fn the_error_is_measured_by_the_day_before_and_a_missing_answer_is_no_nought() {
        let series = |id: &str| Series {
            id: id.to_owned(),
            known: (0..KNOWN).map(|at| at as f64).collect(),
            truth: vec![0.0; AHEAD],
        };
        let line = |id: &str, value: f64| format!("{id},{}\n", vec![value.to_string(); AHEAD].join(","));
        let answers = format!("id\n{}{}", line("a", 12.0), line("b", -36.0));
        // A day changes by 24: half of it, and one and a half.
        assert_eq!(mase(&answers, &[series("a"), series("b")]).expect("judged"), 1.0);
        assert!(mase(&answers, &[series("c")]).is_err());
        assert!(mase(&format!("id\n{}", line("a", f64::NAN)), &[series("a")]).is_err());
    }
}
