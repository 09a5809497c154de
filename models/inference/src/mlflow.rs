//! A version of the registry as a finished run in MLflow's file store, for those who compare runs there.
//!
//! ```text
//! STORE/EXPERIMENT/meta.yaml                       an experiment for each task, found by its name
//! STORE/EXPERIMENT/RUN/meta.yaml                   a run for each version
//! STORE/EXPERIMENT/RUN/metrics/NAME                lines of: milliseconds since 1970, value, step
//! STORE/EXPERIMENT/RUN/{params,tags}/NAME          the value
//! STORE/EXPERIMENT/RUN/artifacts/                  the version's own files
//! ```
//!
//! A run's name comes from the version's hashes: exported again it replaces itself, and nothing else is touched.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde_json::Value;

use crate::{Card, InferenceError, Registry, Result, Task, card::hash_of};

const META: &str = "meta.yaml";
/// Of MLflow's own lists: a finished run, started on this machine.
const FINISHED: u32 = 3;
const LOCAL: u32 = 4;

/// Writes the version into the store, which is made where it is missing, and says the run's name. Whoever reads meanwhile sees
/// the run whole or not at all.
pub fn export(registry: &Registry, task: Task, version: &str, store: &Path) -> Result<String> {
    registry.load(task, version)?;
    let (folder, card) = (registry.folder(task, version)?, registry.card(task, version)?);
    let made = made(&folder.join("card.json"))?;
    let experiment = experiment(store, task, made)?;
    let run =
        hash_of(format!("{task} {version} {} {}", card.model_hash, card.weights_hash).as_bytes())[..32].to_owned();
    let path = experiment.join(&run);
    let hidden = experiment.join(format!(".writing-{}", std::process::id()));
    remove(&hidden)?;
    let writer = Writer { folder: hidden.clone(), made };
    writer.figures(&card, &report(&folder)?)?;
    writer.words(&card, version)?;
    writer.files(&folder)?;
    writer.put(META, &run_meta(&experiment, &run, version, task, made))?;
    remove(&path)?;
    fs::rename(&hidden, &path).map_err(InferenceError::file(&path))?;
    Ok(run)
}

/// The folder of the task's experiment: the one that bears its name, or a new one.
fn experiment(store: &Path, task: Task, made: u128) -> Result<PathBuf> {
    fs::create_dir_all(store).map_err(InferenceError::file(store))?;
    let store = fs::canonicalize(store).map_err(InferenceError::file(store))?;
    let named = format!("name: {}", quoted(task.name()));
    let plain = format!("name: {task}");
    for entry in fs::read_dir(&store).map_err(InferenceError::file(&store))? {
        let folder = entry.map_err(InferenceError::file(&store))?.path();
        let meta = fs::read_to_string(folder.join(META)).unwrap_or_default();
        if meta.lines().any(|line| line == named || line == plain) {
            return Ok(folder);
        }
    }
    // As MLflow names them: a number of 18 digits.
    let digits = u64::from_str_radix(&hash_of(task.name().as_bytes())[..15], 16).unwrap_or_default();
    let id = format!("{}", 100_000_000_000_000_000 + digits % 900_000_000_000_000_000);
    let folder = store.join(&id);
    let writer = Writer { folder: folder.clone(), made };
    let place = quoted(&uri(&folder));
    let (id, name) = (quoted(&id), quoted(task.name()));
    writer.put(
        META,
        &format!(
            "artifact_location: {place}\ncreation_time: {made}\nexperiment_id: {id}\nlast_update_time: {made}\n\
lifecycle_stage: active\nname: {name}\n"
        ),
    )?;
    Ok(folder)
}

fn run_meta(experiment: &Path, run: &str, version: &str, task: Task, made: u128) -> String {
    let id = experiment.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let artifacts = quoted(&uri(&experiment.join(run).join("artifacts")));
    let name = quoted(&format!("{task} {version}"));
    let id = quoted(&id);
    format!(
        "artifact_uri: {artifacts}\nend_time: {made}\nentry_point_name: ''\nexperiment_id: {id}\nlifecycle_stage: active\n\
run_id: '{run}'\nrun_name: {name}\nrun_uuid: '{run}'\nsource_name: ''\nsource_type: {LOCAL}\nsource_version: ''\n\
start_time: {made}\nstatus: {FINISHED}\ntags: []\nuser_id: ''\n"
    )
}

