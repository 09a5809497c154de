//! Which reader has which partition: started, handed records, started again, stopped.

use ractor::{Actor, ActorId, ActorRef};
use ytempire_journal::RawRecord;
use ytempire_kafka::Partition;

use super::{
    Assigned, IntakeMsg, IntakeState, Start,
    credit::Credit,
    is,
    partition::{Reader, ReaderArgs, ReaderMsg},
    shown::no_channels,
};
use crate::{patience::restart_delay, tell};

impl IntakeState {
    pub(super) fn hand(&mut self, partition: &Partition, records: Vec<RawRecord>, credit: Credit) {
        if let Some(last) = records.last() {
            self.handed.insert(partition.clone(), last.offset);
        }
        match self.reader(partition) {
            Some(reader) => tell(reader, ReaderMsg::Records(records, credit)),
            // The next reader begins at the cursor, which these records have not moved.
            None => tracing::debug!(topic = partition.topic, partition = partition.number, "records without a reader"),
        }
    }

    pub(super) fn reader(&self, partition: &Partition) -> Option<&ActorRef<ReaderMsg>> {
        self.readers.values().find(|assigned| assigned.start.partition == *partition).map(|assigned| &assigned.reader)
    }

    pub(super) async fn read(&mut self, myself: &ActorRef<IntakeMsg>, start: Start) {
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
    pub(super) fn broke(&mut self, myself: &ActorRef<IntakeMsg>, id: ActorId) {
        let Some(Assigned { start, .. }) = self.readers.remove(&id) else { return };
        no_channels(&start.partition);
        if let Some(tap) = &self.tap {
            tap.pause(&start.partition);
        }
        again(myself, start);
    }

    pub(super) fn stop(&mut self, partition: &Partition) {
        self.assigned.retain(|assigned| assigned != partition);
        self.handed.remove(partition);
        if let Some(reader) = self.reader(partition) {
            reader.stop(Some("revoked".to_owned()));
        }
        self.readers.retain(|_, assigned| assigned.start.partition != *partition);
        no_channels(partition);
        self.args.shared.board.write(|status| status.partitions.retain(|shown| !is(shown, partition)));
    }
}

fn again(myself: &ActorRef<IntakeMsg>, start: Start) {
    let start = Start { endings: start.endings + 1, ..start };
    myself.send_after(restart_delay(start.endings), move || IntakeMsg::Again(start));
}
