//! The channels of one partition: what is known of each while its reports stream by.
//!
//! Owned by the partition's reader, which tells them what a write has changed, once per channel and write. A channel of
//! which little is heard is an entry of this map and is folded here; one that changes in several writes running is woken
//! as an actor, and after a quiet minute its state moves back. A state is a function of the sink's sums and never a second
//! truth: what is not known, doubtful or an hour old is read back from there.

mod channel;
mod entries;
mod short_id;
#[cfg(test)]
mod tests;
mod trend;

use std::{collections::HashMap, sync::Arc, time::Duration};

use chrono::NaiveDate;
use ractor::{Actor, ActorCell, ActorId, ActorRef};
use serde::Serialize;
use tokio::time::Instant;
use ytempire_domain::id::ChannelId;
use ytempire_sinks::{ChannelChange, ChannelState, Counts, Rolling};

use crate::tell;
use channel::{Channel, ChannelArgs};
use entries::{Entries, Hour};
use trend::Trend;

pub(crate) use channel::{ChannelMsg, Word};

/// Writes running that must have changed a channel before it is woken: an actor costs what eighty entries cost, and most
/// channels are heard of in one burst a day.
const RUNNING: u8 = 3;
/// Most channels of one partition that are awake at once, and most that are woken after one write.
const MOST_AWAKE: usize = 256;
const WAKES: usize = 32;
/// A channel of whose last so many days nothing was reported is silent; the platform itself is some days late.
const SILENT: chrono::Days = chrono::Days::new(7);

/// How the channels of a partition are; a channel counts once in each pair that it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChannelCounts {
    /// Actors.
    pub active: usize,
    pub idle: usize,
    /// The last week was clearly better than the last four.
    pub growing: usize,
    pub shrinking: usize,
    /// Nothing was reported of the last week.
    pub silent: usize,
}

/// How a channel reaches its host.
pub(crate) type Say = Arc<dyn Fn(ActorId, Word) + Send + Sync>;

struct Awake {
    id: ChannelId,
    actor: ActorRef<ChannelMsg>,
    /// Messages that change its state.
    told: u64,
    heard_of: Instant,
    trend: Trend,
    newest: Option<NaiveDate>,
}

#[derive(Default)]
pub(crate) struct Channels {
    entries: Entries,
    awake: HashMap<usize, Awake>,
    by_actor: HashMap<ActorId, usize>,
    /// To be woken.
    rousing: Vec<usize>,
    /// Broke, and are to be read back.
    lost: Vec<ChannelId>,
    writes: u32,
}

impl Channels {
    /// Takes in what a write changed, sorted by channel. Answers with those whose state must be read back: unknown, lost,
    /// or not read in this hour.
    pub fn change(&mut self, changes: &[ChannelChange], hour: Hour) -> Vec<ChannelId> {
        self.writes = self.writes.wrapping_add(1);
        let mut unknown = std::mem::take(&mut self.lost);
        for of_one in changes.chunk_by(|one, next| one.channel_id == next.channel_id) {
            let id = &of_one[0].channel_id;
            if !self.take_in(id, of_one, hour) {
                unknown.push(id.clone());
            }
        }
        unknown
    }

    fn take_in(&mut self, id: &ChannelId, changes: &[ChannelChange], hour: Hour) -> bool {
        let Some(place) = self.entries.find(id) else { return false };
        let entry = self.entries.at(place);
        if entry.read != Some(hour) {
            return false;
        }
        let follows = entry.written.wrapping_add(1) == self.writes;
        entry.running = if follows { entry.running.saturating_add(1) } else { 1 };
        entry.written = self.writes;
        match self.awake.get_mut(&place) {
            Some(awake) => awake.change(changes),
            None => {
                changes.iter().for_each(|change| entry.rolling.fold(change.day, &change.delta));
                if entry.running >= RUNNING && self.rousing.len() < WAKES {
                    self.rousing.push(place);
                }
            }
        }
        true
    }

    /// Nothing that is known of these holds any more. Answers with them.
    pub fn doubt(&mut self, mut ids: Vec<ChannelId>) -> Vec<ChannelId> {
        for id in &ids {
            if let Some(place) = self.entries.find(id) {
                self.entries.at(place).read = None;
            }
        }
        ids.append(&mut self.lost);
        ids
    }

