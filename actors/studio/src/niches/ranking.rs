//! The topics of a niche that live, best first. Pure.

use std::{cmp::Reverse, collections::HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use ytempire_domain::trend::{HORIZON_HOURS, MOST_RANKED, RankedTopic};

/// Topics that are remembered, in the ranking or not.
pub(super) const MOST_KNOWN: usize = 2_000;

#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// Change of the windows up to which they are known; `None`: nothing is.
    pub revision: Option<i64>,
    /// By folded topic.
    topics: HashMap<String, RankedTopic>,
    /// Names whose meaning it is told by: niches of channels, then its best topics.
    pub named: Vec<String>,
}

impl Ranking {
    /// Whether changes that begin with this one tell all that is new.
    pub fn is_followed_by(&self, first: i64) -> bool {
        self.revision.is_some_and(|known| first <= known + 1)
    }

    pub fn put(&mut self, topic: String, ranked: RankedTopic) {
        self.topics.insert(topic, ranked);
    }

    /// The best ones. Those of which nothing was heard for longer than a score looks ahead are forgotten, counted from
    /// the niche's newest observation: a recorded stream ranks like a live one.
    pub fn best(&mut self) -> Vec<RankedTopic> {
        let newest = self.topics.values().map(|ranked| ranked.observed_at).max().unwrap_or(DateTime::<Utc>::MIN_UTC);
        let horizon = TimeDelta::hours(HORIZON_HOURS.into());
        self.topics.retain(|_, ranked| newest - ranked.observed_at <= horizon);
        let mut order: Vec<(&String, &RankedTopic)> = self.topics.iter().collect();
        order.sort_by(|(name, one), (other_name, other)| {
            let by_score = other.scored.probability.total_cmp(&one.scored.probability);
            let by_rank = Reverse(one.rank.map(Reverse)).cmp(&Reverse(other.rank.map(Reverse)));
            by_score.then(by_rank).then_with(|| name.cmp(other_name))
        });
        let best: Vec<RankedTopic> = order.iter().take(MOST_RANKED).map(|(_, ranked)| (*ranked).clone()).collect();
        let beyond: Vec<String> = order.iter().skip(MOST_KNOWN).map(|(name, _)| (*name).clone()).collect();
        beyond.iter().for_each(|name| drop(self.topics.remove(name)));
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_domain::trend::{Measure, ScoreSource, Scored, Sparkline};

    fn ranked(topic: &str, score: f64, rank: Option<u32>, minute: i64) -> RankedTopic {
        let at = DateTime::UNIX_EPOCH + TimeDelta::minutes(minute);
        RankedTopic {
            topic: topic.to_owned(),
            scored: Scored {
                probability: score,
                source: ScoreSource::Rule,
                model: "test".to_owned(),
                version: None,
                because: String::new(),
                base_rate: None,
                reasons: vec![],
            },
            sparkline: Sparkline { measure: Measure::Rank, points: vec![] },
            also: vec![],
            fits: None,
            sources: vec![],
            regions: vec![],
            rank,
            age_h: 0.0,
            observed_at: at,
            made_at: at,
        }
    }

    fn names(ranking: &mut Ranking) -> Vec<String> {
        ranking.best().into_iter().map(|ranked| ranked.topic).collect()
    }

    #[test]
    fn the_best_score_comes_first_and_of_equals_the_better_rank() {
        let mut ranking = Ranking::default();
        for (name, score, rank) in
            [("d", 0.5, None), ("c", 0.5, Some(9)), ("b", 0.5, Some(2)), ("a", 0.9, None), ("e", 0.5, None)]
        {
            ranking.put(name.to_owned(), ranked(name, score, rank, 0));
        }
        assert_eq!(names(&mut ranking), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn a_topic_that_is_heard_of_no_more_leaves_the_ranking() {
        let mut ranking = Ranking::default();
        ranking.put("old".to_owned(), ranked("old", 0.9, None, 0));
        ranking.put("new".to_owned(), ranked("new", 0.1, None, 180));
        assert_eq!(names(&mut ranking), ["old", "new"]);
        ranking.put("new".to_owned(), ranked("new", 0.1, None, 181));
        assert_eq!(names(&mut ranking), ["new"]);
    }

    #[test]
    fn a_flood_of_topics_is_bounded_and_keeps_the_best() {
        let mut ranking = Ranking::default();
        for n in 0..3 * MOST_KNOWN {
            ranking.put(n.to_string(), ranked(&n.to_string(), n as f64 / 1e5, None, 0));
        }
        let best = ranking.best();
        assert_eq!((best.len(), best[0].topic.as_str()), (MOST_RANKED, "5999"));
        assert_eq!(ranking.topics.len(), MOST_KNOWN);
    }

    #[test]
    fn only_changes_without_a_gap_follow() {
        let mut ranking = Ranking::default();
        assert!(!ranking.is_followed_by(1), "nothing is known yet");
        ranking.revision = Some(4);
        assert!(ranking.is_followed_by(5) && ranking.is_followed_by(3) && !ranking.is_followed_by(6));
    }
}
