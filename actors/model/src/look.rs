//! `models list`, `models show`, `models table` and `models export`.

use std::path::Path;

use anyhow::{Context as _, Result};
use ytempire_inference::{Registry, Task, mlflow, report};

pub fn list(registry: &Registry) -> Result<()> {
    let all = registry.list()?;
    for task in Task::ALL {
        if !all.iter().any(|listed| listed.task == task) {
            println!("{:14} -      rule", task.name());
        }
    }
    for listed in all {
        let mark = if listed.promoted { "in use" } else { "" };
        let licence = listed.card.licence.as_deref().unwrap_or("not to be passed on");
        println!("{:14} {}  {:9} {} ({licence})", listed.task.name(), listed.version, mark, listed.card.summary);
    }
    Ok(())
}

pub fn show(registry: &Registry, task: Task, version: Option<String>) -> Result<()> {
    let promoted = || registry.in_use(task)?.with_context(|| format!("{task} runs on its rule"));
    let version = version.map_or_else(promoted, Ok)?;
    println!("{}", serde_json::to_string_pretty(&registry.card(task, &version)?)?);
    Ok(())
}

pub fn table(registry: &Registry) -> Result<()> {
    print!("{}", report::summary(registry)?);
    Ok(())
}

pub fn export(registry: &Registry, task: Task, version: &str, store: &Path) -> Result<()> {
    let run = mlflow::export(registry, task, version, store)?;
    println!("{run}");
    eprintln!("{task} {version} is this run of the experiment {task} in {}", store.display());
    Ok(())
}
