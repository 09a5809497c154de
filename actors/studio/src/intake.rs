//! The member of the consumer group: which partitions are ours, and what comes from them.
//!
//! Owns the source and one partition actor for each assigned partition. If it dies the source is closed with it; the
//! next one joins the group anew and each partition goes on from its own cursor.

mod admit;
mod credit;
mod desk;
mod fold;
mod gathering;
mod hosting;
mod order;
mod partition;
mod readers;
mod reports;
mod shown;
mod signals;
mod tap;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::StreamExt as _;
use ractor::{Actor, ActorId, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};
use ytempire_kafka::{Partition, SourceEvent};

pub use tap::{Log, Tap, TapEvents};

use crate::{
    metrics,
    patience::chain,
    shared::Shared,
    status::{PartStatus, PartitionStatus},
    task::{Panicked, Task},
    tell,
};
use credit::{Credit, Credits};
use partition::ReaderMsg;

/// Between two looks at how far behind the partitions are.
const LAG: Duration = Duration::from_secs(5);

pub(crate) struct IntakeArgs {
    pub shared: Shared,
    pub log: Arc<dyn Log>,
}

pub(crate) enum IntakeMsg {
    Open,
    /// With a credit if it brings records.
    Event(SourceEvent, Credit),
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
            IntakeMsg::Event(event, credit) => state.event(&myself, event, credit).await,
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
                if let Some(ended) = state.readers.remove(&reader.get_id()) {
                    shown::no_channels(&ended.start.partition);
                }
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
        let (intake, credits) = (myself.clone(), Credits::new());
        let pump = async move {
            while let Some(event) = events.next().await {
                let credit = match &event {
                    SourceEvent::Records { .. } => credits.one().await,
                    _ => None,
                };
                tell(&intake, IntakeMsg::Event(event, credit));
            }
        };
        let intake = myself.clone();
        self.pump = Some(Task::watched(pump, move |end| tell(&intake, IntakeMsg::Ended(end))));
        Ok(())
    }

    async fn event(&mut self, myself: &ActorRef<IntakeMsg>, event: SourceEvent, credit: Credit) {
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
                tracing::info!(partitions = partitions.len(), "partitions were taken away");
                partitions.iter().for_each(|partition| self.stop(partition));
                self.show(PartStatus::ok(format!("{} partitions", self.assigned.len())));
            }
            SourceEvent::Records { partition, records } => self.hand(&partition, records, credit),
            SourceEvent::CursorLost { partition, wanted, low, high } => self.cursor_lost(&partition, wanted, low, high),
            SourceEvent::Trouble(error) => {
                tracing::warn!(error = chain(&error), "the log is in trouble");
                self.show(PartStatus::bad(chain(&error)));
            }
            SourceEvent::Recovered => self.show(PartStatus::ok(format!("{} partitions", self.assigned.len()))),
        }
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
}

fn is(shown: &PartitionStatus, partition: &Partition) -> bool {
    shown.topic == partition.topic && shown.partition == partition.number
}
