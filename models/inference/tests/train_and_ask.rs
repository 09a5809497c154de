//! From a file to a promoted model to answers, on small cuts of real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{fs, path::Path};

use tempfile::TempDir;
use ytempire_inference::{Effort, Purpose, Registry, Stored, Task, Workshop, answer, predict, read};

fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Trains quickly; stopped before the step of this number, if there is one.
fn train(registry: &Registry, task: Task, stop: usize) -> ytempire_inference::Result<String> {
    let workshop = Workshop {
        data: fixtures(),
        registry,
        meaning: None,
        seed: 7,
        effort: Effort::Quick,
        team: None,
        clock: || chrono::DateTime::UNIX_EPOCH,
    };
    let trained = workshop.train(task, &mut |progress| {
        assert!(progress.done < progress.of, "{progress:?}");
        progress.done != stop
    });
    Ok(trained?.version)
}

fn trained(task: Task) -> (TempDir, Registry, String) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    let version = train(&registry, task, usize::MAX).unwrap();
    (folder, registry, version)
}

fn scores(registry: &Registry, task: Task, version: &str) -> Vec<Vec<f64>> {
    let (stored, _) = registry.load(task, version).unwrap();
    predict(&stored, &fixtures().join(task.file()), None).unwrap().values
}

#[test]
fn topics_are_learned_saved_promoted_and_asked() {
    let task = Task::TopicRise;
    let (_folder, registry, version) = trained(task);
    registry.promote(task, &version).unwrap();
    assert!(scores(&registry, task, &version).iter().all(|row| (0.0..=1.0).contains(&row[0])));
    let card = registry.card(task, &version).unwrap();
    assert_eq!(card.licence.as_deref(), Some("ISC"));
    assert_eq!(card.trained_at, Some(chrono::DateTime::UNIX_EPOCH), "by the clock that it was given");
    assert!(card.figure("auc").is_some_and(|auc| auc > 0.5), "{card:?}");
    let page = fs::read_to_string(registry.folder(task, &version).unwrap().join("report.html")).unwrap();
    assert!(page.contains("<svg") && !page.contains("NaN\""), "a report with plots");
}

#[test]
fn a_training_that_was_stopped_goes_on_and_gives_the_model_of_one_that_was_not() {
    let task = Task::TopicRise;
    let (_folder, whole, version) = trained(task);
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    for stop in [1, 6, 11] {
        assert!(train(&registry, task, stop).is_err());
        // The first line of the notes says what they are about.
        let notes = fs::read_to_string(registry.unfinished(task).unwrap()).unwrap();
        assert_eq!(notes.lines().count(), stop + 1);
    }
    let again = train(&registry, task, usize::MAX).unwrap();
    let (first, second) = (whole.card(task, &version).unwrap(), registry.card(task, &again).unwrap());
    assert_eq!(first, second, "with the hashes of model and weights");
    assert!(!registry.unfinished(task).unwrap().exists());
}

#[test]
fn titles_are_told_apart_by_channels_never_seen() {
    let (_folder, registry, version) = trained(Task::Clickbait);
    let card = registry.card(Task::Clickbait, &version).unwrap();
    assert!(card.figure("auc").is_some_and(|auc| auc > 0.7), "{card:?}");
}

#[test]
fn answers_are_written_with_the_files_own_ids() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("pred.csv");
    let task = Task::StoryRise;
    let input = fixtures().join(task.file());
    predict(&Stored::rule(task), &input, None).unwrap().write(&out).unwrap();
    let text = fs::read_to_string(&out).unwrap();
    let table = read(&input, task, Purpose::Predict).unwrap();
    assert_eq!(text.lines().next(), Some("row_id,score"));
    assert_eq!(text.lines().count(), table.len() + 1);
    assert!(text.lines().nth(1).is_some_and(|line| line.starts_with(&table.ids()[0])));
}

#[test]
fn a_row_alone_gets_the_answer_it_got_in_its_file() {
    let task = Task::TopicRise;
    let (_folder, registry, version) = trained(task);
    let all = scores(&registry, task, &version);
    let (stored, _) = registry.load(task, &version).unwrap();
    let text = unpacked(task);
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    for (row, line) in lines.enumerate().step_by(97) {
        let alone = format!("{header}\n{line}\n");
        let table = ytempire_inference::read_from(alone.as_bytes(), Path::new("one"), task, Purpose::Predict).unwrap();
        assert_eq!(answer(&stored, &table, None).unwrap().values[0], all[row]);
    }
}

