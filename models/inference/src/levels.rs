//! What each topic usually gets. A row of T1g tells fourteen days; whether a quiet fortnight ends soon depends on what
//! the topic got in the months before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Table, Task};

/// The column that is put beside a table's own.
pub(crate) const USUAL: &str = "usual";

/// Days of the mean over all topics that a topic's own days are averaged with, so that its first days do not decide.
const PRIOR: f64 = 5.0;

/// Attention a day of each topic over all days that were learned from. It is kept with the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// Over all topics: also the level of a topic that was never seen.
    all: f64,
    by_topic: BTreeMap<String, f64>,
}

/// Attention of some days.
#[derive(Clone, Copy, Default)]
struct Heard {
    sum: f64,
    days: f64,
}

impl Heard {
    fn with(self, attention: f64) -> Self {
        Heard { sum: self.sum + attention, days: self.days + 1.0 }
    }

    fn level(self, all: f64) -> f64 {
        (self.sum + PRIOR * all) / (self.days + PRIOR)
    }
}

impl Levels {
    /// None for tasks whose rows tell all that is known of their thing.
    pub fn of(table: &Table) -> Option<Self> {
        let (topics, attention) = columns(table)?;
        let all = attention.iter().sum::<f64>() / attention.len().max(1) as f64;
        let mut heard: BTreeMap<&String, Heard> = BTreeMap::new();
        for (topic, attention) in topics.iter().zip(attention) {
            let heard = heard.entry(topic).or_default();
            *heard = heard.with(*attention);
        }
        let by_topic = heard.into_iter().map(|(topic, heard)| (topic.clone(), heard.level(all))).collect();
        Some(Levels { all, by_topic })
    }

    /// The table with the level of each row's topic.
    pub fn beside(&self, table: &Table) -> Table {
        let level = |topic: &String| self.by_topic.get(topic).copied().unwrap_or(self.all);
        table.with(USUAL, table.text("topic").iter().map(level).collect())
    }
}

/// The table with the level of each row's topic by what was known at the row's own moment, to learn from: no row hears
/// of its tomorrow.
pub fn as_they_came(table: &Table) -> Table {
    let Some((topics, attention)) = columns(table) else { return table.clone() };
    let days = table.days();
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.sort_by(|a, b| days[*a].total_cmp(&days[*b]));
    let (mut all, mut heard) = (Heard::default(), BTreeMap::<&String, Heard>::new());
    let mut levels = vec![f64::NAN; table.len()];
    for day in order.chunk_by(|a, b| days[*a] == days[*b]) {
        all = day.iter().fold(all, |all, row| all.with(attention[*row]));
        for row in day {
            let topic = heard.entry(&topics[*row]).or_default();
            *topic = topic.with(attention[*row]);
            levels[*row] = topic.level(all.sum / all.days);
        }
    }
    table.with(USUAL, levels)
}

/// Topics and what they got on their row's day.
fn columns(table: &Table) -> Option<(&[String], &[f64])> {
    (table.task == Task::TopicRise).then(|| (table.text("topic"), table.number("a_l0")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{Inputs, Purpose, read_from};

    /// Rows of day, topic and attention on that day.
    fn table(rows: &[(u32, &str, f64)]) -> Table {
        let lags: String = (0..14).map(|lag| format!("a_l{lag},")).collect();
        let row = |(at, (day, topic, today)): (usize, &(u32, &str, f64))| {
            format!("tp{at},2026-03-{day:02},{topic},{today}{},1\n", ",1".repeat(13))
        };
        let rows: String = rows.iter().enumerate().map(row).collect();
        let text = format!("row_id,date,topic,{lags}mean7\n{rows}");
        read_from(text.as_bytes(), Path::new("made"), Task::TopicRise, Purpose::Predict).unwrap()
    }

    #[test]
    fn a_row_hears_of_its_topic_up_to_its_own_day_and_of_no_later_one() {
        // Not in the order of their days.
        let rows = [(3, "rust", 9.0), (1, "rust", 3.0), (1, "go", 1.0), (2, "rust", 6.0)];
        let levels = as_they_came(&table(&rows)).number(USUAL).to_vec();
        let first_day = 2.0;
        assert!((levels[1] - (3.0 + 5.0 * first_day) / 6.0).abs() < 1e-9, "{levels:?}");
        assert!((levels[3] - (9.0 + 5.0 * 10.0 / 3.0) / 7.0).abs() < 1e-9, "{levels:?}");
        let without = as_they_came(&table(&[rows[1], rows[2], rows[3]])).number(USUAL).to_vec();
        assert_eq!(levels[1..], without, "what comes later changes nothing");
    }

    #[test]
    fn what_is_kept_tells_known_topics_apart_and_gives_others_the_mean() {
        let learned = table(&[(1, "rust", 8.0), (2, "rust", 8.0), (1, "go", 0.0), (2, "go", 0.0)]);
        let levels = Levels::of(&learned).unwrap();
        let asked = levels.beside(&table(&[(9, "rust", 1.0), (9, "zig", 1.0), (9, "go", 1.0)]));
        let usual = asked.number(USUAL);
        assert!(usual[0] > usual[1] && usual[1] == 4.0 && usual[2] < usual[1], "{usual:?}");
        let names = |table: &Table| Inputs::of(table, None).unwrap().dense.names;
        assert_eq!(names(&asked), names(&as_they_came(&learned)), "learned and asked by the same features");
        let read_back: Levels = serde_json::from_str(&serde_json::to_string(&levels).unwrap()).unwrap();
        assert_eq!(read_back, levels);
    }

    #[test]
    fn other_tasks_keep_no_levels() {
        let mut other = table(&[(1, "rust", 8.0)]);
        other.task = Task::StoryRise;
        assert!(Levels::of(&other).is_none() && as_they_came(&other).number(USUAL).is_empty());
    }
}
