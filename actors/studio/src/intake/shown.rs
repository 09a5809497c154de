//! What the intake shows of its partitions.

use std::time::Duration;

use ytempire_events::{TREND_SIGNALS, YOUTUBE_ANALYTICS};
use ytempire_kafka::Partition;

use super::{IntakeState, is};
use crate::{channels::ChannelCounts, metrics, status::PartStatus};

impl IntakeState {
    /// Never skipped: a person decides from where to go on.
    pub(super) fn cursor_lost(&self, partition: &Partition, wanted: i64, low: i64, high: i64) {
        let alarm =
            format!("the cursor {wanted} is outside the log, which holds {low} to {high}: set the cursor by hand");
        tracing::error!(topic = partition.topic, partition = partition.number, wanted, low, high, "a cursor is lost");
        metrics::cursor_lost(&partition.topic);
        if let Some(tap) = &self.tap {
            tap.pause(partition);
        }
        if let Some(reader) = self.reader(partition) {
            reader.stop(Some("cursor lost".to_owned()));
        }
        self.args.shared.board.write(|status| {
            status.intake = PartStatus::bad(format!("{}/{}: {alarm}", partition.topic, partition.number));
            if let Some(shown) = status.partitions.iter_mut().find(|shown| is(shown, partition)) {
                (shown.paused, shown.alarm) = (true, alarm);
            }
        });
    }

    pub(super) fn lag(&self) {
        let Some(tap) = &self.tap else { return };
        let lags = tap.lag();
        for (partition, records) in &lags {
            metrics::partition_lag(&partition.topic, partition.number, *records);
        }
        self.args.shared.board.write(|status| {
            for shown in &mut status.partitions {
                shown.lag = lags.iter().find(|(partition, _)| is(shown, partition)).map(|(_, records)| *records);
                if shown.topic == YOUTUBE_ANALYTICS {
                    let waits = shown.lag.is_some_and(|records| records > 0);
                    let age = if waits { shown.moved.elapsed() } else { Duration::ZERO };
                    metrics::cursor_age(shown.partition, age);
                }
            }
        });
    }

    /// An alarm of a partition stays until its partition is assigned anew.
    pub(super) fn show(&self, part: PartStatus) {
        self.args.shared.board.write(|status| {
            if status.partitions.iter().all(|shown| shown.alarm.is_empty()) || !part.ok {
                status.intake = part;
            }
        });
    }
}

/// The reader that knew them is gone.
pub(super) fn no_channels(partition: &Partition) {
    match partition.topic.as_str() {
        YOUTUBE_ANALYTICS => metrics::channels(partition.number, &ChannelCounts::default()),
        TREND_SIGNALS => metrics::niches(partition.number, 0),
        _ => {}
    }
}