    /// What was read back of those that were asked for; one that is left out is gone.
    pub fn know(&mut self, asked: &[ChannelId], states: &[ChannelState], hour: Hour) {
        for id in asked {
            if let Some(place) = self.entries.find(id) {
                (self.entries.at(place).read, self.entries.at(place).rolling) = (None, Rolling::default());
            }
        }
        for state in states {
            let place = self.entries.find(&state.channel_id).unwrap_or_else(|| self.entries.put(&state.channel_id));
            let entry = self.entries.at(place);
            (entry.read, entry.rolling) = (Some(hour), state.rolling);
            if let Some(awake) = self.awake.get_mut(&place) {
                awake.replace(state.rolling);
            }
        }
    }

    /// Wakes those that changed in several writes running. One that cannot start stays an entry.
    pub async fn rouse(&mut self, host: &ActorCell, say: &Say) {
        for place in std::mem::take(&mut self.rousing) {
            if self.awake.len() >= MOST_AWAKE || self.awake.contains_key(&place) {
                continue;
            }
            let entry = self.entries.at(place);
            let (id, rolling) = (entry.id.to_id(), entry.rolling);
            let args = ChannelArgs { id: id.clone(), rolling, say: Arc::clone(say) };
            match Actor::spawn_linked(None, Channel, args, host.clone()).await {
                Ok((actor, _)) => {
                    self.by_actor.insert(actor.get_id(), place);
                    let (trend, newest) = (Trend::of(&rolling), rolling.newest_day);
                    let awake = Awake { id, actor, told: 0, heard_of: Instant::now(), trend, newest };
                    self.awake.insert(place, awake);
                }
                Err(error) => tracing::warn!(%error, channel = %id, "a channel does not wake"),
            }
        }
    }

    /// Asks those that had a quiet time for their state.
    pub fn rest(&self, quiet: Duration) {
        for awake in self.awake.values().filter(|awake| awake.heard_of.elapsed() >= quiet) {
            tell(&awake.actor, ChannelMsg::Rest(awake.told));
        }
    }

    pub fn hear(&mut self, actor: ActorId, word: Word) {
        let Some(place) = self.by_actor.get(&actor).copied() else { return };
        let Some(awake) = self.awake.get_mut(&place) else { return };
        match word {
            Word::Trend(trend) => awake.trend = trend,
            // It was told more since it was asked: its quiet time is over.
            Word::Rests { told, .. } if told != awake.told => {}
            Word::Rests { rolling, .. } => {
                self.entries.at(place).rolling = rolling;
                self.entries.at(place).running = 0;
                awake.actor.stop(Some("quiet".to_owned()));
                self.awake.remove(&place);
                self.by_actor.remove(&actor);
            }
        }
    }

    /// An actor has ended. Whether it broke: then its state is lost, and read back with the next write.
    pub fn ended(&mut self, actor: ActorId) -> bool {
        let Some(place) = self.by_actor.remove(&actor) else { return false };
        self.entries.at(place).read = None;
        self.lost.extend(self.awake.remove(&place).map(|awake| awake.id));
        true
    }

    pub fn counts(&self, today: NaiveDate) -> ChannelCounts {
        let mut counts = ChannelCounts { active: self.awake.len(), ..ChannelCounts::default() };
        let silent = today - SILENT;
        for (place, entry) in self.entries.known() {
            let awake = self.awake.get(&place);
            let (trend, newest) = awake.map_or_else(
                || (Trend::of(&entry.rolling), entry.rolling.newest_day),
                |awake| (awake.trend, awake.newest),
            );
            counts.idle += usize::from(awake.is_none());
            match trend {
                _ if newest.is_none_or(|newest| newest < silent) => counts.silent += 1,
                Trend::Growing => counts.growing += 1,
                Trend::Shrinking => counts.shrinking += 1,
                Trend::Steady => {}
            }
        }
        counts
    }
}

impl Awake {
    fn change(&mut self, changes: &[ChannelChange]) {
        let days: Vec<(NaiveDate, Counts)> = changes.iter().map(|change| (change.day, change.delta)).collect();
        self.newest = days.iter().map(|(day, _)| Some(*day)).max().flatten().max(self.newest);
        self.heard_of = Instant::now();
        self.told += 1;
        tell(&self.actor, ChannelMsg::Changed(days));
    }

    fn replace(&mut self, rolling: Rolling) {
        self.newest = rolling.newest_day;
        self.told += 1;
        tell(&self.actor, ChannelMsg::Replaced(rolling));
    }
}
