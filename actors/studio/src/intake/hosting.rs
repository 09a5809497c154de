//! The channels and niches of a partition, as its reader hosts them, and what is shown of the partition.

use std::sync::Arc;

use ractor::{ActorId, ActorRef};
use tokio::time::Instant;
use ytempire_domain::id::ChannelId;
use ytempire_events::TREND_SIGNALS;
use ytempire_journal::{JournalError, UnrankedNiche};
use ytempire_sinks::{ChannelState, SinkError};

use super::{
    desk::Changes,
    is,
    partition::{ReaderArgs, ReaderMsg, ReaderState},
};
use crate::{
    channels::{ChannelCounts, Say},
    clock::Clock,
    metrics,
    niches::Host,
    patience::chain,
    status::PartitionStatus,
    task::Task,
    tell,
};

impl ReaderState {
    /// Tells the channels what a write has changed, and asks the sink for those that are not known: before the next
    /// write, so that what is read back is what was written.
    pub(super) async fn changed(&mut self, myself: &ActorRef<ReaderMsg>, changes: Changes) {
        let hour = self.args.shared.sinks.hour();
        let unknown = match changes {
            Changes::Nothing => return,
            Changes::Niches(changed, since) => {
                if let Some(host) = host(&self.args, self.clock, myself) {
                    self.niches.change(&host, changed, since).await;
                }
                return;
            }
            Changes::Known(changes) => self.channels.change(&changes, hour),
            Changes::Unsure(channels) => self.channels.doubt(channels),
        };
        let reader = myself.clone();
        let say: Say = Arc::new(move |channel, word| tell(&reader, ReaderMsg::Channel(channel, word)));
        self.channels.rouse(&myself.get_cell(), &say).await;
        if unknown.is_empty() {
            return;
        }
        let (sink, workspace) = (self.args.shared.sinks.postgres.clone(), self.args.shared.config.workspace);
        let (asked, reader) = (unknown.clone(), myself.clone());
        let states = async move { sink.states(workspace, &unknown).await };
        self.work = Some(Task::watched(states, move |states| tell(&reader, ReaderMsg::ReadBack(asked, states))));
    }

    /// Where the sink gave no answer the channels stay unknown until their next change: reading goes on.
    pub(super) fn read_back(
        &mut self,
        myself: &ActorRef<ReaderMsg>,
        asked: &[ChannelId],
        states: Result<Vec<ChannelState>, SinkError>,
    ) {
        self.work = None;
        match states {
            Ok(states) => self.channels.know(asked, &states, self.args.shared.sinks.hour()),
            Err(error) => tracing::warn!(error = chain(&error), channels = asked.len(), "channels were not read back"),
        }
        self.write(myself);
        self.go_on();
        self.show();
    }

    pub(super) fn child_ended(&mut self, child: ActorId, why: &str) {
        if self.niches.ended(child) {
            metrics::actor_restarted("niche");
            tracing::error!(why, "a niche broke; it is ranked again");
        }
        if self.channels.ended(child) {
            metrics::actor_restarted("channel");
            tracing::error!(why, "a channel broke; its state is read back with the next write");
        }
    }

    /// Looks for niches whose windows were not ranked: after a start, where one broke, or where there was no place.
    pub(super) fn look_for_unranked(&mut self, myself: &ActorRef<ReaderMsg>) {
        let room = i64::try_from(self.niches.room()).unwrap_or(i64::MAX);
        if self.args.partition.topic != TREND_SIGNALS || self.looking.is_some() || self.fence.is_none() || room == 0 {
            return;
        }
        let (journal, workspace) = (self.args.shared.journal.clone(), self.args.shared.config.workspace);
        let (number, reader) = (self.args.partition.number, myself.clone());
        let look = async move { journal.unranked(workspace, number, room).await };
        self.looking = Some(Task::watched(look, move |niches| tell(&reader, ReaderMsg::Unranked(niches))));
    }

    pub(super) async fn unranked(
        &mut self,
        myself: &ActorRef<ReaderMsg>,
        niches: Result<Vec<UnrankedNiche>, JournalError>,
    ) {
        self.looking = None;
        let Some(host) = host(&self.args, self.clock, myself) else { return };
        match niches {
            Ok(niches) => {
                for unranked in niches {
                    self.niches.wake(&host, &unranked.niche).await;
                }
            }
            Err(error) => tracing::warn!(error = chain(&error), "niches that wait to be ranked were not found"),
        }
    }

    /// Lets quiet channels and niches rest, and counts.
    pub(super) fn look(&mut self, myself: &ActorRef<ReaderMsg>) {
        if self.args.partition.topic == TREND_SIGNALS {
            self.niches.rest(self.args.shared.config.pace.quiet);
            metrics::niches(self.args.partition.number, self.niches.live());
            return self.look_for_unranked(myself);
        }
        self.channels.rest(self.args.shared.config.pace.quiet);
        let Some(clock) = &self.clock else { return };
        let counts = self.channels.counts(clock.now().date_naive());
        metrics::channels(self.args.partition.number, &counts);
        self.args.shared.board.write(|status| {
            if let Some(shown) = status.partitions.iter_mut().find(|shown| is(shown, &self.args.partition)) {
                shown.channels = counts;
            }
        });
    }

    /// The partition is another one's.
    pub(super) fn hide(&self) {
        let partition = &self.args.partition;
        self.args.shared.board.write(|status| status.partitions.retain(|shown| !is(shown, partition)));
    }

    pub(super) fn show(&self) {
        let partition = &self.args.partition;
        self.args.shared.board.write(|status| {
            let fresh = PartitionStatus {
                topic: partition.topic.clone(),
                partition: partition.number,
                next_offset: self.next_offset,
                lag: None,
                paused: self.paused,
                alarm: String::new(),
                cursor_age_ms: 0,
                channels: ChannelCounts::default(),
                moved: Instant::now(),
            };
            match status.partitions.iter_mut().find(|shown| is(shown, partition)) {
                Some(shown) => {
                    let moved = if shown.next_offset == self.next_offset { shown.moved } else { fresh.moved };
                    *shown = PartitionStatus { lag: shown.lag, channels: shown.channels, moved, ..fresh };
                }
                None => status.partitions.push(fresh),
            }
        });
    }
}

/// What niches are started with; `None` before the partition is ours.
fn host<'a>(args: &'a ReaderArgs, clock: Option<Clock>, myself: &ActorRef<ReaderMsg>) -> Option<Host<'a>> {
    Some(Host { cell: myself.get_cell(), shared: &args.shared, clock: clock? })
}
