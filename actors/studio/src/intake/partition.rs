//! One assigned partition: order, cursor, back-pressure.
//!
//! Owns the partition's epoch, at most a few batches of its records and its channels, where they are reports, or its niches,
//! where they are signals; the intake hands the records over. If it dies its batches are read again from the cursor, its
//! channels from the sink and its niches from the journal: nothing is lost and nothing is taken twice.

use std::sync::Arc;

use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, SupervisionEvent};
use ytempire_domain::id::ChannelId;
use ytempire_events::{TREND_SIGNALS, YOUTUBE_ANALYTICS};
use ytempire_journal::{Cursor, Fence, JournalError, RawRecord, UnrankedNiche};
use ytempire_kafka::Partition;
use ytempire_sinks::{ChannelState, SinkError};

use super::{
    Tap,
    credit::Credit,
    desk::{Desk, Done},
    order::Order,
};
use crate::{
    channels::{Channels, Word},
    clock::Clock,
    niches::Niches,
    patience::{chain, patiently},
    shared::Shared,
    task::{Panicked, Task},
    tell,
};

type Broken = Box<dyn std::error::Error + Send + Sync>;

pub(crate) struct ReaderArgs {
    pub shared: Shared,
    pub tap: Arc<dyn Tap>,
    pub partition: Partition,
    /// The last offset that the reader before this one was given.
    pub handed: Option<i64>,
}

pub(crate) enum ReaderMsg {
    Taken(Result<Result<(Cursor, Clock), JournalError>, Panicked>),
    /// In offset order; the credit is given back once they are taken in.
    Records(Vec<RawRecord>, Credit),
    /// What gathers has waited long enough.
    Due,
    /// The batch is in the database, or the partition has another owner.
    Written(Result<Result<Option<Done>, Broken>, Panicked>),
    /// What was read back of channels.
    ReadBack(Vec<ChannelId>, Result<Result<Vec<ChannelState>, SinkError>, Panicked>),
    Channel(ActorId, Word),
    /// Niches whose windows are newer than their ranking.
    Unranked(Result<Result<Vec<UnrankedNiche>, JournalError>, Panicked>),
    /// Looks at the channels, or the niches.
    Look,
}

pub(crate) struct ReaderState {
    pub(super) args: ReaderArgs,
    pub(super) fence: Option<Fence>,
    pub(super) clock: Option<Clock>,
    order: Order,
    /// As far as the database is known to have it.
    pub(super) next_offset: Option<i64>,
    pub(super) desk: Desk,
    pub(super) channels: Channels,
    pub(super) niches: Niches,
    pub(super) paused: bool,
    pub(super) work: Option<Task>,
    /// Looks for niches that wait to be ranked.
    pub(super) looking: Option<Task>,
}

pub(crate) struct Reader;

impl Actor for Reader {
    type Msg = ReaderMsg;
    type State = ReaderState;
    type Arguments = ReaderArgs;

    async fn pre_start(
        &self,
        myself: ActorRef<ReaderMsg>,
        args: ReaderArgs,
    ) -> Result<ReaderState, ActorProcessingErr> {
        let pace = args.shared.config.pace;
        if [YOUTUBE_ANALYTICS, TREND_SIGNALS].contains(&args.partition.topic.as_str()) {
            myself.send_interval(pace.quiet / 4, || ReaderMsg::Look);
        }
        let state = ReaderState {
            desk: Desk::new(&args.partition.topic, pace.gather),
            work: Some(take(&myself, &args)),
            args,
            fence: None,
            clock: None,
            order: Order::default(),
            next_offset: None,
            channels: Channels::default(),
            niches: Niches::default(),
            looking: None,
            paused: true,
        };
        state.show();
        Ok(state)
    }