/// One run on its way to the disk.
struct Writer {
    folder: PathBuf,
    made: u128,
}

impl Writer {
    /// The card's figures; of every kind of model its own, `trees.auc`, and where its 95 % lie; AUC by cut, one a step.
    fn figures(&self, card: &Card, report: &Value) -> Result<()> {
        for (name, value) in &card.figures {
            self.metric(name, &[*value])?;
        }
        for row in report["table"].as_array().into_iter().flatten() {
            let name = row["name"].as_str().unwrap_or_default().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            for (figure, value) in row["metrics"].as_object().or(row["errors"].as_object()).into_iter().flatten() {
                let metric = format!("{name}.{figure}");
                match (value.as_f64(), value.as_array().map(Vec::as_slice)) {
                    (Some(value), _) => self.metric(&metric, &[value])?,
                    (None, Some([low, high])) => {
                        self.metric(&format!("{metric}.low"), low.as_f64().as_slice())?;
                        self.metric(&format!("{metric}.high"), high.as_f64().as_slice())?;
                    }
                    _ => {}
                }
            }
            let cuts: Vec<f64> = row["folds"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            self.metric(&format!("{name}.auc_of_cut"), &cuts)?;
        }
        Ok(())
    }

    fn metric(&self, name: &str, values: &[f64]) -> Result<()> {
        let line = |(step, value): (usize, &f64)| format!("{} {value} {step}\n", self.made);
        let lines: String = values.iter().enumerate().map(line).collect();
        if lines.is_empty() { Ok(()) } else { self.put(&format!("metrics/{name}"), &lines) }
    }

    fn words(&self, card: &Card, version: &str) -> Result<()> {
        let licence = card.licence.as_deref().unwrap_or("none stated: the weights stay where they were trained");
        for (name, value) in [
            ("seed", card.seed.to_string()),
            ("data", card.data.clone()),
            ("data_rows", card.data_rows.to_string()),
            ("data_hash", card.data_hash.clone()),
            ("licence", licence.to_owned()),
            ("split", card.split.clone()),
            ("code", card.code.clone()),
            ("model_hash", card.model_hash.clone()),
            ("weights_hash", card.weights_hash.clone()),
        ] {
            // A value of two lines is no value to MLflow.
            self.put(&format!("params/{name}"), &value.replace(['\n', '\r'], " "))?;
        }
        let note = format!("{}. Without this model the rule answers: {}.", card.summary, card.rule);
        self.put("tags/mlflow.runName", &format!("{} {version}", card.task))?;
        self.put("tags/mlflow.source.name", "ytempire-models")?;
        self.put("tags/mlflow.source.type", "LOCAL")?;
        self.put("tags/mlflow.note.content", &note)?;
        self.put("tags/version", version)
    }

    fn files(&self, version: &Path) -> Result<()> {
        for name in ["card.json", "report.json", "report.html", "model.json", "weights.safetensors"] {
            let from = version.join(name);
            let content = fs::read(&from).map_err(InferenceError::file(&from))?;
            self.put_bytes(&format!("artifacts/{name}"), &content)?;
        }
        Ok(())
    }

    fn put(&self, name: &str, content: &str) -> Result<()> {
        self.put_bytes(name, content.as_bytes())
    }

    fn put_bytes(&self, name: &str, content: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        let all = || -> std::io::Result<()> {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::File::create(&path)?.write_all(content)
        };
        all().map_err(InferenceError::file(&path))
    }
}

fn report(version: &Path) -> Result<Value> {
    let path = version.join("report.json");
    let content = fs::read(&path).map_err(InferenceError::file(&path))?;
    serde_json::from_slice(&content).map_err(|error| InferenceError::Damaged { path, reason: error.to_string() })
}

/// When the version was written, in milliseconds since 1970.
fn made(card: &Path) -> Result<u128> {
    let time = fs::metadata(card).and_then(|meta| meta.modified()).map_err(InferenceError::file(card))?;
    Ok(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(InferenceError::file(folder)(error)),
        _ => Ok(()),
    }
}

/// As YAML takes any text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Any path as an address; what is no plain letter is written in hexadecimal digits.
fn uri(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let mut address = "file://".to_owned();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(char::from(*byte))
            }
            other => address.extend(['%', digit(other >> 4), digit(other & 15)]),
        }
    }
    address
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
#[path = "mlflow_tests.rs"]
mod tests;
