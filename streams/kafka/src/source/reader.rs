//! The thread: polls, carries wishes out, says what happened.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, CommitMode, Consumer as _},
    error::KafkaError as Native,
    message::BorrowedMessage,
    types::RDKafkaErrorCode as Code,
};
use tokio::sync::mpsc;

use super::{
    Partition, SourceEvent,
    ask::{ASK, bounds, ends, list, seek},
    assigned::{Assigned, Stage, Track},
    context::Context,
    outbox::{Outbox, Said},
    record::raw,
    shared::Shared,
    troubles::Troubles,
};
use crate::{KafkaError, topics::jitter};

/// Records polled before what is there is said.
const ROUND: usize = 2_000;
/// Longest wait where nothing is signalled; librdkafka signals what it has.
const IDLE: Duration = Duration::from_millis(200);
/// Between commits for the lag dashboards, and between looks at the ends of paused logs.
const TICK: Duration = Duration::from_secs(1);
/// Before a partition that could not be sought yet is tried again.
const AGAIN: Duration = Duration::from_millis(50);
/// How long a full queue of events is waited for before everything is paused: pausing throws away what was fetched.
const ROOM: Duration = Duration::from_millis(500);
/// Before a client that died is made anew.
const REBIRTH: Duration = Duration::from_secs(2);

pub(super) struct Reader {
    config: ClientConfig,
    topics: Vec<String>,
    shared: Arc<Shared>,
    consumer: Option<BaseConsumer<Context>>,
    assigned: Assigned,
    outbox: Outbox,
    /// Since when the queue of events is full.
    full: Option<Instant>,
    /// It has been full for so long that every partition is paused.
    stalled: bool,
    /// Of the record that came last: the next one is mostly of the same.
    latest: Partition,
    commits: HashMap<Partition, i64>,
    ticked: Instant,
    troubles: Troubles,
}

/// Why the thread goes no further.
enum End {
    Closed,
    /// The client is of no use any more.
    Dead(KafkaError),
}

impl Reader {
    pub fn open(
        config: ClientConfig,
        topics: Vec<String>,
        shared: Arc<Shared>,
        say: mpsc::Sender<SourceEvent>,
    ) -> Result<Self, KafkaError> {
        let mut reader = Reader {
            config,
            topics,
            shared,
            consumer: None,
            assigned: Assigned::default(),
            outbox: Outbox::new(say),
            full: None,
            stalled: false,
            latest: Partition { topic: String::new(), number: 0 },
            commits: HashMap::new(),
            ticked: Instant::now(),
            troubles: Troubles::default(),
        };
        reader.consumer = Some(reader.join()?);
        Ok(reader)
    }

    /// Until the source is closed. A client that died is made anew, and what it had was revoked.
    pub fn run(mut self) {
        loop {
            let end = match self.consumer.take() {
                Some(consumer) => self.read(&consumer).map_or_else(|end| end, |never| match never {}),
                None => match self.join() {
                    Ok(consumer) => {
                        self.consumer = Some(consumer);
                        continue;
                    }
                    Err(error) => End::Dead(error),
                },
            };
            // The consumer has left the group by now: nothing of it is ours any more.
            let gone = self.assigned.partitions();
            self.assigned = Assigned::default();
            if !gone.is_empty() {
                self.outbox.push(SourceEvent::Revoked(gone));
            }
            let End::Dead(error) = end else { break };
            self.trouble(error);
            self.outbox.flush();
            self.shared.wait(jitter(REBIRTH));
            if self.shared.is_closing() {
                break;
            }
        }
        self.outbox.flush();
    }

    fn join(&self) -> Result<BaseConsumer<Context>, KafkaError> {
        let mut consumer: BaseConsumer<Context> = self.config.create_with_context(Context::default())?;
        let shared = self.shared.clone();
        consumer.set_nonempty_callback(move || shared.signal());
        let topics: Vec<&str> = self.topics.iter().map(String::as_str).collect();
        consumer.subscribe(&topics)?;
        Ok(consumer)
    }

