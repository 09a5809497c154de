//! The relay at work while it has the seat.

use std::{convert::Infallible, time::Duration};

use futures_util::{StreamExt as _, future::BoxFuture, stream::FuturesUnordered};
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use ytempire_journal::{JournalError, RelaySeat, SentRanking};

use super::{
    RelayState, chain,
    sending::{Done, send_event, send_letter, send_ranking, send_replay},
    window::Window,
};
use crate::{KafkaError, Producer, topics::jitter};

const STAMPS: i64 = 1_000;
const EVENTS: i64 = 1_000;
/// Few: one may have megabytes.
const LETTERS: i64 = 16;
/// A hundred topics each.
const RANKINGS: i64 = 32;
/// The clock's look at the outbox; `wake` comes sooner.
const LOOK: Duration = Duration::from_secs(1);
const TRIM: Duration = Duration::from_secs(24 * 3600);
/// How long sent events are kept for sockets and for the history of a video.
const KEEP_DAYS: u32 = 30;
/// Longest wait after a failed window.
const LONGEST: Duration = Duration::from_secs(5);

pub(super) struct Desk<'a> {
    seat: RelaySeat,
    producer: Option<&'a Producer>,
    state: &'a watch::Sender<RelayState>,
    window: Window,
    under_way: FuturesUnordered<BoxFuture<'static, Done>>,
    /// Letters of this window that were acknowledged.
    letters: Vec<i64>,
    /// Replays of this window, and why one failed.
    replays: Vec<(i64, Result<(), String>)>,
    /// Rankings of this window that were acknowledged.
    rankings: Vec<SentRanking>,
    /// In a row.
    failures: u32,
    /// Not before that is the next window read.
    not_before: Instant,
    trim_at: Instant,
    /// A window was read and not closed.
    open: bool,
    /// The next window is to be read without a look at the clock.
    more: bool,
}

impl<'a> Desk<'a> {
    pub fn new(seat: RelaySeat, producer: Option<&'a Producer>, state: &'a watch::Sender<RelayState>) -> Self {
        let now = Instant::now();
        Desk {
            seat,
            producer,
            state,
            window: Window::default(),
            under_way: FuturesUnordered::new(),
            letters: Vec::new(),
            replays: Vec::new(),
            rankings: Vec::new(),
            failures: 0,
            not_before: now,
            trim_at: now,
            open: false,
            more: false,
        }
    }

    pub async fn work(&mut self, wake: &Notify) -> Result<Infallible, JournalError> {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                Some(done) = self.under_way.next(), if !self.under_way.is_empty() => self.done(done),
                () = wake.notified() => self.stamp().await?,
                () = tokio::time::sleep_until(self.not_before), if self.more && self.under_way.is_empty() => {}
                _ = look.tick() => {
                    self.stamp().await?;
                    self.trim().await?;
                }
            }
            if self.under_way.is_empty() && self.not_before <= Instant::now() {
                self.turn().await?;
            }
        }
    }

    async fn stamp(&mut self) -> Result<(), JournalError> {
        while self.seat.stamp(STAMPS).await? > 0 {}
        Ok(())
    }

    /// Closes a window whose sendings have all ended and opens the next one.
    async fn turn(&mut self) -> Result<(), JournalError> {
        let Some(producer) = self.producer else { return Ok(()) };
        self.close().await?;
        if self.not_before > Instant::now() {
            return Ok(());
        }
        let events = self.seat.unsent(EVENTS).await?;
        for event in self.window.load(events) {
            self.under_way.push(send_event(producer.clone(), event));
        }
        for letter in self.seat.unsent_dead_letters(LETTERS).await? {
            self.under_way.push(send_letter(producer.clone(), letter));
        }
        for letter in self.seat.take_replays(LETTERS).await? {
            self.under_way.push(send_replay(producer.clone(), letter));
        }
        for ranking in self.seat.unsent_rankings(RANKINGS).await? {
            self.under_way.push(send_ranking(producer.clone(), ranking));
        }
        self.open = !self.under_way.is_empty();
        self.more = self.open;
        Ok(())
    }

    async fn close(&mut self) -> Result<(), JournalError> {
        if !std::mem::take(&mut self.open) {
            return Ok(());
        }
        let sent = self.window.settle();
        if sent > 0 {
            self.seat.sent(sent).await?;
        }
        let letters = std::mem::take(&mut self.letters);
        if !letters.is_empty() {
            self.seat.dead_letters_sent(&letters).await?;
        }
        for (id, result) in std::mem::take(&mut self.replays) {
            match result {
                Ok(()) => self.seat.replayed(id).await?,
                Err(error) => self.seat.replay_failed(id, &error).await?,
            }
        }
        let rankings = std::mem::take(&mut self.rankings);
        if !rankings.is_empty() {
            self.seat.rankings_sent(&rankings).await?;
        }
        self.state.send_modify(|state| state.sent = state.sent.max(sent));
        match self.window.has_failed() || self.failures > 0 {
            true => {
                let wait = jitter((Duration::from_millis(100) * 2_u32.pow(self.failures.min(6))).min(LONGEST));
                self.not_before = Instant::now() + wait;
            }
            false => self.state.send_modify(|state| state.trouble = None),
        }
        Ok(())
    }

    fn done(&mut self, done: Done) {
        match done {
            Done::Event { position, channel, result: Ok(()) } => {
                self.failures = 0;
                let next = self.window.acknowledged(position, &channel);
                if let (Some(next), Some(producer)) = (next, self.producer) {
                    self.under_way.push(send_event(producer.clone(), next));
                }
            }
            Done::Event { channel, result: Err(error), .. } => {
                self.window.failed(&channel);
                self.trouble(&error);
            }
            Done::Letter { id, code, topic, result: Ok(()) } => {
                self.letters.push(id);
                let refused =
                    metrics::counter!("ytempire_streams_refused_records_total", "topic" => topic, "code" => code);
                refused.increment(1);
            }
            Done::Letter { result: Err(error), .. } => self.trouble(&error),
            Done::Ranking { ranking, result: Ok(()) } => self.rankings.push(ranking),
            // Sent again, or a newer one of the niche in its place.
            Done::Ranking { result: Err(error), .. } => self.trouble(&error),
            // Not sent again by itself: after an error it may have been written.
            Done::Replay { id, result } => self.replays.push((id, result.map_err(|error| chain(&error)))),
        }
    }

    fn trouble(&mut self, error: &KafkaError) {
        self.failures = self.failures.saturating_add(1);
        let text = chain(error);
        let changed = self.state.send_if_modified(|state| {
            let new = state.trouble.as_ref() != Some(&text);
            state.trouble = Some(text.clone());
            new
        });
        if changed {
            tracing::warn!(error = text, "an event or a dead letter was not sent; it is sent again");
        }
    }

    /// Once a day, and when the seat was taken.
    async fn trim(&mut self) -> Result<(), JournalError> {
        if self.producer.is_none() || Instant::now() < self.trim_at {
            return Ok(());
        }
        let gone = self.seat.trim(KEEP_DAYS).await?;
        if gone > 0 {
            tracing::info!(gone, "forgot old events");
        }
        self.trim_at = Instant::now() + TRIM;
        Ok(())
    }
}
