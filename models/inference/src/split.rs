//! Cuts for validation: by date, never by random rows, because rows of one video, story or channel are alike.

use std::collections::{BTreeMap, HashSet};

use crate::{Table, Task, draw::Draw};

/// Rows to learn from and rows to judge by; no thing stands in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub name: String,
    pub learn: Vec<usize>,
    pub judge: Vec<usize>,
}

/// How many folds a task is judged by.
const FOLDS: usize = 4;

/// The folds of a task's rows. With dates each fold learns from all days before its cut and is judged by the days
/// after it; without them each fold keeps a part of the channels, tests or rows apart.
pub fn folds(table: &Table) -> Vec<Fold> {
    match table.task {
        Task::Clickbait | Task::HeadlinePair => by_entity(&table.entities()),
        Task::Lecture | Task::Hourly | Task::Daily => by_block(table.len()),
        Task::ViewsRise10 | Task::ViewsRise25 => to_the_end(&moments(table), &table.entities()),
        Task::UsStay | Task::StoryRise | Task::Signals => by_date(&moments(table), &table.entities(), 0.5),
        Task::TopicRise => by_date(&moments(table), &table.ids(), 0.5),
    }
}

/// Splits the rows that a model may learn from once more: most to grow on, some to watch when growth should end. The
/// same kind of cut as [`folds`] makes, so that the watched rows are as new as those judged later.
pub fn watched(table: &Table, learn: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let (entities, moments) = (table.entities(), moments(table));
    if table.task.moment().is_none() {
        let part = parts(&entities);
        return learn.iter().partition(|row| !part[&entities[**row]].is_multiple_of(5));
    }
    let mut sorted: Vec<f64> = learn.iter().map(|row| moments[*row]).collect();
    sorted.sort_by(f64::total_cmp);
    let cut = sorted.get(sorted.len() * 4 / 5).copied().unwrap_or(f64::INFINITY);
    let grow: Vec<usize> = learn.iter().copied().filter(|row| moments[*row] < cut).collect();
    let topic = table.task == Task::TopicRise;
    let known: HashSet<&String> = grow.iter().map(|row| &entities[*row]).collect();
    let fresh = |row: &usize| moments[*row] >= cut && (topic || !known.contains(&entities[*row]));
    let watch = learn.iter().copied().filter(fresh).collect();
    (grow, watch)
}

/// The unit of a row's block in a bootstrap: its day, or the thing itself where there are no days.
pub fn blocks(table: &Table) -> Vec<u64> {
    if table.task.moment().is_some() {
        return table.days().iter().map(|day| day.max(0.0) as u64).collect();
    }
    let mut names = BTreeMap::new();
    table
        .entities()
        .into_iter()
        .map(|name| {
            let next = names.len() as u64;
            *names.entry(name).or_insert(next)
        })
        .collect()
}

fn moments(table: &Table) -> Vec<f64> {
    table.task.moment().map_or_else(|| vec![0.0; table.len()], |name| table.number(name).to_vec())
}

/// `from` is the share of moments that every fold may learn from.
fn by_date(moments: &[f64], entities: &[String], from: f64) -> Vec<Fold> {
    let end = |number: usize| from + (1.0 - from) * number as f64 / FOLDS as f64;
    (0..FOLDS).filter_map(|number| cut(moments, entities, number, end(number), end(number + 1))).collect()
}

/// Learns before one share of the moments and is judged from there to another, by things not seen before.
fn cut(moments: &[f64], entities: &[String], number: usize, from: f64, to: f64) -> Option<Fold> {
    let mut all = moments.to_vec();
    all.sort_by(f64::total_cmp);
    all.dedup();
    let at = |share: f64| all.get((share * all.len() as f64) as usize).copied().unwrap_or(f64::INFINITY);
    let (cut, end) = (at(from), at(to));
    let learn: Vec<usize> = (0..moments.len()).filter(|row| moments[*row] < cut).collect();
    let known: HashSet<&String> = learn.iter().map(|row| &entities[*row]).collect();
    let fresh = |row: &usize| (cut..end).contains(&moments[*row]) && !known.contains(&entities[*row]);
    let judge: Vec<usize> = (0..moments.len()).filter(fresh).collect();
    let name = format!("date cut {}", number + 1);
    (!learn.is_empty() && !judge.is_empty()).then_some(Fold { name, learn, judge })
}

/// As [`by_date`], but each fold is judged by all that follows its cut: a video's readings come to be enough to judge by
/// only some days after it is first seen.
fn to_the_end(moments: &[f64], entities: &[String]) -> Vec<Fold> {
    let end = |number: usize| 0.35 + 0.1 * number as f64;
    (0..FOLDS).filter_map(|number| cut(moments, entities, number, end(number), 1.0)).collect()
}

fn by_entity(entities: &[String]) -> Vec<Fold> {
    let part = parts(entities);
    apart(entities.len(), "part", |row| part[&entities[row]] % FOLDS)
}

/// Each thing's number in an order drawn once and for all.
fn parts(entities: &[String]) -> BTreeMap<&String, usize> {
    let mut names: Vec<&String> = entities.iter().collect();
    names.sort();
    names.dedup();
    Draw::new(11).shuffle(&mut names);
    names.into_iter().enumerate().map(|(at, name)| (name, at)).collect()
}

/// Blocks of neighbours: nothing says which rows are alike, neighbours come closest.
fn by_block(rows: usize) -> Vec<Fold> {
    apart(rows, "block", |row| row * FOLDS / rows.max(1))
}

fn apart(rows: usize, word: &str, part: impl Fn(usize) -> usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let (judge, learn) = (0..rows).partition(|row| part(*row) == number);
        Fold { name: format!("{word} {}", number + 1), learn, judge }
    };
    (0..FOLDS).map(fold).filter(|fold| !fold.learn.is_empty() && !fold.judge.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(numbers: &[usize]) -> Vec<String> {
        numbers.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_date_fold_learns_from_the_past_and_is_judged_by_things_it_never_saw() {
        let moments: Vec<f64> = (0..80).map(|row| f64::from(row / 4)).collect();
        // Thing 1 is there on every day, the others on one.
        let entities = names(&(0..80).map(|row| if row % 4 == 0 { 1 } else { 100 + row }).collect::<Vec<_>>());
        let folds = by_date(&moments, &entities, 0.5);
        assert_eq!(folds.len(), FOLDS);
        for fold in folds {
            let last = fold.learn.iter().map(|row| moments[*row]).fold(0.0, f64::max);
            assert!(fold.judge.iter().all(|row| moments[*row] > last && entities[*row] != "1"), "{}", fold.name);
        }
    }

    #[test]
    fn parts_by_channel_share_no_channel_and_cover_all_rows() {
        let entities = names(&(0..60).map(|row| row / 5).collect::<Vec<_>>());
        let folds = by_entity(&entities);
        assert_eq!(folds.iter().map(|fold| fold.judge.len()).sum::<usize>(), 60);
        for fold in folds {
            let known: HashSet<_> = fold.learn.iter().map(|row| &entities[*row]).collect();
            assert!(fold.judge.iter().all(|row| !known.contains(&entities[*row])));
        }
    }
}
