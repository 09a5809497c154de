//! Where a row lies: its month and its bucket. Both are part of what is stored, so they never change.

use chrono::{Datelike as _, NaiveDate};
use ytempire_domain::id::ChannelId;

use crate::Days;

/// Into so many partitions the channels of one workspace are spread.
pub(super) const BUCKETS: i8 = 8;

/// `year * 100 + month`.
pub(super) fn month(day: NaiveDate) -> i32 {
    day.year() * 100 + day.month0() as i32 + 1
}

/// Every month that has a day of the range, rising.
pub(super) fn months(days: Days) -> Vec<i32> {
    let (first, last) = (month(days.from), month(days.to));
    (first / 100..=last / 100)
        .flat_map(|year| (1..=12).map(move |number| year * 100 + number))
        .filter(|month| (first..=last).contains(month))
        .collect()
}

/// FNV-1a of the channel's id, below [`BUCKETS`].
pub(super) fn bucket(channel: &ChannelId) -> i8 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = channel.as_str().bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    (hash % BUCKETS as u64) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days::new(from.parse().expect("a day"), to.parse().expect("a day")).expect("a range")
    }

    #[test]
    fn a_range_touches_every_month_that_it_has_a_day_of() {
        assert_eq!(months(days("2025-11-30", "2026-02-01")), [202511, 202512, 202601, 202602]);
        assert_eq!(months(days("2026-01-31", "2026-01-31")), [202601]);
    }

    #[test]
    fn a_channel_stays_in_the_bucket_in_which_it_was_written() {
        let bucket_of = |id: &str| bucket(&id.parse().expect("an id"));
        assert_eq!([bucket_of("demo"), bucket_of("c1"), bucket_of("c2")], [6, 1, 0]);
        let mut sizes = [0; BUCKETS as usize];
        (0..8000).for_each(|number| sizes[bucket_of(&format!("channel-{number}")) as usize] += 1);
        assert!(sizes.iter().all(|size| (800..1200).contains(size)), "{sizes:?}");
    }
}
