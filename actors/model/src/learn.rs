//! `train`.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use anyhow::Result;
use ytempire_inference::{Effort, Family, Registry, Task, Workshop};

use crate::{arguments::TrainArgs, progress, sentences, together};

pub fn train(registry: &Registry, sentences: Option<PathBuf>, args: TrainArgs) -> Result<()> {
    let TrainArgs { what, data, seed, quick, processes, promote } = args;
    let tasks = tasks(&what)?;
    let titles = tasks.iter().any(|task| task.family() == Family::Titles);
    let meaning = if titles { sentences::for_titles(sentences)? } else { None };
    let effort = if quick { Effort::Quick } else { Effort::Full };
    let stop = progress::interrupted()?;
    let (team, members) = together::team(processes)?;
    let workshop = Workshop {
        data,
        registry,
        meaning: meaning.as_ref(),
        seed,
        effort,
        team: team.as_ref(),
        clock: chrono::Utc::now,
    };
    let result = tasks.into_iter().try_for_each(|task| one(&workshop, task, promote, &stop));
    // Members end when the lead hangs up.
    drop(team);
    members.into_iter().try_for_each(|mut member| member.wait().map(drop))?;
    result
}

fn tasks(what: &str) -> Result<Vec<Task>> {
    match Family::ALL.into_iter().find(|family| family.name() == what) {
        Some(family) => Ok(family.tasks()),
        None => Ok(vec![what.parse()?]),
    }
}

fn one(workshop: &Workshop<'_>, task: Task, promote: bool, stop: &AtomicBool) -> Result<()> {
    let trained = progress::train(workshop, task, stop)?;
    let figures: Vec<String> = trained.card.figures.iter().map(|(name, value)| format!("{name} {value:.4}")).collect();
    println!("{task} {}: {}; {}", trained.version, trained.card.summary, figures.join(", "));
    if promote {
        workshop.registry.promote(task, &trained.version)?;
    }
    Ok(())
}
