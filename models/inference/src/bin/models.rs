//! Commands around models, until `ytempire` has them: train, evaluate, predict, promote, list, show.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use ytempire_inference::{Family, Meaning, Progress, Registry, Stored, Task, Workshop, predict};

#[derive(Parser)]
#[command(version, about = "Trains, judges and asks the models of YTEMPIRE")]
struct Arguments {
    /// Folder of the registry
    #[arg(long, global = true, default_value = "var/models", env = "YTEMPIRE_MODELS")]
    models: PathBuf,
    /// Folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2; titles need it
    #[arg(long, global = true, env = "YTEMPIRE_SENTENCE_MODEL")]
    sentences: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learn a family (trend, quality, titles, forecast) or one task, into a new version
    Train {
        what: String,
        /// Folder of the training files
        #[arg(long)]
        data: PathBuf,
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// Use the new version at once
        #[arg(long)]
        promote: bool,
    },
    /// Judge a version on a file with answers
    Evaluate {
        task: Task,
        #[arg(long = "in")]
        input: PathBuf,
        /// The promoted one unless given
        #[arg(long)]
        version: Option<String>,
    },
    /// Answer a file: row_id,score, or an id and the steps ahead
    Predict {
        task: Task,
        #[arg(long = "in")]
        input: PathBuf,
        #[arg(long)]
        out: PathBuf,
        /// The promoted one unless given
        #[arg(long)]
        version: Option<String>,
    },
    /// Put a version into use
    Promote { task: Task, version: String },
    /// All versions
    List,
    /// The card of a version, the promoted one unless given
    Show { task: Task, version: Option<String> },
}

fn main() -> Result<()> {
    let Arguments { models, sentences, command } = Arguments::parse();
    let registry = Registry::at(models);
    match command {
        Command::Train { what, data, seed, promote } => {
            let tasks = tasks(&what)?;
            let meaning = if tasks.iter().any(|task| reads_titles(*task)) { meaning(sentences)? } else { None };
            let workshop = Workshop { data, registry: &registry, meaning: meaning.as_ref(), seed };
            tasks.into_iter().try_for_each(|task| train(&workshop, task, promote))
        }
        Command::Evaluate { task, input, version } => {
            let stored = stored(&registry, task, version)?;
            let meaning = needed(&stored, sentences)?;
            let workshop = Workshop { data: PathBuf::new(), registry: &registry, meaning: meaning.as_ref(), seed: 0 };
            let metrics = workshop.evaluate(&stored, &input)?;
            println!("{}", serde_json::to_string_pretty(&metrics)?);
            Ok(())
        }
        Command::Predict { task, input, out, version } => {
            let stored = stored(&registry, task, version)?;
            let meaning = needed(&stored, sentences)?;
            let answers = predict(&stored, &input, meaning.as_ref())?;
            answers.write(&out)?;
            eprintln!("{}: {} answers in {}", task, answers.ids.len(), out.display());
            Ok(())
        }
        Command::Promote { task, version } => Ok(registry.promote(task, &version)?),
        Command::List => list(&registry),
        Command::Show { task, version } => {
            let promoted = || registry.promoted(task)?.with_context(|| format!("{task} runs on its rule"));
            let version = version.map_or_else(promoted, Ok)?;
            println!("{}", serde_json::to_string_pretty(&registry.card(task, &version)?)?);
            Ok(())
        }
    }
}

fn tasks(what: &str) -> Result<Vec<Task>> {
    match Family::ALL.into_iter().find(|family| family.name() == what) {
        Some(family) => Ok(family.tasks()),
        None => Ok(vec![what.parse()?]),
    }
}

fn train(workshop: &Workshop<'_>, task: Task, promote: bool) -> Result<()> {
    let bar = ProgressBar::new(1).with_style(ProgressStyle::with_template("{prefix} [{bar:24}] {pos}/{len} {msg}")?);
    bar.set_prefix(task.name());
    let trained = workshop.train(task, &mut |Progress { done, of, doing, .. }| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        bar.set_message(doing);
        true
    })?;
    bar.finish_and_clear();
    let figures: Vec<String> = trained.card.figures.iter().map(|(name, value)| format!("{name} {value:.4}")).collect();
    println!("{task} {}: {}; {}", trained.version, trained.card.summary, figures.join(", "));
    if promote {
        workshop.registry.promote(task, &trained.version)?;
    }
    Ok(())
}

const fn reads_titles(task: Task) -> bool {
    matches!(task, Task::HeadlinePair | Task::Clickbait)
}

fn meaning(folder: Option<PathBuf>) -> Result<Option<Meaning>> {
    match folder {
        Some(folder) => Ok(Some(Meaning::read(&folder).context("the sentence model cannot be read")?)),
        None => {
            eprintln!("no sentence model (--sentences): titles are learned from their words alone");
            Ok(None)
        }
    }
}

/// The sentence model, where the model reads it.
fn needed(stored: &Stored, folder: Option<PathBuf>) -> Result<Option<Meaning>> {
    match stored {
        Stored::Scores(model) if model.reads_meaning() => {
            let folder = folder.context("this model needs the sentence model: --sentences FOLDER")?;
            Ok(Some(Meaning::read(&folder)?))
        }
        _ => Ok(None),
    }
}

/// The given version, the promoted one, or the rule, which is then said.
fn stored(registry: &Registry, task: Task, version: Option<String>) -> Result<Stored> {
    match version.map_or_else(|| registry.promoted(task), |version| Ok(Some(version)))? {
        Some(version) => Ok(registry.load(task, &version)?.0),
        None => {
            eprintln!("{task} has no promoted model: its rule answers");
            Ok(Stored::rule(task))
        }
    }
}

fn list(registry: &Registry) -> Result<()> {
    let all = registry.list()?;
    for task in Task::ALL {
        if !all.iter().any(|listed| listed.task == task) {
            println!("{:14} -      rule", task.name());
        }
    }
    for listed in all {
        let mark = if listed.promoted { "promoted" } else { "" };
        let licence = listed.card.licence.as_deref().unwrap_or("not to be passed on");
        println!("{:14} {}  {:9} {} ({licence})", listed.task.name(), listed.version, mark, listed.card.summary);
    }
    Ok(())
}
