//! The worker of the model slot: one task after the other, by the promoted models of a registry.

use std::{ops::ControlFlow, path::PathBuf, process::ExitCode};

use serde::Serialize;
use serde_json::{Map, Value};
use ytempire_domain::Failure;
use ytempire_inference::{Registry, Scorer, Task, foresee, in_use, read_rows};
use ytempire_worker::{ModelTask, RowAnswer, Work, serve, unreadable};

use crate::{script, sentences, words};

/// Reasons that an answer names.
const REASONS: usize = 4;

/// Of a signal that has no volume: what the model learned from all had one.
const UNLIKE: &str = "the model has learned from topics with a volume alone";

/// Speaks frames on standard input and output until the input closes.
pub fn main(registry: Registry, sentences: Option<PathBuf>) -> ExitCode {
    // What is printed to standard error is in the service's log; an answer tells of a caught panic itself.
    std::panic::set_hook(Box::new(|panic| eprintln!("a model panicked: {panic}")));
    serve(Models { scorer: Scorer::new(registry.clone(), sentences::folder(sentences), REASONS), registry })
}

/// Keeps the loaded models from task to task.
struct Models {
    scorer: Scorer,
    registry: Registry,
}

impl Work for Models {
    fn run(&mut self, task: Value, _: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Value, Failure> {
        match serde_json::from_value(task).map_err(|error| unreadable(&error))? {
            ModelTask::Score { task, rows } => value(&self.score(&task, &rows)),
            ModelTask::Script(asked) => value(&script::judge(&mut self.scorer, &asked)),
            ModelTask::Meanings { texts } => value(&self.scorer.meanings(&texts)),
            ModelTask::Forecast(asked) => value(&foresee(&asked)),
            ModelTask::Cards => value(&in_use(&self.registry)),
        }
    }
}

impl Models {
    /// One answer for each row, in order.
    fn score(&mut self, task: &str, rows: &[Map<String, Value>]) -> Vec<RowAnswer> {
        let task: Task = match task.parse() {
            Ok(task) => task,
            Err(error) => return rows.iter().map(|_| Err(format!("{error}"))).collect(),
        };
        let read = read_rows(rows, task);
        let mut answers: Vec<RowAnswer> = rows.iter().map(|_| Err("it was not answered".to_owned())).collect();
        for (place, error) in read.refused {
            answers[place] = Err(error.to_string());
        }
        for (place, answer) in read.places.into_iter().zip(self.scorer.score(&read.table)) {
            let unlike = task == Task::Signals && rows[place].get("value").is_none_or(Value::is_null);
            answers[place] = if unlike { Err(UNLIKE.to_owned()) } else { Ok(words::scored(answer)) };
        }
        answers
    }
}

fn value(answer: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(answer).map_err(|error| unreadable(&error))
}
