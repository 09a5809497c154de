//! The worker process as its slot meets it: frames in, frames out, versions that change under it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Map, Value, json};
use ytempire_domain::{
    card::{Maker, Prediction},
    forecast::SeriesToForecast,
    production::Quality,
    trend::{ScoreSource, Scored},
};
use ytempire_inference::{Registry, Stored, Task};
use ytempire_worker::{
    ForecastAnswer, FromWorker, MeaningsAnswer, ModelTask, RowAnswer, ScriptToJudge, ToWorker, read_frame, write_frame,
};

struct Worker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    asked: u64,
}

impl Worker {
    fn start(registry: &Path) -> Self {
        Worker::given(registry, &[])
    }

    #[expect(clippy::disallowed_methods, reason = "the test owns the process and waits for its end")]
    fn given(registry: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ytempire-models"));
        command.arg("--registry").arg(registry).args(more).args(["worker", "model"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut worker = Worker { child, input, output, asked: 0 };
        assert!(matches!(read_frame(&mut worker.output).unwrap(), Some(FromWorker::Ready)));
        worker
    }

    fn ask(&mut self, task: &ModelTask) -> Value {
        self.asked += 1;
        let task = serde_json::to_value(task).unwrap();
        write_frame(&mut self.input, &ToWorker::Run { id: self.asked, task }).unwrap();
        loop {
            if let Some(FromWorker::Done { id, outcome, .. }) = read_frame(&mut self.output).unwrap() {
                assert_eq!(id, self.asked);
                return outcome.unwrap();
            }
        }
    }

    fn score(&mut self, task: Task, rows: &[Value]) -> Vec<RowAnswer> {
        let rows: Vec<Map<String, Value>> = rows.iter().map(|row| row.as_object().unwrap().clone()).collect();
        serde_json::from_value(self.ask(&ModelTask::Score { task: task.name().to_owned(), rows })).unwrap()
    }

    /// Closes its input and waits.
    fn end(mut self) -> Option<i32> {
        drop(self.input);
        self.child.wait().unwrap().code()
    }
}

fn signal(place: usize, value: f64, before: f64) -> Value {
    json!({"row_id": place.to_string(), "rank": 5, "rank_l1": 9, "value": value, "value_l1": before, "age_h": 4.0,
        "readings": 5, "sources": 1, "places": 1, "hour": 15, "weekday": 2})
}

fn lecture(place: usize) -> Value {
    json!({"id": place.to_string(), "title_word_count": 3, "document_entropy": 6.0, "freshness": 16310, "easiness": 75.5,
        "fraction_stopword_presence": 0.55, "normalization_rate": 0.03, "speaker_speed": 2.99, "silent_period_rate": 0.1})
}

fn scored(answer: &RowAnswer) -> &Scored {
    answer.as_ref().unwrap()
}

#[test]
fn signals_are_ranked_by_the_model_of_the_program_from_the_first_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::start(folder.path());
    let rows = [signal(0, 300.0, 100.0), signal(1, 300.0, 299.0)];
    let answers = worker.score(Task::Signals, &rows);
    let (fast, slow) = (scored(&answers[0]), scored(&answers[1]));
    assert!(fast.source == ScoreSource::Model && fast.version.as_deref() == Some("shipped"), "{fast:?}");
    let usual = fast.base_rate.unwrap();
    assert!(fast.probability > usual + 0.2 && slow.probability < usual, "{fast:?} {slow:?}");
    assert!(!fast.reasons.is_empty(), "{fast:?}");
    assert_eq!(worker.end(), Some(0), "it ends with its input");
}

#[test]
fn one_bad_row_costs_the_others_nothing_and_says_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::start(folder.path());
    let (mut outside, mut unlike) = (signal(1, 10.0, 5.0), signal(2, 10.0, 5.0));
    outside["hour"] = json!(24);
    unlike.as_object_mut().unwrap().remove("value");
    let answers = worker.score(Task::Signals, &[signal(0, 10.0, 5.0), outside, unlike, signal(3, 10.0, 5.0)]);
    assert!(scored(&answers[0]).source == ScoreSource::Model && scored(&answers[3]).source == ScoreSource::Model);
    assert!(answers[1].as_ref().unwrap_err().contains("hour"), "{answers:?}");
    assert!(answers[2].as_ref().unwrap_err().contains("volume"), "{answers:?}");
    let unknown = ModelTask::Score { task: "t9".to_owned(), rows: vec![Map::new()] };
    let answers: Vec<RowAnswer> = serde_json::from_value(worker.ask(&unknown)).unwrap();
    assert!(answers[0].as_ref().unwrap_err().contains("t9"), "{answers:?}");
}

