use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use super::*;
use crate::{
    Card, Purpose, Recipe,
    calibrate::Calibration,
    linear::{Fit, Linear},
    part::Part,
    read_rows,
};

fn lecture(id: usize) -> Map<String, Value> {
    let row = json!({
        "id": id.to_string(), "title_word_count": 3 + id % 9, "document_entropy": 6.0 + (id % 17) as f64 / 8.0,
        "freshness": 16310, "easiness": 75.5, "fraction_stopword_presence": 0.55, "normalization_rate": 0.03,
        "speaker_speed": 2.99, "silent_period_rate": 0.1,
    });
    row.as_object().unwrap().clone()
}

fn lectures(count: usize) -> Table {
    read_rows(&(0..count).map(lecture).collect::<Vec<_>>(), Task::Lecture).table
}

/// A linear model that says yes where the entropy is low.
fn model() -> Model {
    let inputs = Inputs::of(&lectures(200), None).unwrap();
    let labels: Vec<f64> = inputs.rule.iter().map(|rule| f64::from(u8::from(*rule > 0.1))).collect();
    let fit = Fit { labels: &labels, weights: &vec![1.0; labels.len()], l2: 1.0, intercept: true };
    let part = Part::Linear(Linear::fit(&inputs.dense, &fit));
    let parts = vec![(1.0, (Recipe::Linear { l2: 1.0 }, part))];
    Model { task: Task::Lecture, parts, calibration: Calibration::None, base_rate: Some(0.1), levels: None }
}

fn save(registry: &Registry, model: Model) -> String {
    let data = tempfile::NamedTempFile::new().unwrap();
    let mut card = Card::of(Task::Lecture, data.path(), 200, 7).unwrap();
    card.summary = model.summary();
    registry.save(&Stored::Scores(model), card, &[]).unwrap()
}

fn room() -> (tempfile::TempDir, Registry, Scorer) {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    let scorer = Scorer::new(registry.clone(), None, 3);
    (folder, registry, scorer)
}

#[test]
fn a_promoted_model_answers_with_version_reasons_and_features() {
    let (_folder, registry, mut scorer) = room();
    registry.promote(Task::Lecture, &save(&registry, model())).unwrap();
    let answers = scorer.score(&lectures(5));
    let answer = &answers[4];
    assert_eq!((answer.source, answer.version.as_deref(), &*answer.model), (Source::Model, Some("v0001"), "linear"));
    assert_eq!(answer.reasons[0].feature, "document_entropy");
    assert_eq!(answer.reasons[0].value, Some(6.5));
    assert!(answer.reasons[0].adds > 0.0 && answer.reasons.len() <= 3 && answer.explained == 1.0);
    assert!(answer.features.iter().any(|(name, value)| name == "easiness" && *value == 75.5));
    let alone = read_rows(&[lecture(4)], Task::Lecture).table;
    assert_eq!(scorer.score(&alone)[0], *answer, "alone as in a batch");
}

#[test]
fn without_a_model_the_rule_answers_and_says_so() {
    let (_folder, _, mut scorer) = room();
    let answer = scorer.score(&lectures(1)).remove(0);
    assert_eq!((answer.source, answer.probability), (Source::Rule, 0.30));
    assert_eq!(answer.because.as_deref(), Some("no version is promoted"));
}

#[test]
fn what_is_promoted_is_loaded_once_and_a_broken_version_is_answered_by_the_rule() {
    let (folder, registry, mut scorer) = room();
    for _ in 0..2 {
        save(&registry, model());
    }
    registry.promote(Task::Lecture, "v0001").unwrap();
    assert!(scorer.refresh(Task::Lecture));
    assert!(!scorer.refresh(Task::Lecture));
    registry.promote(Task::Lecture, "v0002").unwrap();
    fs::write(folder.path().join("t4c/v0002/model.json"), "{}").unwrap();
    let answer = scorer.score(&lectures(1)).remove(0);
    assert_eq!(answer.source, Source::Rule);
    assert!(answer.because.is_some_and(|because| because.contains("v0002 cannot be used") && because.contains("hash")));
    registry.promote(Task::Lecture, "v0001").unwrap();
    assert_eq!(scorer.score(&lectures(1))[0].version.as_deref(), Some("v0001"));
}

#[test]
fn a_row_that_poisons_the_model_gets_the_rule_and_the_others_the_model() {
    let (_folder, registry, mut scorer) = room();
    // Weights so large that rows far from the mean in both columns, on opposite sides, get infinity less infinity.
    let mut odd = serde_json::to_value(model()).unwrap();
    for (column, weight) in [1.7e308, 1.7e308].into_iter().enumerate() {
        odd["parts"][0][1][1]["model"]["weights"][column] = json!(weight);
    }
    let odd: Model = serde_json::from_value(odd).unwrap();
    registry.promote(Task::Lecture, &save(&registry, odd.clone())).unwrap();
    let table = lectures(64);
    let inputs = Inputs::of(&table, None).unwrap();
    let fine = |row| odd.probabilities(&inputs.select(&[row])).is_ok_and(|found| (0.0..=1.0).contains(&found[0]));
    let poisoned = (0..64).filter(|row| !fine(*row)).count();
    assert!((1..16).contains(&poisoned), "{poisoned} of 64");
    let answers = scorer.score(&table);
    assert_eq!(answers.len(), 64);
    for (row, answer) in answers.iter().enumerate() {
        assert_eq!(answer.source == Source::Model, fine(row), "row {row}: {answer:?}");
        assert!((0.0..=1.0).contains(&answer.probability));
    }
}

#[test]
fn a_model_that_reads_meaning_is_not_used_without_the_sentence_model() {
    let (_folder, registry, mut scorer) = room();
    let mut reads = model();
    let (weight, (_, part)) = reads.parts.remove(0);
    let Part::Linear(linear) = part else { unreachable!() };
    reads.parts.push((weight, (Recipe::Meaning { l2: 1.0 }, Part::Meaning(linear))));
    registry.promote(Task::Lecture, &save(&registry, reads)).unwrap();
    let because = scorer.score(&lectures(1)).remove(0).because;
    assert!(because.is_some_and(|because| because.contains("sentence model")));
}

#[test]
fn rows_of_a_file_are_answered_as_those_in_memory() {
    let (_folder, _, mut scorer) = room();
    let text = "id,title_word_count,document_entropy,freshness,easiness,fraction_stopword_presence,\
                normalization_rate,speaker_speed,silent_period_rate\n0,3,6,16310,75.5,0.55,0.03,2.99,0.1\n";
    let table = crate::read_from(text.as_bytes(), Path::new("x"), Task::Lecture, Purpose::Predict).unwrap();
    assert_eq!(scorer.score(&table), scorer.score(&lectures(1)));
}