    fn read(&mut self, consumer: &BaseConsumer<Context>) -> Result<std::convert::Infallible, End> {
        loop {
            if self.shared.is_closing() {
                self.commit(consumer);
                return Err(End::Closed);
            }
            self.obey(consumer);
            self.begin_due(consumer);
            // While there is no room for them no records are polled, until everything is paused: then the rest goes on.
            let waits = self.full.is_some() && !self.stalled;
            let more = !waits && self.poll(consumer)?;
            self.say(consumer)?;
            if self.ticked.elapsed() >= TICK {
                self.ticked = Instant::now();
                self.commit(consumer);
                self.look_at_held(consumer);
                self.shared.set_lag(self.assigned.lag());
                self.gauge();
            }
            if !more {
                let due = self.assigned.next_due(Instant::now());
                self.shared.wait(due.map_or(IDLE, |due| due.clamp(Duration::from_millis(1), IDLE)));
            }
        }
    }

    /// Carries out what the handles wish.
    fn obey(&mut self, consumer: &BaseConsumer<Context>) {
        for (partition, wish) in self.shared.take_wishes() {
            let Some(track) = self.assigned.get(&partition) else { continue };
            if let Some(from) = wish.begin {
                track.stage = Stage::Beginning { from, due: Instant::now() };
                self.outbox.forget(&partition);
                act(consumer.pause(&list([&partition])), "pausing");
            }
            if let Some(held) = wish.held {
                track.held = held;
                match held {
                    _ if track.stage != Stage::Reading => {}
                    true => act(consumer.pause(&list([&partition])), "pausing"),
                    false if self.stalled => {}
                    false => act(consumer.resume(&list([&partition])), "resuming"),
                }
            }
            if let Some(offset) = wish.commit {
                track.done = track.done.max(offset);
                self.commits.insert(partition, offset);
            }
        }
    }

    fn begin_due(&mut self, consumer: &BaseConsumer<Context>) {
        let due = self.assigned.due(Instant::now());
        if due.is_empty() {
            return;
        }
        let wait = match self.begin(consumer, &due) {
            Ok(()) => AGAIN,
            Err(error) => {
                self.trouble(error);
                ASK / 3
            }
        };
        let again = Instant::now() + jitter(wait);
        for (partition, _) in due {
            if let Some(Track { stage: Stage::Beginning { due, .. }, .. }) = self.assigned.get(&partition) {
                *due = again;
            }
        }
    }

    /// Sought first, then resumed. What could not be sought yet stays due.
    fn begin(&mut self, consumer: &BaseConsumer<Context>, due: &[(Partition, Option<i64>)]) -> Result<(), KafkaError> {
        let bounds = bounds(consumer, due.iter().map(|(partition, _)| partition))?;
        let mut to = Vec::with_capacity(due.len());
        for (partition, from) in due {
            let Some((low, high)) = bounds.get(partition).copied() else { continue };
            let from = from.unwrap_or(low);
            match self.assigned.get(partition) {
                Some(_) if (low..=high).contains(&from) => to.push((partition.clone(), from)),
                Some(track) => {
                    (track.stage, track.done, track.high) = (Stage::Lost, from, high);
                    self.outbox.push(SourceEvent::CursorLost { partition: partition.clone(), wanted: from, low, high });
                }
                None => {}
            }
        }
        if to.is_empty() {
            return Ok(());
        }
        let sought = seek(consumer, &to)?;
        for (partition, from) in to.iter().filter(|(partition, _)| sought.contains(partition)) {
            if let (Some(track), Some((_, high))) = (self.assigned.get(partition), bounds.get(partition)) {
                track.begun(*from, *high);
            }
        }
        if !self.stalled {
            let flowing = self.assigned.flowing();
            consumer.resume(&list(flowing.iter().filter(|partition| sought.contains(partition))))?;
        }
        Ok(())
    }

    /// Whether there may be more at once.
    fn poll(&mut self, consumer: &BaseConsumer<Context>) -> Result<bool, End> {
        for _ in 0..ROUND {
            let polled = consumer.poll(Duration::ZERO);
            let nothing = polled.is_none();
            match polled {
                Some(Ok(message)) => self.take(&message),
                Some(Err(Native::MessageConsumptionFatal(code))) => {
                    return Err(End::Dead(Native::MessageConsumptionFatal(code).into()));
                }
                Some(Err(error)) if error.rdkafka_error_code() == Some(Code::AutoOffsetReset) => {
                    self.find_lost(consumer);
                }
                Some(Err(error)) => self.trouble(error.into()),
                None => {}
            }
            // A poll that called back returns nothing although there may be a record.
            if !self.hear(consumer) && nothing {
                return Ok(false);
            }
        }
        Ok(!self.stalled)
    }

