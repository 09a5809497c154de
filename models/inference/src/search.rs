//! Which recipe of a kind is best: many on a few rows, the better half on more, the best on all (successive halving).

use crate::{
    Result, Table,
    draw::Draw,
    extra::Extra,
    learn::Fitted,
    metrics,
    notes::Noted,
    part::{Lesson, Part, Recipe},
    split::{self, Fold},
    steps::{Key, Steps},
    team::Team,
};

/// Everything a recipe is tried on.
pub(crate) struct Court<'a> {
    pub table: &'a Table,
    pub lesson: &'a Lesson,
    /// What is learned in the place of the lesson's labels.
    pub targets: &'a [f64],
    /// The same rows with less known of each, to learn from alone.
    pub copies: &'a [Lesson],
    pub folds: &'a [Fold],
    /// More rows to learn from that are never judged by.
    pub extra: Option<&'a Extra>,
    pub seed: u64,
    pub team: Option<&'a Team>,
}

/// A recipe with its logits on the judged rows of each fold.
#[derive(Debug)]
pub(crate) struct Tried {
    pub recipe: Recipe,
    pub logits: Vec<Vec<f64>>,
    /// The recipe of each fold, with the length that the watched rows asked for.
    lengths: Vec<Recipe>,
}

/// Rows of the first round of a search; each later round takes three times as many.
const FIRST: usize = 6000;

impl Court<'_> {
    /// The best of several recipes of one kind, tried on all folds.
    pub fn best(&self, recipes: &[Recipe], steps: &mut Steps<'_>) -> Result<Tried> {
        let mut left = recipes.to_vec();
        let mut rows = FIRST;
        // The last fold has the most rows to learn from.
        let last = self.folds.len() - 1;
        while left.len() > 1 {
            let mut scored = Vec::new();
            for recipe in &left {
                let noted = self.on_fold(recipe, last, Some(rows), steps)?;
                scored.push((metrics::log_loss(&sigmoids(&noted.logits), &self.labels(last)), *recipe));
            }
            scored.sort_by(|a, b| a.0.total_cmp(&b.0));
            left = scored.into_iter().map(|(_, recipe)| recipe).take(half(left.len())).collect();
            rows *= 3;
        }
        self.on_all_folds(&left[0], steps)
    }

    fn on_all_folds(&self, recipe: &Recipe, steps: &mut Steps<'_>) -> Result<Tried> {
        let fold = |fold| self.on_fold(recipe, fold, None, steps);
        let folds = (0..self.folds.len()).map(fold).collect::<Result<Vec<_>>>()?;
        let (logits, lengths) = folds.into_iter().map(|noted| (noted.logits, noted.recipe)).unzip();
        Ok(Tried { recipe: *recipe, logits, lengths })
    }

    fn on_fold(&self, recipe: &Recipe, fold: usize, most: Option<usize>, steps: &mut Steps<'_>) -> Result<Noted> {
        steps.fit(&Key { recipe, fold, most }, || self.fitted(recipe, &self.folds[fold], most))
    }

    /// Fits on one fold's rows, or on so many of them; growth ends by watched rows, then all rows are fitted as long.
    fn fitted(&self, recipe: &Recipe, fold: &Fold, most: Option<usize>) -> Result<Noted> {
        let learn = match most {
            Some(most) if fold.learn.len() > most => {
                let chosen = Draw::new(self.seed).choose(fold.learn.len(), most);
                chosen.into_iter().map(|at| fold.learn[at]).collect()
            }
            _ => fold.learn.clone(),
        };
        let judged = self.lesson.inputs.select(&fold.judge);
        let recipe = self.length(recipe, &learn)?;
        let fitted = Part::fit(&recipe, &self.rows(&learn, &fold.judge), None, self.seed, self.team)?;
        Ok(Noted { logits: fitted.logits(&judged)?, recipe })
    }

    /// How long the recipe should grow on these rows.
    fn length(&self, recipe: &Recipe, learn: &[usize]) -> Result<Recipe> {
        if !recipe.watches() {
            return Ok(*recipe);
        }
        let (grow, watch) = split::watched(self.table, learn);
        if grow.is_empty() || watch.is_empty() {
            return Ok(*recipe);
        }
        let watched = self.lesson.select(&watch);
        let part = Part::fit(recipe, &self.rows(&grow, &watch), Some(&watched), self.seed, self.team)?;
        Ok(part.as_long(recipe, 1.1))
    }

    /// The rows to learn from, with their copies, and extra ones about nothing that is judged.
    fn rows(&self, learn: &[usize], judge: &[usize]) -> Lesson {
        let copied = |lesson: Lesson, copy: &Lesson| lesson.and(&copy.select(learn));
        let mut lesson = self.copies.iter().fold(self.lesson.select(learn), copied);
        let targets = learn.iter().map(|row| self.targets[*row]).cycle();
        lesson.labels = targets.take(lesson.labels.len()).collect();
        let Some(extra) = self.extra else { return lesson };
        let entities = self.table.entities();
        let judged: std::collections::HashSet<&String> = judge.iter().map(|row| &entities[*row]).collect();
        let fresh: Vec<usize> =
            (0..extra.entities.len()).filter(|row| !judged.contains(&extra.entities[*row])).collect();
        lesson.and(&extra.lesson.select(&fresh))
    }

    /// The model that is kept: fitted on every row, as long as the folds asked for.
    pub fn on_all_rows(&self, tried: &Tried) -> Result<Fitted> {
        let all: Vec<usize> = (0..self.lesson.labels.len()).collect();
        let recipe = bagged(&mean_length(&tried.recipe, &tried.lengths));
        Ok((recipe, Part::fit(&recipe, &self.rows(&all, &[]), None, self.seed, self.team)?))
    }

    fn labels(&self, fold: usize) -> Vec<f64> {
        self.folds[fold].judge.iter().map(|row| self.lesson.labels[*row]).collect()
    }
}

