//! Rows once more, as they would be had the collector read less often: some of the earlier readings are left out. Views were
//! read at 17 moments alone, and a model that learns from the rows as they are learns that timetable.

use crate::{Table, Task, draw::Draw};

/// Copies of each row.
const COPIES: usize = 3;
/// Earlier readings of a row of views.
const LAGS: usize = 5;

/// The table's rows, each with a part of its earlier readings drawn anew in each copy, the newest of them first; none for tasks
/// whose rows come by the hour or the day. To learn from, never to judge by.
pub(crate) fn copies(table: &Table, seed: u64) -> Vec<Table> {
    match table.task {
        Task::ViewsRise10 | Task::ViewsRise25 => {
            let mut draw = Draw::new(seed);
            (0..COPIES).map(|_| thinned(table, &mut draw)).collect()
        }
        _ => Vec::new(),
    }
}

fn thinned(table: &Table, draw: &mut Draw) -> Table {
    let columns = |stem: &str| (1..=LAGS).map(|lag| table.number(&format!("{stem}_l{lag}")).to_vec()).collect();
    let (mut ago, mut views): (Vec<Vec<f64>>, Vec<Vec<f64>>) = (columns("dt"), columns("views"));
    for row in 0..table.len() {
        let known: Vec<(f64, f64)> = ago.iter().zip(&views).map(|(ago, views)| (ago[row], views[row])).collect();
        let known: Vec<(f64, f64)> =
            known.into_iter().filter(|(ago, views)| ago.is_finite() && views.is_finite()).collect();
        if known.is_empty() {
            continue;
        }
        let count = 1 + draw.below(known.len());
        let kept = draw.choose(known.len(), count);
        for lag in 0..LAGS {
            (ago[lag][row], views[lag][row]) = kept.get(lag).map_or((f64::NAN, f64::NAN), |at| known[*at]);
        }
    }
    let mut copy = table.clone();
    for (stem, columns) in [("dt", ago), ("views", views)] {
        for (lag, values) in (1..).zip(columns) {
            copy.set(&format!("{stem}_l{lag}"), values);
        }
    }
    copy
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{Purpose, read_from};

    fn table() -> Table {
        let mut text =
            "row_id,ts,pool,age_h,views,dt_l1,views_l1,dt_l2,views_l2,dt_l3,views_l3,dt_l4,views_l4,dt_l5,views_l5\n"
                .to_owned();
        for row in 0..200 {
            let lags = if row == 0 { ",,,,,,,,,".to_owned() } else { "1,50,2,40,5,30,9,20,,".to_owned() };
            text += &format!("kr1_{row},2026-08-09T01:34:54Z,KR,30,60,{lags}\n");
        }
        read_from(text.as_bytes(), Path::new("made"), Task::ViewsRise10, Purpose::Predict).unwrap()
    }

    #[test]
    fn a_copy_holds_some_of_the_readings_in_their_order_and_nothing_else() {
        let table = table();
        let copies = copies(&table, 7);
        assert_eq!(copies.len(), COPIES);
        let mut counts = [0; LAGS + 1];
        for copy in &copies {
            assert_eq!((copy.ids(), copy.number("views")), (table.ids(), table.number("views")));
            for row in 0..table.len() {
                let pair = |lag| (copy.number(&format!("dt_l{lag}"))[row], copy.number(&format!("views_l{lag}"))[row]);
                let known: Vec<(f64, f64)> = (1..=LAGS).map(pair).take_while(|pair| pair.0.is_finite()).collect();
                counts[known.len()] += 1;
                assert!(known.windows(2).all(|two| two[0].0 < two[1].0), "{known:?}");
                assert!(known.iter().all(|pair| [(1.0, 50.0), (2.0, 40.0), (5.0, 30.0), (9.0, 20.0)].contains(pair)));
            }
        }
        assert_eq!((counts[0], counts[5]), (COPIES, 0), "a row without readings stays without");
        assert!(counts[1..5].iter().all(|count| *count > 80), "{counts:?}");
    }

    #[test]
    fn the_same_seed_leaves_out_the_same_and_other_tasks_have_no_copies() {
        let lags = |seed| {
            format!("{:?}", copies(&table(), seed).iter().map(|c| c.number("dt_l2").to_vec()).collect::<Vec<_>>())
        };
        assert_eq!(lags(7), lags(7));
        assert_ne!(lags(7), lags(8));
        let mut other = table();
        other.task = Task::StoryRise;
        assert!(copies(&other, 7).is_empty());
    }
}
