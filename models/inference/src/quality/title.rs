//! How strong a title is: by the trained models of headline pairs and of clickbait where they are promoted, else by a rule.

use serde_json::{Map, json};

use super::mean_of;
use crate::{Answer, Scorer, Source, Task, features::shape, read_rows};

/// The title's part of a script's score, and what gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// 0 to 1.
    pub score: f64,
    pub reasons: Vec<String>,
    /// Task and version of the models that were asked; empty: the rule.
    pub by: Vec<String>,
}

/// Clickbait counts from here on.
const BAIT: f64 = 0.5;

impl Strength {
    /// The rule: readable length, something definite in it, no shouting.
    pub fn plain(title: &str) -> Self {
        let shape = shape(title);
        let value = |name: &str| shape.iter().find(|part| part.0 == name).map_or(0.0, |part| part.1);
        let length = value("title_chars");
        let definite = value("title_digits") + value("title_asks") + value("title_bait") + value("title_colons") > 0.0;
        let loud = value("title_shouted") + (value("title_exclaims") - 1.0).max(0.0) + value("title_dots");
        let (score, reasons) = mean_of(vec![
            (length / 30.0, format!("so few letters say little: {length}")),
            (70.0 / length.max(1.0), format!("{length} letters: phones show 70")),
            (if definite { 1.0 } else { 0.5 }, "no number, no question, nothing definite".to_owned()),
            (1.0 - loud / 2.0, "it shouts".to_owned()),
        ]);
        Strength { score, reasons, by: Vec::new() }
    }

    /// How often the model of headline pairs prefers the title to each of `rivals` (earlier titles of the channel, say),
    /// less up to a half for what the model of clickbait finds. The rule answers where the first model cannot.
    pub fn asked(scorer: &mut Scorer, title: &str, rivals: &[&str]) -> Self {
        let wins = answers(scorer, Task::HeadlinePair, rivals.iter().map(|rival| pair(title, rival)));
        if wins.is_empty() {
            return Strength::plain(title);
        }
        let mean = wins.iter().map(|answer| answer.probability).sum::<f64>() / wins.len() as f64;
        let mut strength = Strength { score: mean, reasons: Vec::new(), by: by(Task::HeadlinePair, &wins) };
        if mean < 0.5 {
            strength
                .reasons
                .push(format!("it is expected to lose against {:.0} % of the others", (1.0 - mean) * 100.0));
        }
        let bait = answers(scorer, Task::Clickbait, std::iter::once(video(title)));
        if let Some(answer) = bait.first() {
            strength.by.extend(by(Task::Clickbait, &bait));
            if answer.probability > BAIT {
                strength.score *= 1.0 - (answer.probability - BAIT);
                strength.reasons.push(format!("it reads like clickbait ({:.2})", answer.probability));
            }
        }
        strength
    }
}

type Row = Map<String, serde_json::Value>;

/// Answers of the model alone; none where one of them came from the rule.
fn answers(scorer: &mut Scorer, task: Task, rows: impl Iterator<Item = Row>) -> Vec<Answer> {
    let rows: Vec<Row> = rows.enumerate().map(|(at, row)| named(task, at, row)).collect();
    let all = scorer.score(&read_rows(&rows, task).table);
    if all.iter().all(|answer| answer.source == Source::Model) { all } else { Vec::new() }
}

fn named(task: Task, at: usize, mut row: Row) -> Row {
    let id = if task == Task::Clickbait { "video_id" } else { "row_id" };
    row.insert(id.to_owned(), json!(at.to_string()));
    row
}

fn pair(title: &str, rival: &str) -> Row {
    [("test_id", "asked"), ("headline_a", title), ("headline_b", rival)].map(field).into_iter().collect()
}

fn video(title: &str) -> Row {
    [("channel_id", "asked"), ("video_title", title)].map(field).into_iter().collect()
}

fn field((name, text): (&str, &str)) -> (String, serde_json::Value) {
    (name.to_owned(), json!(text))
}

fn by(task: Task, answers: &[Answer]) -> Vec<String> {
    answers
        .first()
        .and_then(|answer| answer.version.as_ref())
        .map(|version| format!("{task} {version}"))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Card, Model, Recipe, Registry, Stored,
        calibrate::Calibration,
        linear::Fit,
        part::Part,
        words::{Terms, Words},
    };

    /// A model of words that likes titles with "secret" in them.
    fn fond(task: Task, pairs: bool) -> Stored {
        let (a, b) = ("the secret of bread".to_owned(), "a note on bread".to_owned());
        let texts = if pairs { vec![vec![a.clone(), b.clone()], vec![b, a]] } else { vec![vec![a], vec![b]] };
        let fit = Fit { labels: &[1.0, 0.0], weights: &[1.0; 2], l2: 0.05, intercept: !pairs };
        let terms = Terms { words: 1, letters: (0, 0), titles: 1 };
        let parts = vec![(1.0, (Recipe::Words { terms, l2: 0.05 }, Part::Words(Words::fit(&texts, terms, &fit))))];
        Stored::Scores(Model { task, parts, calibration: Calibration::None, base_rate: Some(0.5), levels: None })
    }

    fn promote(registry: &Registry, stored: &Stored) {
        let data = tempfile::NamedTempFile::new().unwrap();
        let card = Card::of(stored.task(), data.path(), 2, 7).unwrap();
        registry.promote(stored.task(), &registry.save(stored, card, &[]).unwrap()).unwrap();
    }

    #[test]
    fn the_models_are_asked_where_they_are_promoted_and_the_rule_where_not() {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::at(folder.path());
        let mut scorer = Scorer::new(registry.clone(), None, 3);
        let (title, rivals) = ("The secret of flat bread", ["A note on crust", "A note on salt"]);
        assert_eq!(Strength::asked(&mut scorer, title, &rivals), Strength::plain(title));
        promote(&registry, &fond(Task::HeadlinePair, true));
        let strong = Strength::asked(&mut scorer, title, &rivals);
        assert!(strong.score > 0.7 && strong.by == ["t3b v0001"], "{strong:?}");
        promote(&registry, &fond(Task::Clickbait, false));
        let bait = Strength::asked(&mut scorer, title, &rivals);
        assert!(bait.score < strong.score && bait.reasons[0].contains("clickbait"), "{bait:?}");
        assert_eq!(bait.by, ["t3b v0001", "t4b v0001"]);
        assert_eq!(Strength::asked(&mut scorer, title, &[]), Strength::plain(title), "nothing to compare with");
    }

    #[test]
    fn by_the_rule_a_shouting_title_is_weaker_than_a_definite_one() {
        let plain = Strength::plain("Why your bread stays flat and what 3 bakers do");
        let loud = Strength::plain("YOU WON'T BELIEVE THIS BREAD!!!");
        assert!(plain.score == 1.0 && loud.score < 0.8, "{plain:?} {loud:?}");
    }
}