    fn take(&mut self, message: &BorrowedMessage<'_>) {
        let (topic, number) = (message.topic(), message.partition());
        if self.latest.number != number || self.latest.topic != topic {
            self.latest = Partition { topic: topic.to_owned(), number };
        }
        if self.assigned.get(&self.latest).is_some_and(|track| track.takes(message.offset())) {
            self.outbox.add(&self.latest, raw(message));
        }
    }

    /// Whether anything was called back.
    fn hear(&mut self, consumer: &BaseConsumer<Context>) -> bool {
        let Some(heard) = consumer.context().take() else { return false };
        for event in heard.events {
            match &event {
                SourceEvent::Assigned(partitions) => self.assigned.add(partitions),
                SourceEvent::Revoked(partitions) => self.assigned.remove(partitions),
                SourceEvent::Records { .. }
                | SourceEvent::CursorLost { .. }
                | SourceEvent::Trouble(_)
                | SourceEvent::Recovered => {}
            }
            self.outbox.push(event);
        }
        if heard.connected && self.troubles.end() {
            self.outbox.push(SourceEvent::Recovered);
        }
        for (partition, high) in heard.highs {
            if let Some(track) = self.assigned.get(&partition) {
                track.high = track.high.max(high);
            }
        }
        true
    }

    /// Says what there is; pauses everything while there is no room for it, and none comes soon.
    fn say(&mut self, consumer: &BaseConsumer<Context>) -> Result<(), End> {
        // Before the flush, so that what is taken right after it is not missed.
        self.shared.set_stalled(true);
        let said = self.outbox.flush();
        let full = said == Said::Part;
        self.shared.set_stalled(full);
        if said == Said::ToNobody {
            return Err(End::Closed);
        }
        self.full = full.then(|| self.full.unwrap_or_else(Instant::now));
        let stalled = self.full.is_some_and(|since| self.stalled || since.elapsed() >= ROOM);
        if stalled != self.stalled {
            self.stalled = stalled;
            let flowing = list(&self.assigned.flowing());
            match stalled {
                true => act(consumer.pause(&flowing), "pausing"),
                false => act(consumer.resume(&flowing), "resuming"),
            }
        }
        Ok(())
    }

    /// A partition that is read went out of its log: retention was faster, or the log is another one.
    fn find_lost(&mut self, consumer: &BaseConsumer<Context>) {
        let bounds = match bounds(consumer, &self.assigned.reading()) {
            Ok(bounds) => bounds,
            Err(error) => return self.trouble(error.into()),
        };
        for (partition, (low, high)) in bounds {
            let Some(track) = self.assigned.get(&partition) else { continue };
            if !(low..=high).contains(&track.next) {
                (track.stage, track.high) = (Stage::Lost, high);
                let wanted = track.next;
                act(consumer.pause(&list([&partition])), "pausing");
                self.outbox.push(SourceEvent::CursorLost { partition, wanted, low, high });
            }
        }
    }

    /// Nothing is fetched of them, so their ends are asked for.
    fn look_at_held(&mut self, consumer: &BaseConsumer<Context>) {
        let highs = match ends(consumer, &self.assigned.held()) {
            Ok(highs) => highs,
            Err(error) => return tracing::debug!(%error, "the ends of paused logs are not known"),
        };
        for (partition, high) in highs {
            if let Some(track) = self.assigned.get(&partition) {
                track.high = high;
            }
        }
    }

    fn commit(&mut self, consumer: &BaseConsumer<Context>) {
        let mut offsets = TopicPartitionList::new();
        for (partition, offset) in self.commits.drain() {
            if self.assigned.get(&partition).is_some() {
                let added = offsets.add_partition_offset(&partition.topic, partition.number, Offset::Offset(offset));
                act(added, "naming an offset");
            }
        }
        if offsets.count() > 0 {
            act(consumer.commit(&offsets, CommitMode::Async), "committing");
        }
    }

    fn gauge(&self) {
        for (Partition { topic, number }, lag) in self.assigned.lag() {
            let gauge =
                metrics::gauge!("ytempire_streams_lag_records", "topic" => topic, "partition" => number.to_string());
            gauge.set(lag as f64);
        }
    }

    fn trouble(&mut self, error: KafkaError) {
        if self.troubles.is_news(error.code(), Instant::now()) {
            self.outbox.push(SourceEvent::Trouble(error));
        }
    }
}

/// What fails here fails because the partition went away a moment ago; its revocation follows.
fn act(result: Result<(), Native>, what: &'static str) {
    if let Err(error) = result {
        tracing::debug!(%error, what, "the consumer did not do it");
    }
}
