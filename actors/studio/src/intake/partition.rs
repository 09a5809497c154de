//! One assigned partition: order, cursor, back-pressure.
//!
//! Owns the partition's epoch and at most a few batches of its records; the intake hands them over. If it dies its
//! batches are read again from the cursor: nothing is lost and nothing is taken twice.

use std::{collections::VecDeque, sync::Arc};

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS};
use ytempire_journal::{Cursor, Fence, JournalError, RawRecord};
use ytempire_kafka::Partition;

use super::{Tap, admit, is, order::Order, signals};
use crate::{
    patience::patiently,
    shared::Shared,
    status::PartitionStatus,
    task::{Panicked, Task},
    tell,
};

/// Batches that wait before the source is told to pause; what it has on its way then still comes.
const ENOUGH: usize = 1;

pub(crate) struct ReaderArgs {
    pub shared: Shared,
    pub tap: Arc<dyn Tap>,
    pub partition: Partition,
    /// The last offset that the reader before this one was given.
    pub handed: Option<i64>,
}

pub(crate) enum ReaderMsg {
    Taken(Result<Result<Cursor, JournalError>, Panicked>),
    /// In offset order.
    Records(Vec<RawRecord>),
    /// The batch is in the journal, or the partition has another owner.
    Written(Result<Result<Option<i64>, JournalError>, Panicked>),
}

pub(crate) struct ReaderState {
    args: ReaderArgs,
    fence: Option<Fence>,
    order: Order,
    /// As far as the journal is known to have it.
    next_offset: Option<i64>,
    waiting: VecDeque<Vec<RawRecord>>,
    paused: bool,
    work: Option<Task>,
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
        let (journal, instance) = (args.shared.journal.clone(), args.shared.config.instance);
        let Partition { topic, number } = args.partition.clone();
        let take =
            async move { patiently("taking a partition", || journal.take_partition(&topic, number, instance)).await };
        let work = Task::watched(take, move |cursor| tell(&myself, ReaderMsg::Taken(cursor)));
        let state = ReaderState {
            args,
            fence: None,
            order: Order::default(),
            next_offset: None,
            waiting: VecDeque::new(),
            paused: true,
            work: Some(work),
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
            ReaderMsg::Taken(cursor) => state.taken(&myself, cursor??),
            ReaderMsg::Records(records) => state.records(&myself, records),
            ReaderMsg::Written(written) => state.written(&myself, written??),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<ReaderMsg>,
        event: SupervisionEvent,
        _: &mut ReaderState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}

impl ReaderState {
    fn taken(&mut self, myself: &ActorRef<ReaderMsg>, cursor: Cursor) {
        let Partition { topic, number } = self.args.partition.clone();
        self.fence = Some(Fence { topic, partition: number, epoch: cursor.epoch });
        self.next_offset = cursor.next_offset;
        self.order = Order::from(cursor.next_offset, self.args.handed);
        self.work = None;
        self.paused = false;
        self.args.tap.begin(&self.args.partition, cursor.next_offset);
        self.show();
        self.write(myself);
    }

    fn records(&mut self, myself: &ActorRef<ReaderMsg>, records: Vec<RawRecord>) {
        self.waiting.push_back(records);
        if self.waiting.len() > ENOUGH && !self.paused {
            self.paused = true;
            self.args.tap.pause(&self.args.partition);
            self.show();
        }
        self.write(myself);
    }

    fn written(&mut self, myself: &ActorRef<ReaderMsg>, next_offset: Option<i64>) {
        self.work = None;
        let Some(next_offset) = next_offset else {
            tracing::info!(
                topic = self.args.partition.topic,
                partition = self.args.partition.number,
                "fenced: another owner reads on"
            );
            return myself.stop(Some("fenced".to_owned()));
        };
        self.next_offset = Some(next_offset);
        self.args.tap.commit(&self.args.partition, next_offset);
        if self.waiting.is_empty() && self.paused {
            self.paused = false;
            self.args.tap.resume(&self.args.partition);
        }
        self.show();
        self.write(myself);
    }

    /// One batch at a time, in order, in a task: it waits for the database as long as that is away.
    fn write(&mut self, myself: &ActorRef<ReaderMsg>) {
        let Some(fence) = self.fence.clone().filter(|_| self.work.is_none()) else { return };
        let Some((records, next_offset)) = self.next_batch() else { return };
        let (journal, workspace) = (self.args.shared.journal.clone(), self.args.shared.config.workspace);
        let work = async move {
            let ours = match fence.topic.as_str() {
                VIDEO_REQUESTS => admit::requests(&journal, workspace, &fence, &records, next_offset).await?,
                TREND_SIGNALS => signals::store(&journal, workspace, &fence, &records, next_offset).await?,
                other => return Err(JournalError::Defect(format!("nothing reads the topic {other}").into())),
            };
            Ok(ours.then_some(next_offset))
        };
        let reader = myself.clone();
        self.work = Some(Task::watched(work, move |end| tell(&reader, ReaderMsg::Written(end))));
    }

    fn next_batch(&mut self) -> Option<(Vec<RawRecord>, i64)> {
        while let Some(records) = self.waiting.pop_front() {
            let records = self.order.take(records);
            if let Some(last) = records.last() {
                let next_offset = last.offset + 1;
                return Some((records, next_offset));
            }
        }
        None
    }

    fn show(&self) {
        let partition = &self.args.partition;
        self.args.shared.board.write(|status| {
            let fresh = PartitionStatus {
                topic: partition.topic.clone(),
                partition: partition.number,
                next_offset: self.next_offset,
                lag: None,
                paused: self.paused,
                alarm: String::new(),
            };
            match status.partitions.iter_mut().find(|shown| is(shown, partition)) {
                Some(shown) => *shown = PartitionStatus { lag: shown.lag, ..fresh },
                None => status.partitions.push(fresh),
            }
        });
    }
}
