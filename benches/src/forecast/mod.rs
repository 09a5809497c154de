//! 48 hours ahead of a thousand hourly series of 730: ours beside Prophet and AutoETS, in CPU seconds and in error (MASE).
//!
//! Ours is the program `ytempire-models` from its start to its end, files and all, so that nothing of libtorch is linked
//! here; of the peers only fitting and forecasting count. All get the same series, one after the other on one core.

mod series;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use self::series::{AHEAD, Series};
use crate::{
    client::measure,
    cpu, programs,
    python::{self, Python},
    scale::Scale,
    scores::{Goal, Score, Scores, short},
};

const SERIES: u64 = 1_000;
/// A peer that is slow forecasts a sample: its seconds a series say what all of them would cost.
const SAMPLE: u64 = 100;

#[derive(clap::Args, Clone, Default)]
pub struct Hours {
    /// The hourly series of M4 (csv or csv.gz: id,n,values, values apart by blanks); they are not part of this checkout
    #[arg(long, value_name = "FILE")]
    series: Option<PathBuf>,
}

/// What somebody's forecasts cost and how far off they were.
struct Outcome {
    /// CPU seconds a thousand series.
    cost: f64,
    mase: f64,
    series: usize,
}

pub fn run(hours: &Hours, scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let Some(file) = &hours.series else {
        scores.not_run("forecasts", "it takes the hourly series of M4: forecast --series FILE");
        return Ok(());
    };
    let all = series::windows(file, scale.of(SERIES, 20) as usize)?;
    let few = series::sample(&all, scale.of(SAMPLE, 4) as usize);
    println!("forecasts: {} windows of 730 hours of M4, {AHEAD} ahead; a sample of {}", all.len(), few.len());
    let folder = programs::folder()?;
    let ours = Ours::learn(folder.path(), &all)?;
    let (on_all, on_few) = (ours.forecast("all", &all)?, ours.forecast("few", &few)?);
    tell("ours", &on_all);
    scores.add(Score {
        bench: "forecast",
        what: "CPU s to learn which method, once for a thousand series".to_owned(),
        ours: short(ours.learning),
        beside: String::new(),
        figure: ours.learning * 1000.0 / all.len() as f64,
        unit: "ms a series",
        goal: Goal::None,
    });
    let python = match python::environment("forecasters", "requirements-forecast.txt", "300 MB") {
        Ok(python) => python,
        Err(error) => {
            scores.not_run("Prophet and AutoETS", &format!("{error:#}"));
            return Ok(());
        }
    };
    for (peer, name) in [("prophet", "Prophet"), ("auto_ets", "AutoETS")] {
        match forecast_of(&python, peer, folder.path(), &few) {
            Ok(theirs) => compare(scores, name, &on_all, &on_few, &theirs),
            Err(error) => scores.not_run(name, &format!("{error:#}")),
        }
    }
    Ok(())
}

/// Costs by all series of ours, errors by the series that both have forecast.
fn compare(scores: &mut Scores, name: &str, on_all: &Outcome, on_few: &Outcome, theirs: &Outcome) {
    tell(name, theirs);
    let is_prophet = name == "Prophet";
    scores.add(Score {
        bench: "forecast",
        what: format!("CPU s a thousand series, beside {name} (a sample of {})", theirs.series),
        ours: short(on_all.cost),
        beside: short(theirs.cost),
        figure: theirs.cost / on_all.cost,
        unit: "x ours",
        goal: if is_prophet { Goal::AtLeast(30.0) } else { Goal::None },
    });
    scores.add(Score {
        bench: "forecast",
        what: format!("MASE of the same {} series, beside {name}", theirs.series),
        ours: format!("{:.3}", on_few.mase),
        beside: format!("{:.3}", theirs.mase),
        figure: on_few.mase / theirs.mase,
        unit: "x of it",
        goal: if is_prophet { Goal::None } else { Goal::AtMost(1.0) },
    });
}

fn tell(name: &str, result: &Outcome) {
    let each = result.cost;
    println!("  {name}: {} CPU ms a series, MASE {:.3}, {} series", short(each), result.mase, result.series);
}

/// Our program with a model of its own.
struct Ours {
    program: PathBuf,
    folder: PathBuf,
    /// CPU seconds that it took to choose the method.
    learning: f64,
}

impl Ours {
    /// Chooses the method by the series' own pasts: what is judged later is not among them.
    fn learn(folder: &Path, all: &[Series]) -> anyhow::Result<Self> {
        let program = std::env::current_exe()?.with_file_name("ytempire-models");
        let build = "build it first: cargo build --release --workspace --bin ytempire-models";
        ensure!(program.is_file(), "{} is missing; {build}", program.display());
        series::write_packed(&folder.join("t2a_m4_hourly_train.csv.gz"), all)?;
        let mut ours = Ours { program, folder: folder.to_owned(), learning: 0.0 };
        ours.learning = ours.run(&["train", "t2a", "--promote", "--data", "."])?;
        Ok(ours)
    }

    fn forecast(&self, name: &str, all: &[Series]) -> anyhow::Result<Outcome> {
        let (input, out) = (format!("{name}.csv"), format!("{name}.out.csv"));
        series::write(&self.folder.join(&input), all)?;
        let cost = self.run(&["predict", "t2a", "--in", &input, "--out", &out])?;
        judged(&self.folder.join(out), all, cost)
    }

    /// CPU seconds of a whole run of it.
    fn run(&self, words: &[&str]) -> anyhow::Result<f64> {
        let own = i64::from(std::process::id());
        let before = cpu::seconds(own)?;
        let mut command = programs::command(&self.program);
        command.current_dir(&self.folder).args(["--registry", "models"]).args(words).env("OMP_NUM_THREADS", "1");
        programs::run(&mut command)?;
        Ok(cpu::seconds(own)? - before)
    }
}

fn forecast_of(python: &Python, peer: &str, folder: &Path, all: &[Series]) -> anyhow::Result<Outcome> {
    let (input, out) = (folder.join("few.csv"), folder.join(format!("{peer}.csv")));
    let mut command = programs::command(&python.program);
    command.arg(python.scripts.join("forecast.py")).arg(peer).arg(&input).arg(&out).current_dir(folder);
    // One core each: what more of them save in time they do not save in work.
    for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "STAN_NUM_THREADS", "NUMBA_NUM_THREADS"] {
        command.env(variable, "1");
    }
    let taken = measure(&mut command, &folder.join(format!("{peer}.log")), None)?;
    println!("  {}", taken.words.join(" "));
    judged(&out, all, taken.client).with_context(|| format!("judging {peer}"))
}

fn judged(out: &Path, all: &[Series], cost: f64) -> anyhow::Result<Outcome> {
    let mase = series::mase(&std::fs::read_to_string(out)?, all)?;
    Ok(Outcome { cost: cost * 1000.0 / all.len() as f64, mase, series: all.len() })
}
