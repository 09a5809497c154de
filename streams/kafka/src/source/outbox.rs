//! What waits to be said: batches that still grow, then events in order.

use std::collections::VecDeque;

use tokio::sync::mpsc::{self, error::TrySendError};
use ytempire_journal::RawRecord;

use super::{Partition, SourceEvent};

const MAX_RECORDS: usize = 500;
const MAX_BYTES: usize = 4 * 1024 * 1024;

#[derive(Default)]
struct Batch {
    records: Vec<RawRecord>,
    bytes: usize,
}

pub(super) struct Outbox {
    /// Batches that still grow; the one that grew last is the last.
    open: Vec<(Partition, Batch)>,
    ready: VecDeque<SourceEvent>,
    say: mpsc::Sender<SourceEvent>,
}

/// How saying went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Everything,
    /// The queue is full: the rest waits.
    Part,
    /// Nobody will ever listen.
    ToNobody,
}

impl Outbox {
    pub fn new(say: mpsc::Sender<SourceEvent>) -> Self {
        Outbox { open: Vec::new(), ready: VecDeque::new(), say }
    }

    pub fn add(&mut self, partition: &Partition, record: RawRecord) {
        if self.open.last().is_none_or(|(latest, _)| latest != partition) {
            let batch = self.close(partition).unwrap_or_default();
            self.open.push((partition.clone(), batch));
        }
        let Some((_, batch)) = self.open.last_mut() else { return };
        batch.bytes += weight(&record);
        batch.records.push(record);
        if batch.records.len() >= MAX_RECORDS || batch.bytes >= MAX_BYTES {
            self.seal(partition);
        }
    }

    /// After everything that was added before it.
    pub fn push(&mut self, event: SourceEvent) {
        self.seal_all();
        self.ready.push_back(event);
    }

    /// Says what there is, as far as there is room.
    pub fn flush(&mut self) -> Said {
        self.seal_all();
        while let Some(event) = self.ready.pop_front() {
            match self.say.try_send(event) {
                Ok(()) => {}
                Err(TrySendError::Full(event)) => {
                    self.ready.push_front(event);
                    return Said::Part;
                }
                Err(TrySendError::Closed(_)) => return Said::ToNobody,
            }
        }
        Said::Everything
    }

    /// Records of a partition that begins anew or is gone are of no use.
    pub fn forget(&mut self, partition: &Partition) {
        self.close(partition);
        let of = |event: &SourceEvent| matches!(event, SourceEvent::Records { partition: p, .. } if p == partition);
        self.ready.retain(|event| !of(event));
    }

    fn seal_all(&mut self) {
        while let Some((partition, batch)) = self.open.pop() {
            self.sealed(partition, batch);
        }
    }

    fn seal(&mut self, partition: &Partition) {
        if let Some(batch) = self.close(partition) {
            self.sealed(partition.clone(), batch);
        }
    }

    fn close(&mut self, partition: &Partition) -> Option<Batch> {
        let place = self.open.iter().rposition(|(open, _)| open == partition)?;
        Some(self.open.swap_remove(place).1)
    }

    fn sealed(&mut self, partition: Partition, Batch { records, .. }: Batch) {
        let topic = partition.topic.clone();
        metrics::counter!("ytempire_streams_read_batches_total", "topic" => topic.clone()).increment(1);
        let read = metrics::counter!("ytempire_streams_read_records_total", "topic" => topic);
        read.increment(records.len() as u64);
        self.ready.push_back(SourceEvent::Records { partition, records });
    }
}

fn weight(record: &RawRecord) -> usize {
    let bytes = |part: &Option<Vec<u8>>| part.as_ref().map_or(0, Vec::len);
    let headers = record.headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum::<usize>();
    bytes(&record.key) + bytes(&record.value) + headers + 64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition(number: i32) -> Partition {
        Partition { topic: "t".to_owned(), number }
    }

    fn record(offset: i64, bytes: usize) -> RawRecord {
        RawRecord { offset, value: Some(vec![0; bytes]), ..RawRecord::default() }
    }

    fn sizes(events: &mut mpsc::Receiver<SourceEvent>) -> Vec<usize> {
        std::iter::from_fn(|| events.try_recv().ok())
            .map(|event| match event {
                SourceEvent::Records { records, .. } => records.len(),
                _ => 0,
            })
            .collect()
    }

    #[test]
    fn a_batch_ends_at_500_records_or_4_mebibytes() {
        let (say, mut events) = mpsc::channel(16);
        let mut outbox = Outbox::new(say);
        (0..1001).for_each(|offset| outbox.add(&partition(0), record(offset, 1)));
        assert_eq!(outbox.flush(), Said::Everything);
        assert_eq!(sizes(&mut events), [500, 500, 1]);
        (0..5).for_each(|offset| outbox.add(&partition(0), record(offset, 1_500_000)));
        assert_eq!(outbox.flush(), Said::Everything);
        assert_eq!(sizes(&mut events), [3, 2]);
    }

    #[test]
    fn what_finds_no_room_waits_in_order_and_an_event_comes_after_the_records_before_it() {
        let (say, mut events) = mpsc::channel(1);
        let mut outbox = Outbox::new(say);
        outbox.add(&partition(0), record(0, 1));
        outbox.push(SourceEvent::Revoked(vec![partition(0)]));
        assert_eq!(outbox.flush(), Said::Part);
        assert!(matches!(events.try_recv(), Ok(SourceEvent::Records { .. })));
        assert_eq!(outbox.flush(), Said::Everything);
        assert!(matches!(events.try_recv(), Ok(SourceEvent::Revoked(_))));
        drop(events);
        outbox.push(SourceEvent::Revoked(vec![]));
        assert_eq!(outbox.flush(), Said::ToNobody);
    }

    #[test]
    fn a_partition_that_begins_anew_leaves_no_old_records_behind() {
        let (say, mut events) = mpsc::channel(4);
        let mut outbox = Outbox::new(say);
        outbox.add(&partition(0), record(0, 1));
        outbox.add(&partition(1), record(0, 1));
        outbox.push(SourceEvent::Assigned(vec![]));
        outbox.add(&partition(0), record(1, 1));
        outbox.forget(&partition(0));
        assert_eq!(outbox.flush(), Said::Everything);
        assert_eq!(sizes(&mut events), [1, 0]);
    }
}
