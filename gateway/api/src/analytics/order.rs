//! Rows in the order that was asked for, and pages of them.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Amount;

/// What a row is sorted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    Number(Amount),
    Text(String),
}

/// Where a row stands: its key (`None`: not known) and its id, which tells equal ones apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place(pub Option<Key>, pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Rising,
    Falling,
}

/// What is not known comes last in both directions.
fn order(left: &Place, right: &Place, direction: Direction) -> Ordering {
    let keys = match (&left.0, &right.0) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => return Ordering::Greater,
        (Some(_), None) => return Ordering::Less,
        (Some(Key::Number(left)), Some(Key::Number(right))) => left.order(*right),
        (Some(Key::Text(left)), Some(Key::Text(right))) => left.cmp(right),
        (Some(Key::Number(_)), Some(Key::Text(_))) => Ordering::Less,
        (Some(Key::Text(_)), Some(Key::Number(_))) => Ordering::Greater,
    };
    let keys = if direction == Direction::Falling { keys.reverse() } else { keys };
    keys.then_with(|| left.1.cmp(&right.1))
}

/// At most `limit` rows after `after`, and the place of the last one if more follow.
pub fn page<T>(
    rows: Vec<T>,
    place: impl Fn(&T) -> Place,
    direction: Direction,
    after: Option<&Place>,
    limit: usize,
) -> (Vec<T>, Option<Place>) {
    let mut placed: Vec<(Place, T)> = rows.into_iter().map(|row| (place(&row), row)).collect();
    placed.retain(|(place, _)| after.is_none_or(|after| order(place, after, direction) == Ordering::Greater));
    placed.sort_by(|(left, _), (right, _)| order(left, right, direction));
    let more = placed.len() > limit;
    placed.truncate(limit);
    let next = placed.last().filter(|_| more).map(|(place, _)| place.clone());
    (placed.into_iter().map(|(_, row)| row).collect(), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (&'static str, Option<i64>);

    fn place(row: &Row) -> Place {
        Place(row.1.map(|value| Key::Number(Amount::Whole(value))), row.0.to_owned())
    }

    fn through(direction: Direction, limit: usize) -> Vec<&'static str> {
        let rows: Vec<Row> = vec![("c", Some(5)), ("a", None), ("b", Some(5)), ("d", Some(9)), ("e", Some(-1))];
        let (mut seen, mut after) = (vec![], None);
        loop {
            let (items, next) = page(rows.clone(), place, direction, after.as_ref(), limit);
            seen.extend(items.iter().map(|row| row.0));
            let text = serde_json::to_string(&next).expect("JSON");
            after = serde_json::from_str(&text).expect("a place");
            if after.is_none() {
                return seen;
            }
        }
    }

    #[test]
    fn pages_of_any_length_show_every_row_once_and_the_unknown_last() {
        for limit in 1..=6 {
            assert_eq!(through(Direction::Falling, limit), ["d", "b", "c", "e", "a"], "{limit}");
            assert_eq!(through(Direction::Rising, limit), ["e", "b", "c", "d", "a"], "{limit}");
        }
    }
}
