//! The member of the consumer group: which partitions are ours, and what comes from them.
//!
//! Owns the source and one partition actor for each assigned partition. If it dies the source is closed with it; the
//! next one joins the group anew and each partition goes on from its own cursor.

mod admit;
mod order;
mod partition;
mod signals;
mod tap;

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::StreamExt as _;
use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};
use ytempire_journal::RawRecord;
use ytempire_kafka::{Partition, SourceEvent};

pub use tap::{Log, Tap, TapEvents};

use crate::{
    metrics,
    patience::{chain, restart_delay},
    shared::Shared,
    status::{PartStatus, PartitionStatus},
    task::{Panicked, Task},
    tell,
};
use partition::{Reader, ReaderArgs, ReaderMsg};

/// Between two looks at how far behind the partitions are.
const LAG: Duration = Duration::from_secs(5);

pub(crate) struct IntakeArgs {
    pub shared: Shared,
    pub log: Arc<dyn Log>,
}

pub(crate) enum IntakeMsg {
    Open,
    Event(SourceEvent),
    /// Starts the reader of an assigned partition again.
    Again(Start),
    Lag,
    /// The source said its last word.
    Ended(Result<(), Panicked>),
    /// Leaves the group; answered when the source has ended.
    Close(RpcReplyPort<()>),
}

/// A reader to start.
#[derive(Clone)]
pub(crate) struct Start {
    partition: Partition,
    /// How often its readers broke before it.
    endings: u32,
}

struct Assigned {
    start: Start,
    reader: ActorRef<ReaderMsg>,
}

pub(crate) struct IntakeState {
    args: IntakeArgs,
    tap: Option<Arc<dyn Tap>>,
    readers: HashMap<ActorId, Assigned>,
    /// Assigned partitions, those whose reader is about to start again included.
    assigned: Vec<Partition>,
    /// The last offset that came of each, whether it found a reader or not.
    handed: HashMap<Partition, i64>,
    pump: Option<Task>,
    closing: Option<Task>,
}

pub(crate) struct Intake;

impl Actor for Intake {
    type Msg = IntakeMsg;
    type State = IntakeState;
    type Arguments = IntakeArgs;

    async fn pre_start(
        &self,
        myself: ActorRef<IntakeMsg>,
        args: IntakeArgs,
    ) -> Result<IntakeState, ActorProcessingErr> {
        args.shared.board.write(|status| {
            status.intake = PartStatus::ok("joining the group");
            status.partitions.clear();
        });
        tell(&myself, IntakeMsg::Open);
        myself.send_interval(LAG, || IntakeMsg::Lag);
        Ok(IntakeState {
            args,
            tap: None,
            readers: HashMap::new(),
            assigned: Vec::new(),
            handed: HashMap::new(),
            pump: None,
            closing: None,
        })
    }

    async fn handle(
        &self,
        myself: ActorRef<IntakeMsg>,
        message: IntakeMsg,
        state: &mut IntakeState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            IntakeMsg::Open => state.open(&myself)?,
            IntakeMsg::Event(event) => state.event(&myself, event).await,
            IntakeMsg::Again(start) => state.read(&myself, start).await,
            IntakeMsg::Lag => state.lag(),
            IntakeMsg::Ended(end) if state.closing.is_none() => {
                end?;
                return Err("the source ended".into());
            }
            IntakeMsg::Ended(_) => {}
            IntakeMsg::Close(reply) => state.close(reply),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        myself: ActorRef<IntakeMsg>,
        event: SupervisionEvent,
        state: &mut IntakeState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            // Revoked, fenced or without its cursor: it stays ended until the partition is assigned anew.
            SupervisionEvent::ActorTerminated(reader, _, _) => {
                state.readers.remove(&reader.get_id());
            }
            SupervisionEvent::ActorFailed(reader, error) => {
                metrics::actor_restarted("partition");
                tracing::error!(error = chain(error.as_ref()), "the reader of a partition failed; it starts again");
                state.broke(&myself, reader.get_id());
            }
        }
        Ok(())
    }
}

impl IntakeState {
    fn open(&mut self, myself: &ActorRef<IntakeMsg>) -> Result<(), ActorProcessingErr> {
        let (tap, mut events) = self.args.log.open()?;
        self.tap = Some(tap);
        let intake = myself.clone();
        let pump = async move {
            while let Some(event) = events.next().await {
                tell(&intake, IntakeMsg::Event(event));
            }
        };
        let intake = myself.clone();
        self.pump = Some(Task::watched(pump, move |end| tell(&intake, IntakeMsg::Ended(end))));
        Ok(())
    }