/// Fits that [`Court::best`] makes.
pub(crate) fn fits(recipes: usize, folds: usize) -> usize {
    let (mut left, mut sum) = (recipes, folds);
    while left > 1 {
        sum += left;
        left = half(left);
    }
    sum
}

/// How many of a round's recipes come into the next.
fn half(recipes: usize) -> usize {
    recipes.div_ceil(2).min(recipes - 1)
}

/// The later folds have more rows: their lengths come nearest to what all rows ask for.
fn mean_length(recipe: &Recipe, lengths: &[Recipe]) -> Recipe {
    let late = &lengths[lengths.len() / 2..];
    let mean = |of: &dyn Fn(&Recipe) -> usize| (late.iter().map(of).sum::<usize>() / late.len().max(1)).max(1);
    match *recipe {
        Recipe::Trees { mut growth, bags } => {
            growth.trees = mean(&|recipe| if let Recipe::Trees { growth, .. } = recipe { growth.trees } else { 0 });
            Recipe::Trees { growth, bags }
        }
        Recipe::Network { mut shape, bags } => {
            shape.rounds = mean(&|recipe| if let Recipe::Network { shape, .. } = recipe { shape.rounds } else { 0 });
            Recipe::Network { shape, bags }
        }
        same => same,
    }
}

/// What is kept is the mean of three seeds: less noise for little time.
fn bagged(recipe: &Recipe) -> Recipe {
    match *recipe {
        Recipe::Trees { growth, .. } => Recipe::Trees { growth, bags: 3 },
        Recipe::Network { shape, .. } => Recipe::Network { shape, bags: 3 },
        same => same,
    }
}

fn sigmoids(logits: &[f64]) -> Vec<f64> {
    logits.iter().map(|logit| crate::trees::sigmoid(*logit)).collect()
}
