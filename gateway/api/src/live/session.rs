//! What a socket was opened with, what it wants to hear, and why it ends.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Value, json};
use ytempire_domain::ChannelId;

use super::{frames::ProgressFrame, metrics::Changed};
use crate::auth::Identity;

/// Topics that one socket may name.
const MOST_TOPICS: usize = 256;

pub struct Start {
    /// `None`: the ticket was wrong or used.
    pub who: Option<Identity>,
    /// Epoch and position of the event that the client holds last.
    pub after: Option<(i64, i64)>,
}

/// Why we close a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client went away.
    Gone,
    Ticket,
    Idle,
    TooMany,
    Slow,
    TooFast,
    Restart,
}

impl End {
    pub const fn code(self) -> Option<(u16, &'static str)> {
        match self {
            End::Gone => None,
            End::Ticket => Some((4401, "the ticket or the session is over")),
            End::Idle => Some((4408, "nothing was heard")),
            End::TooMany => Some((4409, "too many sockets")),
            End::Slow => Some((4413, "too slow")),
            End::TooFast => Some((4429, "too many messages")),
            End::Restart => Some((1012, "restarting")),
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            End::Gone => "gone",
            End::Ticket => "ticket",
            End::Idle => "idle",
            End::TooMany => "too_many",
            End::Slow => "slow",
            End::TooFast => "too_fast",
            End::Restart => "restart",
        }
    }
}

/// Which progress a client wants; durable events go to every socket.
#[derive(Debug, Default)]
pub struct Topics(HashSet<String>);

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Wish {
    Subscribe {
        topics: Vec<String>,
    },
    Unsubscribe {
        topics: Vec<String>,
    },
    #[serde(other)]
    Other,
}

impl Topics {
    /// Takes in a message of the client; what it does not know is no wish. `Some` is the answer.
    pub fn hear(&mut self, text: &str) -> Option<Value> {
        match serde_json::from_str(text) {
            Ok(Wish::Subscribe { topics }) => {
                let room = MOST_TOPICS.saturating_sub(self.0.len());
                self.0.extend(topics.into_iter().filter(|topic| topic.len() <= 128).take(room));
                Some(self.said())
            }
            Ok(Wish::Unsubscribe { topics }) => {
                self.0.retain(|topic| !topics.contains(topic));
                Some(self.said())
            }
            Ok(Wish::Other) | Err(_) => None,
        }
    }

    fn said(&self) -> Value {
        let mut topics: Vec<&String> = self.0.iter().collect();
        topics.sort();
        json!({ "type": "subscribed", "topics": topics })
    }

    pub fn want_metrics(&self, changed: &Changed) -> bool {
        let of = |channel: &ChannelId| self.0.contains(&format!("channel:{channel}"));
        self.0.contains("dashboard") || changed.channels.iter().any(of)
    }

    pub fn want_predictions(&self) -> bool {
        self.0.contains("trends")
    }

    pub fn want(&self, frame: &ProgressFrame) -> bool {
        let has = |topic: &str| self.0.contains(topic);
        has("videos")
            || has("dashboard")
            || has(&format!("video:{}", frame.progress.video_id))
            || has(&format!("channel:{}", frame.progress.channel_id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_bounded_and_nonsense_is_ignored() {
        let mut topics = Topics::default();
        assert_eq!(topics.hear("{nonsense"), None);
        assert_eq!(topics.hear(r#"{"type":"ping"}"#), None);
        let many: Vec<String> = (0..1000).map(|n| format!("video:{n}")).collect();
        let said = topics.hear(&json!({ "type": "subscribe", "topics": many }).to_string()).expect("an answer");
        assert_eq!(said["topics"].as_array().map(Vec::len), Some(MOST_TOPICS));
        topics.hear(&json!({ "type": "unsubscribe", "topics": many }).to_string());
        assert_eq!(
            topics.hear(r#"{"type":"subscribe","topics":["videos"]}"#).expect("an answer")["topics"],
            json!(["videos"])
        );
    }
}