    async fn handle(
        &self,
        myself: ActorRef<ReaderMsg>,
        message: ReaderMsg,
        state: &mut ReaderState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            ReaderMsg::Taken(taken) => {
                let (cursor, clock) = taken??;
                state.taken(cursor, clock);
                state.look_for_unranked(&myself);
            }
            ReaderMsg::Records(records, _credit) => state.records(&myself, records),
            ReaderMsg::Due => state.write(&myself),
            ReaderMsg::Written(written) => state.written(&myself, written??).await,
            ReaderMsg::ReadBack(asked, states) => state.read_back(&myself, &asked, states?),
            ReaderMsg::Channel(channel, word) => state.channels.hear(channel, word),
            ReaderMsg::Unranked(niches) => state.unranked(&myself, niches?).await,
            ReaderMsg::Look => state.look(&myself),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<ReaderMsg>,
        event: SupervisionEvent,
        state: &mut ReaderState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            SupervisionEvent::ActorTerminated(child, _, _) => state.child_ended(child.get_id(), "it was stopped"),
            SupervisionEvent::ActorFailed(child, error) => {
                state.child_ended(child.get_id(), &chain(error.as_ref()));
            }
        }
        Ok(())
    }
}

/// Makes this reader the partition's only writer.
fn take(myself: &ActorRef<ReaderMsg>, args: &ReaderArgs) -> Task {
    let (journal, instance) = (args.shared.journal.clone(), args.shared.config.instance);
    let Partition { topic, number } = args.partition.clone();
    let take = async move {
        let cursor = patiently("taking a partition", || journal.take_partition(&topic, number, instance)).await?;
        Ok((cursor, Clock::read(&journal).await?))
    };
    let reader = myself.clone();
    Task::watched(take, move |taken| tell(&reader, ReaderMsg::Taken(taken)))
}

impl ReaderState {
    fn taken(&mut self, cursor: Cursor, clock: Clock) {
        let Partition { topic, number } = self.args.partition.clone();
        self.fence = Some(Fence { topic, partition: number, epoch: cursor.epoch });
        self.clock = Some(clock);
        self.next_offset = cursor.next_offset;
        self.order = Order::from(cursor.next_offset, self.args.handed);
        self.work = None;
        self.paused = false;
        self.args.tap.begin(&self.args.partition, cursor.next_offset);
        self.show();
    }

    fn records(&mut self, myself: &ActorRef<ReaderMsg>, records: Vec<RawRecord>) {
        if self.fence.is_none() {
            // On its way before this reader begins: it comes again, and nothing from behind it is taken before.
            self.args.handed = records.last().map(|last| last.offset).or(self.args.handed);
            return;
        }
        let fresh = self.desk.is_empty();
        self.desk.add(self.order.take(records));
        self.write(myself);
        if fresh && let Some(due) = self.desk.due() {
            myself.send_after(due.saturating_duration_since(tokio::time::Instant::now()), || ReaderMsg::Due);
        }
        if self.desk.is_full() && !self.paused {
            self.paused = true;
            self.args.tap.pause(&self.args.partition);
            self.show();
        }
    }

    async fn written(&mut self, myself: &ActorRef<ReaderMsg>, done: Option<Done>) {
        self.work = None;
        let Some(Done { next_offset, changes }) = done else {
            let Partition { topic, number } = &self.args.partition;
            tracing::info!(topic, partition = number, "fenced: another owner reads on");
            self.hide();
            return myself.stop(Some("fenced".to_owned()));
        };
        self.next_offset = Some(next_offset);
        self.args.tap.commit(&self.args.partition, next_offset);
        self.changed(myself, changes).await;
        self.write(myself);
        self.go_on();
        self.show();
    }

    /// One write at a time, in order, in a task: it waits for the database as long as that is away.
    pub(super) fn write(&mut self, myself: &ActorRef<ReaderMsg>) {
        let Some((fence, clock)) = self.fence.clone().zip(self.clock).filter(|_| self.work.is_none()) else { return };
        let Some(work) = self.desk.take() else { return };
        let (shared, reader) = (self.args.shared.clone(), myself.clone());
        let write = async move { work.write(&shared, &fence, clock).await };
        self.work = Some(Task::watched(write, move |end| tell(&reader, ReaderMsg::Written(end))));
    }

    /// Lets the source go on once nothing waits that fills the desk.
    pub(super) fn go_on(&mut self) {
        if self.paused && self.desk.is_empty() {
            self.paused = false;
            self.args.tap.resume(&self.args.partition);
        }
    }
}
