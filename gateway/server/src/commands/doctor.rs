//! `ytempire doctor`: what is missing on this machine, what would be used. Exit code 6 when something is missing.

use std::{path::Path, process::ExitCode};

use chrono::{TimeDelta, Utc};
use ytempire_domain::WorkspaceId;
use ytempire_sinks::{Days, Reads as _};

use crate::{
    config::{Config, Profile},
    sinks,
};

/// One thing looked at.
struct Finding {
    what: &'static str,
    /// What was found, or what to do about it.
    found: Result<String, String>,
    /// Without it nothing works.
    needed: bool,
}

pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let mut findings = look(config);
    findings.push(Finding { what: "read copy", found: copy(config).await, needed: false });
    for finding in &findings {
        let (mark, text) = match &finding.found {
            Ok(text) => ("ok     ", text),
            Err(text) if finding.needed => ("missing", text),
            Err(text) => ("note   ", text),
        };
        println!("{mark}  {:<14} {text}", finding.what);
    }
    let complete = findings.iter().all(|finding| finding.found.is_ok() || !finding.needed);
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(6) })
}

fn look(config: &Config) -> Vec<Finding> {
    let assets = config.assets();
    let local = config.profile == Profile::Local;
    vec![
        Finding {
            what: "profile",
            found: Ok(format!("{:?}, data in {}", config.profile, config.data.display())),
            needed: true,
        },
        Finding {
            what: "PostgreSQL",
            found: program(Path::new("/usr/lib/postgresql"), "apt-get install postgresql"),
            needed: local,
        },
        Finding {
            what: "Redis",
            found: program(Path::new("/usr/bin/redis-server"), "apt-get install redis-server"),
            needed: local,
        },
        Finding { what: "voice", found: voice(&assets), needed: false },
        Finding { what: "illustrations", found: illustrations(&assets), needed: true },
        Finding { what: "models", found: models(config), needed: false },
        Finding { what: "sentences", found: sentences(&assets), needed: false },
        Finding { what: "encoder", found: ytempire_media::encoder().map_err(|error| error.to_string()), needed: true },
    ]
}

/// Whether the copy of the metrics could be read now, as the analytics API would.
async fn copy(config: &Config) -> Result<String, String> {
    let Some(points) = &config.scylla.contact_points else {
        return Ok("none is configured: PostgreSQL answers alone".to_owned());
    };
    let copy = sinks::copy(&config.scylla).map_err(|stop| stop.to_string())?;
    let copy = copy.ok_or_else(|| "scylla.contact_points names no server".to_owned())?;
    let yesterday = Utc::now().date_naive() - TimeDelta::days(1);
    match copy.days(WorkspaceId::LOCAL, &[], Days { from: yesterday, to: yesterday }).await {
        Ok(_) => Ok(format!("{points} answers")),
        Err(error) => Err(format!("{points}: {:#}; PostgreSQL answers alone", anyhow::Error::new(error))),
    }
}

fn models(config: &Config) -> Result<String, String> {
    let program = config.models_program().map_err(|error| error.to_string())?;
    match super::models::begins(&program) {
        Ok(()) => Ok(format!("{} with {}", program.display(), config.registry().display())),
        Err(error) => Err(format!("{error:#}; rules stand in for every model")),
    }
}

fn sentences(assets: &Path) -> Result<String, String> {
    let model = assets.join("sentences/model.safetensors");
    let remedy = "run ./infra/assets-sentences; without it titles are judged by their words alone";
    if model.is_file() { Ok(model.display().to_string()) } else { Err(remedy.to_owned()) }
}

fn program(path: &Path, remedy: &str) -> Result<String, String> {
    if path.exists() { Ok(path.display().to_string()) } else { Err(format!("{remedy} (or run ./infra/setup)")) }
}

fn voice(assets: &Path) -> Result<String, String> {
    let voices = ytempire_voice::voices(assets).map_err(|error| {
        format!("the natural voice is not installed ({error}); flite would speak: run ./infra/setup")
    })?;
    let names: Vec<_> = voices.iter().map(|voice| voice.name.as_str()).collect();
    Ok(format!("natural, {} voices: {}", names.len(), names.join(" ")))
}

fn illustrations(assets: &Path) -> Result<String, String> {
    let folder = assets.join("illustrations");
    let index = folder.join("index.json");
    if index.is_file() {
        Ok(folder.display().to_string())
    } else {
        Err(format!("{} is missing: run ./infra/setup", index.display()))
    }
}
