//! A topic with its score and all that is shown beside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{IdeaId, Scored, SignalRow, Sparkline, Window};

/// Most topics that the ranking of a niche holds.
pub const MOST_RANKED: usize = 100;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankedTopic {
    /// As its newest observation spells it.
    pub topic: String,
    pub scored: Scored,
    pub sparkline: Sparkline,
    /// Within 24 hours before it was observed last.
    pub sources: Vec<String>,
    /// The same; empty where it was observed everywhere.
    pub regions: Vec<String>,
    /// Best place in a source's list when it was observed last.
    pub rank: Option<u32>,
    /// Hours between its first observation and its last.
    pub age_h: f64,
    /// Last: the moment that the score is about.
    pub observed_at: DateTime<Utc>,
    /// When it was scored.
    pub made_at: DateTime<Utc>,
}

impl RankedTopic {
    /// `row` is the window's at its last observation, `scored` what was made of it.
    pub fn new(window: &Window, row: &SignalRow, scored: Scored, made_at: DateTime<Utc>) -> Self {
        let at = window.last_seen();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        RankedTopic {
            topic: window.topic().to_owned(),
            scored,
            sparkline: window.sparkline(at),
            sources: owned(window.sources(at)),
            regions: owned(window.regions(at)),
            rank: row.rank,
            age_h: row.age_h,
            observed_at: at,
            made_at,
        }
    }

    pub fn idea(&self, niche: &str) -> IdeaId {
        IdeaId::of(niche, &self.topic)
    }
}
