use std::collections::BTreeMap;

use super::*;
use crate::{Stored, forecast::Rhythm, outlook::Outlook};

/// A registry with one version whose figures, split and report are given, and an empty store with a name that needs care.
fn exported(task: Task) -> (tempfile::TempDir, Registry, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path().join("models"));
    let data = folder.path().join("data.csv");
    fs::write(&data, "x").unwrap();
    let mut card = Card::of(task, &data, 12, 7).unwrap();
    card.figures = vec![("auc".to_owned(), 0.1 + 0.2), ("ece".to_owned(), 1e-9)];
    card.split = "cut 1: 3 rows\njudged by 4".to_owned();
    let report =
        br#"{"table":[{"name":"trees","folds":[0.5,0.25],"metrics":{"rows":4,"auc":0.75,"auc_interval":[0.7,0.8],
"ece_interval":[null,null]}},{"name":"trend + season","errors":{"mase":0.5}}]}"#;
    let files = [("report.json", report.to_vec()), ("report.html", b"<p>".to_vec())];
    let stored = Stored::rule(task);
    let version = registry.save(&stored, card, &files).unwrap();
    let store = folder.path().join("it's 100 % mine");
    let run = export(&registry, task, &version, &store).unwrap();
    (folder, registry, store, run)
}

/// `key: value` by line; a quoted value is freed of its quotes, as YAML has it.
fn meta(folder: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder.join(META)).unwrap();
    let line = |line: &str| {
        let (key, value) = line.split_once(": ").unwrap();
        let bare = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
        (key.to_owned(), bare.map_or_else(|| value.to_owned(), |bare| bare.replace("''", "'")))
    };
    text.lines().map(line).collect()
}

fn only_folder(store: &Path) -> PathBuf {
    let all: Vec<PathBuf> = fs::read_dir(store).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(all.iter().filter(|path| path.is_dir()).count(), 1, "{all:?}");
    all.into_iter().find(|path| path.is_dir()).unwrap()
}

/// What MLflow's file store takes for a metric: a whole number, a number, a whole number on each line.
fn metric(run: &Path, name: &str) -> Vec<(u64, f64, i64)> {
    let text = fs::read_to_string(run.join("metrics").join(name)).unwrap();
    let line = |line: &str| {
        let parts: Vec<&str> = line.split(' ').collect();
        assert_eq!(parts.len(), 3, "{line:?}");
        (parts[0].parse().unwrap(), parts[1].parse().unwrap(), parts[2].parse().unwrap())
    };
    text.lines().map(line).collect()
}

#[test]
fn a_run_is_what_a_file_store_reads() {
    let (_folder, registry, store, id) = exported(Task::TopicRise);
    let experiment = only_folder(&store);
    let about = meta(&experiment);
    let number = experiment.file_name().unwrap().to_str().unwrap();
    assert_eq!((about["name"].as_str(), about["experiment_id"].as_str()), ("t1g.y_rise", number));
    assert!(number.len() == 18 && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    let run = experiment.join(&id);
    let about = meta(&run);
    assert_eq!((about["run_id"].as_str(), about["experiment_id"].as_str()), (id.as_str(), number));
    assert_eq!((about["status"].as_str(), about["lifecycle_stage"].as_str()), ("3", "active"));
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let artifacts = about["artifact_uri"].strip_prefix("file://").unwrap();
    assert!(artifacts.contains("it%27s%20100%20%25%20mine") && artifacts.ends_with(&format!("{id}/artifacts")));
    let copied = fs::read(run.join("artifacts/model.json")).unwrap();
    assert_eq!(hash_of(&copied), registry.card(Task::TopicRise, "v0001").unwrap().model_hash);
    let parameter = fs::read_to_string(run.join("params/split")).unwrap();
    assert_eq!(parameter, "cut 1: 3 rows judged by 4", "one line, or it is no value");
}

#[test]
fn figures_come_back_to_the_last_bit_and_cuts_are_steps() {
    let (_folder, _, store, id) = exported(Task::TopicRise);
    let run = only_folder(&store).join(id);
    let value = |name: &str| metric(&run, name)[0].1;
    assert_eq!((value("auc"), value("ece")), (0.1 + 0.2, 1e-9));
    assert_eq!((value("trees.auc_interval.low"), value("trees.auc_interval.high")), (0.7, 0.8));
    assert_eq!(value("trend___season.mase"), 0.5);
    assert!(!run.join("metrics/trees.ece_interval.low").exists(), "an interval that is not known is no figure");
    let cuts: Vec<(f64, i64)> = metric(&run, "trees.auc_of_cut").into_iter().map(|(_, v, step)| (v, step)).collect();
    assert_eq!(cuts, [(0.5, 0), (0.25, 1)]);
    assert!(metric(&run, "auc")[0].0 > 1_600_000_000_000, "milliseconds");
}

#[test]
fn the_same_version_again_replaces_its_run_and_another_one_stands_beside_it() {
    let (_folder, registry, store, id) = exported(Task::Hourly);
    let experiment = only_folder(&store);
    fs::write(experiment.join(&id).join("metrics/left_over"), "1 1 0\n").unwrap();
    assert_eq!(export(&registry, Task::Hourly, "v0001", &store).unwrap(), id);
    assert!(!experiment.join(&id).join("metrics/left_over").exists());
    let card = registry.card(Task::Hourly, "v0001").unwrap();
    let files = [("report.json", b"{}".to_vec()), ("report.html", Vec::new())];
    let other = Stored::Forecast(Outlook::fallback(Task::Hourly, Rhythm::DAILY));
    let version = registry.save(&other, card, &files).unwrap();
    assert_ne!(export(&registry, Task::Hourly, &version, &store).unwrap(), id);
    assert_eq!(only_folder(&store), experiment, "in the experiment that is there");
}

#[test]
fn an_experiment_that_mlflow_made_itself_is_used_and_its_words_are_left_alone() {
    let (_folder, registry, store, _) = exported(Task::TopicRise);
    let own = store.parent().unwrap().join("other");
    fs::create_dir_all(own.join("0")).unwrap();
    fs::create_dir_all(own.join("4711")).unwrap();
    let words = "experiment_id: '4711'\nname: t1g.y_rise\n";
    fs::write(own.join("4711").join(META), words).unwrap();
    let run = export(&registry, Task::TopicRise, "v0001", &own).unwrap();
    assert_eq!(meta(&own.join("4711").join(run))["experiment_id"], "4711");
    assert_eq!(fs::read_to_string(own.join("4711").join(META)).unwrap(), words);
}

#[test]
fn a_damaged_or_missing_version_is_not_exported() {
    let (folder, registry, store, _) = exported(Task::TopicRise);
    let missing = export(&registry, Task::TopicRise, "v0009", &store).unwrap_err().to_string();
    assert!(missing.contains("v0009"), "{missing}");
    fs::write(folder.path().join("models/t1g.y_rise/v0001/model.json"), "{}").unwrap();
    let damaged = export(&registry, Task::TopicRise, "v0001", &store).unwrap_err().to_string();
    assert!(damaged.contains("damaged"), "{damaged}");
}