fn unpacked(task: Task) -> String {
    use std::io::Read as _;
    let file = fs::File::open(fixtures().join(task.file())).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    text
}

/// Rows as an instance writes them of what it has heard: what grew by half in the last hour rises.
fn heard(folder: &Path) -> std::path::PathBuf {
    use std::io::Write as _;
    let path = folder.join("signals.csv.gz");
    let mut out = flate2::write::GzEncoder::new(fs::File::create(&path).unwrap(), flate2::Compression::fast());
    writeln!(out, "row_id,ts,topic,rank,rank_l1,rank_l2,rank_l3,rank_l6,rank_l12,rank_l24,value,value_l1,value_l2,value_l3,value_l6,value_l12,value_l24,age_h,readings,sources,places,hour,weekday,y_rise").unwrap();
    for row in 0..600 {
        let (day, hour, grows) = (1 + row / 60, row % 24, row * 7 % 10 < 4);
        let value = 100 + row % 37;
        let before = if grows { value * 2 / 3 } else { value - 2 };
        let rises = u8::from(grows != (row % 29 == 0));
        writeln!(out, "{row},2026-10-{day:02}T{hour:02}:00:00Z,\"a, {row}\",,,,,,,,{value},{before},,,,,,2.5,3,1,1,{hour},4,{rises}").unwrap();
    }
    out.finish().unwrap();
    path
}

#[test]
fn what_an_instance_has_heard_is_learned_from_and_may_not_be_passed_on() {
    let (data, models) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (path, registry, task) = (heard(data.path()), Registry::at(models.path()), Task::Signals);
    let workshop = Workshop {
        data: data.path().to_owned(),
        registry: &registry,
        meaning: None,
        seed: 7,
        effort: Effort::Quick,
        team: None,
        clock: || chrono::DateTime::UNIX_EPOCH,
    };
    let trained = workshop.train(task, &mut |_| true).unwrap();
    assert_eq!((trained.card.data.as_str(), trained.card.data_rows), ("signals.csv.gz", 600));
    assert_eq!(trained.card.licence, None);
    assert!(trained.card.figure("auc").is_some_and(|auc| auc > 0.9), "{:?}", trained.card);
    let (stored, _) = registry.load(task, &trained.version).unwrap();
    assert!(workshop.evaluate(&stored, &path).unwrap().auc > 0.9);
}

#[test]
fn the_report_has_the_plain_answers_in_its_table_with_intervals_and_so_has_the_summary() {
    let task = Task::TopicRise;
    let (_folder, registry, version) = trained(task);
    let report = fs::read(registry.folder(task, &version).unwrap().join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let table = report["table"].as_array().unwrap();
    let row = |name: &str| table.iter().find(|row| row["name"] == name).unwrap();
    let (majority, ours) = (&row("majority")["metrics"], &row("ours")["metrics"]);
    assert_eq!(majority["auc"], 0.5);
    let right = |metrics: &serde_json::Value, name: &str| (metrics[name].as_f64().unwrap() * 1e9).round();
    assert_eq!(right(majority, "accuracy"), right(ours, "majority"));
    for name in ["majority", "rule", "linear", "trees", "ours"] {
        let metrics = &row(name)["metrics"];
        for figure in ["auc", "accuracy", "average_precision", "top_tenth", "brier", "log_loss", "ece"] {
            let ends = &metrics[format!("{figure}_interval")];
            assert!(ends[0].as_f64() <= ends[1].as_f64() && ends[1].is_number(), "{name} {figure}: {ends}");
        }
    }
    let summary = ytempire_inference::report::summary(&registry).unwrap();
    let line = summary.lines().find(|line| line.starts_with("| t1g.y_rise")).unwrap();
    assert!(line.contains("| 0.500 (0.500, 0.500) |"), "{line}");
    assert_eq!(line.matches('|').count(), 8, "{line}");
    assert!(line.contains(&format!("{:.3} (", ours["auc"].as_f64().unwrap())), "{line}");
}
