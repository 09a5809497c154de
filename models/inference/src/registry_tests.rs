use super::*;
use crate::forecast::Rhythm;

fn card(task: Task) -> Card {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv");
    fs::write(&path, "a\n1\n").unwrap();
    Card::of(task, &path, 1, 7).unwrap()
}

fn saved() -> (tempfile::TempDir, Registry) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    for _ in 0..2 {
        registry.save(&Stored::rule(Task::Lecture), card(Task::Lecture), &[("report.html", b"x".to_vec())]).unwrap();
    }
    (folder, registry)
}

#[test]
fn versions_count_up_and_only_a_promoted_one_is_in_use() {
    let (_folder, registry) = saved();
    assert_eq!(registry.promoted(Task::Lecture).unwrap(), None);
    registry.promote(Task::Lecture, "v0001").unwrap();
    registry.promote(Task::Lecture, "v0002").unwrap();
    assert_eq!(registry.promoted(Task::Lecture).unwrap().as_deref(), Some("v0002"));
    let listed: Vec<_> = registry.list().unwrap().into_iter().map(|l| (l.task, l.version, l.promoted)).collect();
    let row = |task, version: &str, in_use| (task, version.to_owned(), in_use);
    let (old, new) = (row(Task::Lecture, "v0001", false), row(Task::Lecture, "v0002", true));
    assert_eq!(listed, [row(Task::Signals, "shipped", true), old, new]);
}

#[test]
fn a_changed_file_is_refused_and_the_version_in_use_stays() {
    let (_folder, registry) = saved();
    registry.promote(Task::Lecture, "v0001").unwrap();
    for name in ["model.json", "weights.safetensors"] {
        let path = registry.folder(Task::Lecture, "v0002").unwrap().join(name);
        let good = fs::read(&path).unwrap();
        fs::write(&path, [good.as_slice(), b" "].concat()).unwrap();
        let said = registry.promote(Task::Lecture, "v0002").unwrap_err().to_string();
        assert!(said.contains(name) && said.contains("hash"), "{said}");
        fs::write(&path, good).unwrap();
    }
    assert_eq!(registry.promoted(Task::Lecture).unwrap().as_deref(), Some("v0001"));
}

#[test]
fn names_that_are_no_versions_lead_nowhere() {
    let (_folder, registry) = saved();
    for name in ["v0003", "../t4c/v0001", "", "v1", "promoted", "v0001/.."] {
        assert!(registry.load(Task::Lecture, name).is_err(), "{name:?}");
    }
    assert!(registry.load(Task::Clickbait, "v0001").is_err());
}

#[test]
fn a_forecast_is_kept_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    let stored = Stored::Forecast(crate::Outlook::fallback(Task::Daily, Rhythm::DAILY));
    let version = registry.save(&stored, card(Task::Daily), &[]).unwrap();
    let (back, card) = registry.load(Task::Daily, &version).unwrap();
    assert_eq!(back, stored);
    assert!(card.licence.is_none());
}
