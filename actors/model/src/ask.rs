//! `evaluate` and `predict`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use ytempire_inference::{Effort, Registry, Stored, Task, Workshop};

use crate::sentences;

pub fn evaluate(
    registry: &Registry,
    sentences: Option<PathBuf>,
    task: Task,
    input: &Path,
    version: Option<String>,
) -> Result<()> {
    let stored = stored(registry, task, version)?;
    let meaning = sentences::needed(&stored, sentences)?;
    let workshop = Workshop {
        data: PathBuf::new(),
        registry,
        meaning: meaning.as_ref(),
        seed: 0,
        effort: Effort::Full,
        team: None,
        clock: chrono::Utc::now,
    };
    let metrics = workshop.evaluate(&stored, input)?;
    println!("{}", serde_json::to_string_pretty(&metrics)?);
    Ok(())
}

pub fn predict(
    registry: &Registry,
    sentences: Option<PathBuf>,
    task: Task,
    input: &Path,
    out: &Path,
    version: Option<String>,
) -> Result<()> {
    let stored = stored(registry, task, version)?;
    let meaning = sentences::needed(&stored, sentences)?;
    let answers = ytempire_inference::predict(&stored, input, meaning.as_ref())?;
    answers.write(out)?;
    eprintln!("{task}: {} answers in {}", answers.ids.len(), out.display());
    Ok(())
}

/// The given version, the promoted one, or the rule, which is then said.
fn stored(registry: &Registry, task: Task, version: Option<String>) -> Result<Stored> {
    match version.map_or_else(|| registry.in_use(task), |version| Ok(Some(version)))? {
        Some(version) => Ok(registry.load(task, &version)?.0),
        None => {
            eprintln!("{task} has no promoted model: its rule answers");
            Ok(Stored::rule(task))
        }
    }
}
