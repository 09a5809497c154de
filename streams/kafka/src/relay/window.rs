//! A stretch of the log on its way out: which event may go next, and how far everything has gone. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use ytempire_domain::id::ChannelId;
use ytempire_journal::LoggedEvent;

#[derive(Debug, Default)]
pub(super) struct Window {
    /// Of each channel, what is still to go, in order; its first may be under way.
    channels: HashMap<ChannelId, VecDeque<LoggedEvent>>,
    /// Positions that are not acknowledged.
    open: BTreeSet<i64>,
    /// Acknowledged ahead of an open one, in an earlier window too: they are not sent again.
    ahead: BTreeSet<i64>,
    /// Last position of the stretch.
    last: i64,
    failed: bool,
}

impl Window {
    /// The next stretch, read from the first position that is not marked as sent. Returns the events to begin with: the
    /// first of each channel.
    pub fn load(&mut self, events: Vec<LoggedEvent>) -> Vec<LoggedEvent> {
        self.channels.clear();
        self.failed = false;
        self.last = events.last().map_or(self.last, |event| event.position);
        let mut first = BTreeMap::new();
        for event in events.into_iter().filter(|event| !self.ahead.contains(&event.position)) {
            self.open.insert(event.position);
            let channel = self.channels.entry(event.event.channel_id().clone()).or_default();
            if channel.is_empty() {
                first.insert(event.position, event.clone());
            }
            channel.push_back(event);
        }
        first.into_values().collect()
    }

    /// Returns the next event of that channel.
    pub fn acknowledged(&mut self, position: i64, channel: &ChannelId) -> Option<LoggedEvent> {
        self.open.remove(&position);
        self.ahead.insert(position);
        let waiting = self.channels.get_mut(channel)?;
        waiting.pop_front();
        waiting.front().cloned()
    }

    /// Nothing more of that channel in this window.
    pub fn failed(&mut self, channel: &ChannelId) {
        self.failed = true;
        self.channels.remove(channel);
    }

    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Position up to which everything is acknowledged, when nothing is under way any more. What is open is read again.
    pub fn settle(&mut self) -> i64 {
        let sent = self.open.pop_first().map_or(self.last, |first| first - 1);
        self.open.clear();
        self.last = sent;
        self.ahead = self.ahead.split_off(&(sent + 1));
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use ytempire_domain::{event::Event, id::WorkspaceId};

    fn event(position: i64, channel: &str) -> LoggedEvent {
        LoggedEvent {
            position,
            epoch: 7,
            id: format!("7-{position:010}"),
            time: DateTime::UNIX_EPOCH,
            version: position,
            workspace_id: WorkspaceId::LOCAL,
            event: Event::ChannelDeleted { channel_id: id(channel) },
        }
    }

    fn id(channel: &str) -> ChannelId {
        channel.parse().expect("a slug")
    }

    fn positions(events: &[LoggedEvent]) -> Vec<i64> {
        events.iter().map(|event| event.position).collect()
    }

    #[test]
    fn a_channel_sends_one_after_the_other_and_channels_do_not_wait_for_each_other() {
        let mut window = Window::default();
        let first = window.load(vec![event(1, "a"), event(2, "b"), event(3, "a")]);
        assert_eq!(positions(&first), [1, 2]);
        assert_eq!(window.acknowledged(2, &id("b")), None);
        assert_eq!(window.acknowledged(1, &id("a")).map(|next| next.position), Some(3));
        assert_eq!(window.acknowledged(3, &id("a")), None);
        assert_eq!(window.settle(), 3);
    }

    #[test]
    fn a_failed_channel_stops_and_goes_on_from_its_first_unacknowledged_event() {
        let mut window = Window::default();
        let log = || vec![event(1, "a"), event(2, "b"), event(3, "a"), event(4, "b")];
        window.load(log());
        window.failed(&id("a"));
        window.acknowledged(2, &id("b"));
        window.acknowledged(4, &id("b"));
        assert_eq!((window.has_failed(), window.settle()), (true, 0));
        assert_eq!(window.settle(), 0, "settling twice marks nothing that was not sent");

        let again = window.load(log());
        assert_eq!(positions(&again), [1], "what the other channel has sent is not sent again");
        assert_eq!(window.acknowledged(1, &id("a")).map(|next| next.position), Some(3));
        window.acknowledged(3, &id("a"));
        assert_eq!((window.has_failed(), window.settle()), (false, 4));
        assert!(window.ahead.is_empty(), "nothing is remembered without end");
    }

    #[test]
    fn an_empty_window_says_what_was_sent_before() {
        let mut window = Window::default();
        window.load(vec![event(5, "a")]);
        window.acknowledged(5, &id("a"));
        assert_eq!(window.settle(), 5);
        assert!(window.load(vec![]).is_empty());
        assert_eq!(window.settle(), 5);
    }
}