    async fn event(&mut self, myself: &ActorRef<IntakeMsg>, event: SourceEvent) {
        match event {
            SourceEvent::Assigned(partitions) => {
                for partition in partitions {
                    self.stop(&partition);
                    self.assigned.push(partition.clone());
                    self.read(myself, Start { partition, endings: 0 }).await;
                }
                self.show(PartStatus::ok(format!("{} partitions", self.assigned.len())));
            }
            SourceEvent::Revoked(partitions) => {
                partitions.iter().for_each(|partition| self.stop(partition));
                self.show(PartStatus::ok(format!("{} partitions", self.assigned.len())));
            }
            SourceEvent::Records { partition, records } => self.hand(&partition, records),
            SourceEvent::CursorLost { partition, wanted, low, high } => self.cursor_lost(&partition, wanted, low, high),
            SourceEvent::Trouble(error) => {
                tracing::warn!(error = chain(&error), "the log is in trouble");
                self.show(PartStatus::bad(chain(&error)));
            }
            SourceEvent::Recovered => self.show(PartStatus::ok(format!("{} partitions", self.assigned.len()))),
        }
    }

    fn hand(&mut self, partition: &Partition, records: Vec<RawRecord>) {
        if let Some(last) = records.last() {
            self.handed.insert(partition.clone(), last.offset);
        }
        match self.reader(partition) {
            Some(reader) => tell(reader, ReaderMsg::Records(records)),
            // The next reader begins at the cursor, which these records have not moved.
            None => tracing::debug!(topic = partition.topic, partition = partition.number, "records without a reader"),
        }
    }

    fn reader(&self, partition: &Partition) -> Option<&ActorRef<ReaderMsg>> {
        self.readers.values().find(|assigned| assigned.start.partition == *partition).map(|assigned| &assigned.reader)
    }

    async fn read(&mut self, myself: &ActorRef<IntakeMsg>, start: Start) {
        let wanted = self.assigned.contains(&start.partition) && self.closing.is_none();
        let Some(tap) = self.tap.clone().filter(|_| wanted) else { return };
        let (shared, partition) = (self.args.shared.clone(), start.partition.clone());
        let args = ReaderArgs { shared, tap, partition, handed: self.handed.get(&start.partition).copied() };
        match Actor::spawn_linked(None, Reader, args, myself.get_cell()).await {
            Ok((reader, _)) => {
                self.readers.insert(reader.get_id(), Assigned { start, reader });
            }
            Err(error) => {
                tracing::error!(%error, "the reader of a partition did not start; it is tried again");
                again(myself, start);
            }
        }
    }

    /// The source pauses first: what it had on its way finds no reader, and begins again with the next one.
    fn broke(&mut self, myself: &ActorRef<IntakeMsg>, id: ActorId) {
        let Some(Assigned { start, .. }) = self.readers.remove(&id) else { return };
        if let Some(tap) = &self.tap {
            tap.pause(&start.partition);
        }
        again(myself, start);
    }

    fn stop(&mut self, partition: &Partition) {
        self.assigned.retain(|assigned| assigned != partition);
        self.handed.remove(partition);
        if let Some(reader) = self.reader(partition) {
            reader.stop(Some("revoked".to_owned()));
        }
        self.readers.retain(|_, assigned| assigned.start.partition != *partition);
        self.args.shared.board.write(|status| status.partitions.retain(|shown| !is(shown, partition)));
    }

    /// Never skipped: a person decides from where to go on.
    fn cursor_lost(&self, partition: &Partition, wanted: i64, low: i64, high: i64) {
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

    fn lag(&self) {
        let Some(tap) = &self.tap else { return };
        let lags = tap.lag();
        for (partition, records) in &lags {
            metrics::partition_lag(&partition.topic, partition.number, *records);
        }
        self.args.shared.board.write(|status| {
            for shown in &mut status.partitions {
                shown.lag = lags.iter().find(|(partition, _)| is(shown, partition)).map(|(_, records)| *records);
            }
        });
    }

    fn close(&mut self, reply: RpcReplyPort<()>) {
        let readers: Vec<_> = self.readers.drain().map(|(_, assigned)| assigned.reader).collect();
        let tap = self.tap.take();
        self.show(PartStatus::bad("closed"));
        self.closing = Some(Task::spawn(async move {
            for reader in readers {
                if let Err(error) = reader.stop_and_wait(None, Some(LAG)).await {
                    tracing::warn!(%error, "a partition's reader does not end");
                }
            }
            if let Some(tap) = tap {
                tap.close().await;
            }
            if reply.send(()).is_err() {
                tracing::debug!("nobody waits for the intake any more");
            }
        }));
    }

    /// An alarm of a partition stays until its partition is assigned anew.
    fn show(&self, part: PartStatus) {
        self.args.shared.board.write(|status| {
            if status.partitions.iter().all(|shown| shown.alarm.is_empty()) || !part.ok {
                status.intake = part;
            }
        });
    }
}

fn again(myself: &ActorRef<IntakeMsg>, start: Start) {
    let start = Start { endings: start.endings + 1, ..start };
    myself.send_after(restart_delay(start.endings), move || IntakeMsg::Again(start));
}

fn is(shown: &PartitionStatus, partition: &Partition) -> bool {
    shown.topic == partition.topic && shown.partition == partition.number
}