#[test]
fn a_version_that_is_promoted_answers_the_next_question_and_a_broken_one_leaves_it_to_the_rule() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    let mut worker = Worker::start(folder.path());
    let answers = worker.score(Task::Lecture, &[lecture(0)]);
    assert_eq!(
        (scored(&answers[0]).source, scored(&answers[0]).because.as_str()),
        (ScoreSource::Rule, "no version is promoted")
    );

    let data = tempfile::NamedTempFile::new().unwrap();
    let card = ytempire_inference::Card::of(Task::Lecture, data.path(), 1, 7).unwrap();
    let version = registry.save(&Stored::rule(Task::Lecture), card, &[]).unwrap();
    registry.promote(Task::Lecture, &version).unwrap();
    let answers = worker.score(Task::Lecture, &[lecture(0)]);
    assert_eq!(
        (scored(&answers[0]).source, scored(&answers[0]).version.as_deref()),
        (ScoreSource::Model, Some("v0001"))
    );

    let card = ytempire_inference::Card::of(Task::Lecture, data.path(), 1, 7).unwrap();
    let version = registry.save(&Stored::rule(Task::Lecture), card, &[]).unwrap();
    registry.promote(Task::Lecture, &version).unwrap();
    std::fs::write(registry.folder(Task::Lecture, &version).unwrap().join("model.json"), "{}").unwrap();
    let answers = worker.score(Task::Lecture, &[lecture(0)]);
    let scored = scored(&answers[0]);
    assert!(scored.source == ScoreSource::Rule && scored.because.contains("v0002 cannot be used"), "{scored:?}");
}

#[test]
fn without_a_sentence_model_the_worker_says_why_it_knows_no_meanings() {
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::given(folder.path(), &["--sentences", "nowhere"]);
    let asked = ModelTask::Meanings { texts: vec!["Honey bees".to_owned()] };
    let answer: MeaningsAnswer = serde_json::from_value(worker.ask(&asked)).unwrap();
    assert!(answer.unwrap_err().contains("sentence model"));
    assert_eq!(worker.end(), Some(0));
}

#[test]
fn a_script_gets_its_parts_and_says_who_judged() {
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::start(folder.path());
    let script = ScriptToJudge {
        title: "Why honey lasts 3,000 years".to_owned(),
        text: "Why does honey never spoil? You can find out in your kitchen.\n\nHoney lasted 3,000 years in a tomb."
            .to_owned(),
        brief: "Honey can last for 3,000 years.".to_owned(),
        others: vec!["Bread goes stale in days.".to_owned()],
        rivals: vec!["Bread".to_owned()],
    };
    let quality: Quality = serde_json::from_value(worker.ask(&ModelTask::Script(script))).unwrap();
    assert_eq!(quality.parts.len(), 7);
    assert!((quality.parts.iter().map(|part| part.weight * part.score).sum::<f64>() - quality.total).abs() < 1e-9);
    assert_eq!(quality.by, "house rules");
    assert!(quality.parts.iter().any(|part| part.name == "structure" && !part.reasons.is_empty()), "{quality:?}");
}

/// A week's rhythm with a level that turns up and down, and days that miss it.
fn views(days: usize) -> Vec<Option<f64>> {
    let missed = |day: usize| ((day * day * 7919) % 101) as f64 / 101.0 - 0.5;
    let day = |day: usize| 1e6 * (2.0 + [0.0, 0.1, 0.1, 0.2, 0.4, 0.9, 0.8][day % 7] + missed(day));
    (0..days).map(|at| Some(day(at))).collect()
}

#[test]
fn a_series_is_carried_on_by_the_method_that_won_on_its_past_and_a_short_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::start(folder.path());
    let mut ask = |asked: &SeriesToForecast| -> ForecastAnswer {
        serde_json::from_value(worker.ask(&ModelTask::Forecast(asked.clone()))).unwrap()
    };
    let asked = SeriesToForecast::new(views(180), 7, 14);
    let forecast = ask(&asked).unwrap();
    assert_eq!((forecast.source, forecast.defect(&asked)), (ScoreSource::Model, None), "{forecast:?}");
    assert!(forecast.version.is_some() && forecast.steps.iter().all(|step| step.bounds.is_some()));
    assert!(ask(&SeriesToForecast::new(views(20), 7, 14)).unwrap_err().contains("too little history"));
    let odd = SeriesToForecast { series: views(180), season: 0, ahead: 14 };
    assert!(ask(&odd).unwrap_err().contains("cannot be worked out"));
    assert!(ask(&asked).is_ok(), "and it lives on");
}

#[test]
fn the_card_of_what_answers_is_told_and_a_broken_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::at(folder.path());
    let mut worker = Worker::start(folder.path());
    let mut cards = || -> Vec<Prediction> { serde_json::from_value(worker.ask(&ModelTask::Cards)).unwrap() };
    let of = |all: &[Prediction], task: &str| all.iter().find(|known| known.task == task).unwrap().clone();
    let shipped = of(&cards(), "signals.y_rise");
    let card = shipped.card.unwrap();
    assert_eq!((shipped.maker, shipped.version.as_deref(), card.data_rows), (Maker::Model, Some("shipped"), 60_391));
    assert!(card.figures.iter().any(|(name, auc)| name == "auc" && *auc > 0.9), "{:?}", card.figures);

    let data = tempfile::NamedTempFile::new().unwrap();
    let card = ytempire_inference::Card::of(Task::Lecture, data.path(), 1, 7).unwrap();
    let version = registry.save(&Stored::rule(Task::Lecture), card, &[]).unwrap();
    assert_eq!(of(&cards(), "t4c").maker, Maker::Rule, "not promoted");
    registry.promote(Task::Lecture, &version).unwrap();
    assert_eq!(of(&cards(), "t4c").maker, Maker::Model, "promoted while the worker runs");
    std::fs::write(registry.folder(Task::Lecture, &version).unwrap().join("card.json"), "no card").unwrap();
    let broken = of(&cards(), "t4c");
    assert!(broken.maker == Maker::Rule && broken.trouble.unwrap().contains("card.json"));
}
