//! The walk through a training's fits: it tells how far it is, stops where it is told to, and takes from the notes what
//! was done by an earlier run.

use serde::Serialize;

use crate::{
    InferenceError, Progress, Recipe, Result, Task,
    notes::{Noted, Notes},
};

/// Where a training stands.
pub(crate) struct Steps<'a> {
    task: Task,
    done: usize,
    of: usize,
    notes: Option<&'a mut Notes>,
    tell: &'a mut dyn FnMut(Progress) -> bool,
}

/// What names a fit: the recipe, the fold it is judged by, and how many rows it may learn from.
#[derive(Serialize)]
pub(crate) struct Key<'a> {
    pub recipe: &'a Recipe,
    pub fold: usize,
    pub most: Option<usize>,
}

impl<'a> Steps<'a> {
    pub fn new(task: Task, of: usize, notes: Option<&'a mut Notes>, tell: &'a mut dyn FnMut(Progress) -> bool) -> Self {
        Steps { task, done: 0, of, notes, tell }
    }

    /// Tells of the next step; an error where the listener wants no more of them.
    pub fn next(&mut self, doing: &str) -> Result<()> {
        let progress = Progress { task: self.task, done: self.done, of: self.of, doing: doing.to_owned() };
        self.done += 1;
        match (self.tell)(progress) {
            true => Ok(()),
            false => Err(InferenceError::Stopped("training was stopped")),
        }
    }

    /// One fit: from the notes, or by doing the work.
    pub fn fit(&mut self, key: &Key<'_>, work: impl FnOnce() -> Result<Noted>) -> Result<Noted> {
        self.next(key.recipe.name())?;
        let Some(notes) = &mut self.notes else { return work() };
        let name = serde_json::to_string(key).map_err(|error| InferenceError::Mismatch(error.to_string()))?;
        if let Some(noted) = notes.get(&name) {
            return Ok(noted.clone());
        }
        let noted = work()?;
        notes.put(&name, &noted)?;
        Ok(noted)
    }
}
