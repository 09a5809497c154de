//! What is learned in a label's place where more is known than yes or no: a growth by 24 % was nearly one by 25 %, and
//! says more about such videos than the answer "no". For growth by 10 %, where as many rise as do not, it gained nothing.

use crate::{Table, Task, trees::sigmoid};

/// How far a growth (its logarithm) lies from the line where an answer is nearly sure.
const WIDTH: f64 = 0.1;

/// A number from 0 to 1 for each row: the label, or how clearly the growth lies above the line. Models are judged by
/// labels alone.
pub(crate) fn targets(table: &Table, labels: &[f64]) -> Vec<f64> {
    let line: f64 = match table.task {
        Task::ViewsRise25 => 1.25,
        _ => return labels.to_vec(),
    };
    let growth = table.number("growth24");
    let target = |(row, label): (usize, &f64)| match growth.get(row) {
        Some(growth) if growth.is_finite() => sigmoid((growth.max(0.5) / line).ln() / WIDTH),
        _ => *label,
    };
    labels.iter().enumerate().map(target).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{Purpose, read_from};

    fn table(growth: Option<&str>) -> Table {
        let more = if growth.is_some() { ",growth24" } else { "" };
        let header = format!(
            "row_id,ts,pool,age_h,views,dt_l1,views_l1,dt_l2,views_l2,dt_l3,views_l3,dt_l4,views_l4,dt_l5,views_l5,y_rise10,y_rise25{more}"
        );
        let row =
            |at: usize, growth: &str| format!("kr1_{at},2026-08-09T01:34:54Z,KR,30,60,1,50,,,,,,,,,1,1{growth}\n");
        let cells = growth.unwrap_or_default();
        let rows: String = match growth {
            Some(_) => cells.split(' ').enumerate().map(|(at, cell)| row(at, &format!(",{cell}"))).collect(),
            None => row(0, ""),
        };
        read_from(format!("{header}\n{rows}").as_bytes(), Path::new("made"), Task::ViewsRise25, Purpose::Learn).unwrap()
    }

    #[test]
    fn a_growth_at_the_line_is_a_half_and_a_clear_one_is_nearly_sure() {
        let table = table(Some("1.25 1.24 1.8 0 "));
        let all = targets(&table, &[1.0, 0.0, 1.0, 0.0, 1.0]);
        assert!((all[0] - 0.5).abs() < 1e-9 && all[1] > 0.4 && all[1] < 0.5, "{all:?}");
        assert!(all[2] > 0.97 && all[3] < 0.01, "{all:?}");
        assert_eq!(all[4], 1.0, "a growth that is not known leaves the label");
    }

    #[test]
    fn without_a_growth_and_for_other_tasks_labels_are_learned() {
        assert_eq!(targets(&table(None), &[1.0]), [1.0]);
        let mut other = table(Some("1.25"));
        other.task = Task::TopicRise;
        assert_eq!(targets(&other, &[0.0]), [0.0]);
    }
}
