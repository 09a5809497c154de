//! Where each assigned partition stands. Pure: the thread asks and acts.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use super::Partition;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Paused until somebody names the cursor.
    Waiting,
    /// To be sought there, not before the instant.
    Beginning {
        from: Option<i64>,
        due: Instant,
    },
    Reading,
    /// The cursor is outside the log.
    Lost,
}

#[derive(Debug)]
pub(super) struct Track {
    pub stage: Stage,
    /// Paused by its owner.
    pub held: bool,
    /// Offset of the next record to hand out.
    pub next: i64,
    /// Offset up to which everything was dealt with.
    pub done: i64,
    /// End of the log, as last heard.
    pub high: i64,
}

impl Track {
    const NEW: Track = Track { stage: Stage::Waiting, held: false, next: 0, done: 0, high: 0 };

    /// Whether a record of that offset is to be handed out. What was fetched before a seek is not.
    pub fn takes(&mut self, offset: i64) -> bool {
        let takes = self.stage == Stage::Reading && offset >= self.next;
        if takes {
            self.next = offset + 1;
            self.high = self.high.max(self.next);
        }
        takes
    }

    pub fn begun(&mut self, from: i64, high: i64) {
        (self.stage, self.next, self.done, self.high) = (Stage::Reading, from, from, high);
    }
}

/// All of them, in order.
#[derive(Debug, Default)]
pub(super) struct Assigned(BTreeMap<Partition, Track>);

impl Assigned {
    pub fn add(&mut self, partitions: &[Partition]) {
        self.0.extend(partitions.iter().map(|partition| (partition.clone(), Track::NEW)));
    }

    pub fn remove(&mut self, partitions: &[Partition]) {
        self.0.retain(|partition, _| !partitions.contains(partition));
    }

    pub fn get(&mut self, partition: &Partition) -> Option<&mut Track> {
        self.0.get_mut(partition)
    }

    pub fn partitions(&self) -> Vec<Partition> {
        self.0.keys().cloned().collect()
    }

    /// Those that would be read if there was room for their records.
    pub fn flowing(&self) -> Vec<Partition> {
        self.select(|track| track.stage == Stage::Reading && !track.held)
    }

    pub fn reading(&self) -> Vec<Partition> {
        self.select(|track| track.stage == Stage::Reading)
    }

    /// Not fetched, so that nothing tells the end of their logs.
    pub fn held(&self) -> Vec<Partition> {
        self.select(|track| track.stage == Stage::Lost || (track.stage == Stage::Reading && track.held))
    }

    pub fn due(&self, now: Instant) -> Vec<(Partition, Option<i64>)> {
        let due = |(partition, track): (&Partition, &Track)| match track.stage {
            Stage::Beginning { from, due } if due <= now => Some((partition.clone(), from)),
            _ => None,
        };
        self.0.iter().filter_map(due).collect()
    }

    pub fn next_due(&self, now: Instant) -> Option<Duration> {
        let due = |track: &Track| match track.stage {
            Stage::Beginning { due, .. } => Some(due.saturating_duration_since(now)),
            Stage::Waiting | Stage::Reading | Stage::Lost => None,
        };
        self.0.values().filter_map(due).min()
    }

    pub fn lag(&self) -> Vec<(Partition, i64)> {
        let begun = self.0.iter().filter(|(_, track)| matches!(track.stage, Stage::Reading | Stage::Lost));
        begun.map(|(partition, track)| (partition.clone(), (track.high - track.done).max(0))).collect()
    }

    fn select(&self, wanted: impl Fn(&Track) -> bool) -> Vec<Partition> {
        self.0.iter().filter(|(_, track)| wanted(track)).map(|(partition, _)| partition.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_from_the_cursor_on_are_taken_and_each_once() {
        let mut track = Track::NEW;
        assert!(!track.takes(7), "not begun");
        track.begun(7, 9);
        assert!(!track.takes(6), "fetched before the seek");
        assert!(track.takes(7) && !track.takes(7));
        assert!(track.takes(9), "a gap, as a transaction's marker leaves it");
        assert_eq!((track.next, track.high), (10, 10));
        track.begun(7, 10);
        assert!(track.takes(7), "begun again further back");
    }

    #[test]
    fn lag_counts_what_was_not_dealt_with() {
        let partition = Partition { topic: "t".to_owned(), number: 3 };
        let mut assigned = Assigned::default();
        assigned.add(std::slice::from_ref(&partition));
        assert_eq!(assigned.lag(), []);
        assigned.get(&partition).expect("assigned").begun(5, 12);
        assert_eq!(assigned.lag(), [(partition.clone(), 7)]);
        assigned.get(&partition).expect("assigned").done = 12;
        assert_eq!(assigned.lag(), [(partition, 0)]);
    }
}
