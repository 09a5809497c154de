//! Commands around models, until `ytempire` has them: train, evaluate, predict, promote, list, show.

mod progress;
mod together;

use std::{path::PathBuf, process::ExitCode, sync::atomic::AtomicBool};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use ytempire_inference::{Effort, Family, InferenceError, Meaning, Registry, Stored, Task, Workshop, predict};

use self::progress::INTERRUPTED;

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
    /// Learn a family (trend, quality, titles, forecast) or one task, into a new version; a run that was stopped goes on
    Train {
        what: String,
        /// Folder of the training files
        #[arg(long)]
        data: PathBuf,
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// A small model of each kind without a search: seconds, for a first look
        #[arg(long)]
        quick: bool,
        /// Processes that learn networks together; it pays for wide networks and large batches on idle cores alone
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
        processes: u16,
        /// Use the new version at once
        #[arg(long)]
        promote: bool,
    },
    /// Learn with the training that started this process
    #[command(hide = true)]
    Member,
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

fn main() -> Result<ExitCode> {
    match run() {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if matches!(error.downcast_ref(), Some(InferenceError::Stopped(_))) => {
            eprintln!("{error}: the same command goes on from here");
            Ok(ExitCode::from(INTERRUPTED))
        }
        Err(error) => Err(error),
    }
}

fn run() -> Result<()> {
    let Arguments { models, sentences, command } = Arguments::parse();
    let registry = Registry::at(models);
    match command {
        Command::Train { what, data, seed, quick, processes, promote } => {
            let tasks = tasks(&what)?;
            let meaning = if tasks.iter().any(|task| reads_titles(*task)) { meaning(sentences)? } else { None };
            let effort = if quick { Effort::Quick } else { Effort::Full };
            let stop = progress::interrupted()?;
            let (team, members) = together::team(processes)?;
            let workshop =
                Workshop { data, registry: &registry, meaning: meaning.as_ref(), seed, effort, team: team.as_ref() };
            let result = tasks.into_iter().try_for_each(|task| train(&workshop, task, promote, &stop));
            // Members end when the lead hangs up.
            drop(team);
            members.into_iter().try_for_each(|mut member| member.wait().map(drop))?;
            result
        }
        Command::Member => {
            // A terminal's Ctrl-C reaches all its processes, and the lead's step needs this one to its end.
            let _stop = progress::interrupted()?;
            together::join()
        }
        Command::Evaluate { task, input, version } => {
            let stored = stored(&registry, task, version)?;
            let meaning = needed(&stored, sentences)?;
            let workshop = Workshop {
                data: PathBuf::new(),
                registry: &registry,
                meaning: meaning.as_ref(),
                seed: 0,
                effort: Effort::Full,
                team: None,
            };
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

fn train(workshop: &Workshop<'_>, task: Task, promote: bool, stop: &AtomicBool) -> Result<()> {
    let trained = progress::train(workshop, task, stop)?;
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
