//! One row that a model cannot bear must not cost the others their answer: a batch that fails is halved until the row
//! stands alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Result;

/// So many rows may fail one by one; after them the model counts as broken for the rest of the batch, which would
/// otherwise cost two calls a row.
const MOST: usize = 16;

/// Asks `model` for the probabilities of rows, in their order. A row for which it fails, panics, or answers with what is
/// no probability gets the reason instead.
pub(crate) fn isolate(rows: usize, model: impl Fn(&[usize]) -> Result<Vec<f64>>) -> Vec<Result<f64, String>> {
    let all: Vec<usize> = (0..rows).collect();
    let mut search = Search { model, poisoned: 0, found: vec![Ok(f64::NAN); rows] };
    search.ask(&all);
    search.found
}

struct Search<M> {
    model: M,
    poisoned: usize,
    found: Vec<Result<f64, String>>,
}

impl<M: Fn(&[usize]) -> Result<Vec<f64>>> Search<M> {
    fn ask(&mut self, rows: &[usize]) {
        if rows.is_empty() {
            return;
        }
        if self.poisoned >= MOST {
            let because = format!("{MOST} rows of this batch failed before it, so it was not asked");
            rows.iter().for_each(|row| self.found[*row] = Err(because.clone()));
            return;
        }
        match (self.answers(rows), rows) {
            (Ok(answers), _) => rows.iter().zip(answers).for_each(|(row, answer)| self.found[*row] = Ok(answer)),
            (Err(because), [row]) => {
                self.poisoned += 1;
                self.found[*row] = Err(because);
            }
            (Err(_), _) => {
                let (first, second) = rows.split_at(rows.len() / 2);
                self.ask(first);
                self.ask(second);
            }
        }
    }

    /// Probabilities of all these rows, or why there are none.
    fn answers(&self, rows: &[usize]) -> Result<Vec<f64>, String> {
        // libtorch's failures that no function returns come as panics; nothing is shared with the model but its weights.
        let found = catch_unwind(AssertUnwindSafe(|| (self.model)(rows)));
        let answers = found.map_err(|_| "the model panicked".to_owned())?.map_err(|error| error.to_string())?;
        if answers.len() != rows.len() {
            return Err(format!("it gave {} answers for {} rows", answers.len(), rows.len()));
        }
        match answers.iter().find(|answer| !(0.0..=1.0).contains(*answer)) {
            Some(odd) => Err(format!("its answer {odd} is no probability")),
            None => Ok(answers),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::InferenceError;

    fn failed(found: &[Result<f64, String>]) -> Vec<usize> {
        (0..found.len()).filter(|row| found[*row].is_err()).collect()
    }

    #[test]
    fn poison_rows_are_found_by_halving_and_the_others_keep_their_answers() {
        let asked = Cell::new(0);
        let found = isolate(1000, |rows| {
            asked.set(asked.get() + 1);
            let answer = |row: &usize| match row {
                17 => f64::NAN,
                // As if an index lay outside.
                640 => panic!("poison"),
                row => *row as f64 / 1000.0,
            };
            match rows.contains(&900) {
                true => Err(InferenceError::Mismatch("poison".to_owned())),
                false => Ok(rows.iter().map(answer).collect()),
            }
        });
        assert_eq!(failed(&found), [17, 640, 900]);
        assert_eq!(found[3], Ok(0.003));
        assert!(found[17].as_ref().is_err_and(|because| because.contains("NaN is no probability")));
        assert!(asked.get() < 70, "{} calls", asked.get());
    }

    #[test]
    fn a_model_that_fails_on_everything_is_soon_left_alone() {
        let asked = Cell::new(0);
        let found = isolate(10_000, |_| {
            asked.set(asked.get() + 1);
            Ok(Vec::new())
        });
        assert_eq!(failed(&found).len(), 10_000);
        assert!(asked.get() < 60, "{} calls", asked.get());
    }

    #[test]
    fn a_batch_without_rows_asks_nothing() {
        assert!(isolate(0, |_| unreachable!()).is_empty());
    }
}
