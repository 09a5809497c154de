//! A topic with its score and all that is shown beside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Fit, IdeaId, Scored, SignalRow, Sparkline, Window};

/// Most topics that the ranking of a niche holds.
pub const MOST_RANKED: usize = 100;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankedTopic {
    /// As its newest observation spells it; of several names the one that was observed first.
    pub topic: String,
    /// Other names of the same topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Which of the channels' niches it belongs to, where one is near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits: Option<Fit>,
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
            also: Vec::new(),
            fits: None,
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

    /// Takes in the same topic under a weaker name; the figures stay those of the stronger one.
    pub(super) fn join(&mut self, weaker: &RankedTopic) {
        self.also.push(weaker.topic.clone());
        for (all, more) in [(&mut self.sources, &weaker.sources), (&mut self.regions, &weaker.regions)] {
            all.extend_from_slice(more);
            all.sort_unstable();
            all.dedup();
        }
        self.rank = self.rank.into_iter().chain(weaker.rank).min();
        self.age_h = self.age_h.max(weaker.age_h);
    }

    /// With that one of its names in front.
    pub(super) fn named(mut self, name: &str) -> Self {
        if let Some(place) = self.also.iter().position(|other| other == name) {
            self.also.remove(place);
            self.also.insert(0, std::mem::replace(&mut self.topic, name.to_owned()));
        }
        self
    }
}
