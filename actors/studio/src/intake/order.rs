//! Which of the records that come are taken: each once, in order, none left out. Pure.

use ytempire_journal::RawRecord;

/// Where one reader of a partition stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// Offset below which everything is in the journal.
    pub next: Option<i64>,
    /// The first batch begins at this offset or before it.
    begins_by: Option<i64>,
}

impl Order {
    /// From the cursor on. `handed` is the last offset that a reader before this one was given: where the cursor is not
    /// beyond it, the log is read again from there, and a batch that begins after it was on its way before that.
    pub fn from(next: Option<i64>, handed: Option<i64>) -> Self {
        let begins_by = handed.filter(|handed| next.is_none_or(|next| next <= *handed));
        Order { next, begins_by }
    }

    /// What is new of a batch that came; nothing of one that would leave records out.
    pub fn take(&mut self, mut records: Vec<RawRecord>) -> Vec<RawRecord> {
        let Some(first) = records.first() else { return records };
        if self.begins_by.is_some_and(|last| first.offset > last) {
            return Vec::new();
        }
        self.begins_by = None;
        records.retain(|record| self.next.is_none_or(|next| record.offset >= next));
        if let Some(last) = records.last() {
            self.next = Some(last.offset + 1);
        }
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(offsets: std::ops::Range<i64>) -> Vec<RawRecord> {
        offsets.map(|offset| RawRecord { offset, ..RawRecord::default() }).collect()
    }

    fn taken(order: &mut Order, offsets: std::ops::Range<i64>) -> Vec<i64> {
        order.take(batch(offsets)).iter().map(|record| record.offset).collect()
    }

    #[test]
    fn a_record_that_comes_again_is_taken_once() {
        let mut order = Order::from(Some(2), None);
        assert_eq!(taken(&mut order, 0..4), [2, 3]);
        assert_eq!(taken(&mut order, 3..6), [4, 5]);
        assert_eq!(taken(&mut order, 0..6), [0; 0]);
        assert_eq!(order.next, Some(6));
    }

    #[test]
    fn after_a_broken_reader_a_batch_from_before_it_leaves_no_gap() {
        // 0 to 4 were handed to the reader that broke; 5 to 9 were on their way.
        let mut order = Order::from(None, Some(4));
        assert_eq!(taken(&mut order, 5..10), [0; 0]);
        assert_eq!(taken(&mut order, 0..5), [0, 1, 2, 3, 4]);
        assert_eq!(taken(&mut order, 5..10), [5, 6, 7, 8, 9]);
    }

    #[test]
    fn nothing_is_held_back_where_everything_handed_out_is_in_the_journal() {
        let mut order = Order::from(Some(5), Some(4));
        assert_eq!(taken(&mut order, 5..7), [5, 6]);
    }

    #[test]
    fn a_gap_in_the_log_itself_is_no_loss() {
        let mut order = Order::from(Some(5), None);
        assert_eq!(taken(&mut order, 8..9), [8]);
    }
}
