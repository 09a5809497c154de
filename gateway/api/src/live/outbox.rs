//! What waits to be sent to one socket: the newest progress of each video at most four times a second, changed figures
//! and rankings at most once a second.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use tokio::time::Instant;
use ytempire_domain::VideoId;

use super::{
    frames::{self, ProgressFrame},
    metrics::{Changed, SPACING, gather},
    session::Topics,
};

/// Videos whose progress may wait; the log's events have no place here.
const MOST: usize = 1024;
/// Niches that one frame names; more are told as "any".
const MOST_NICHES: usize = 50;
/// Frames that are sent one by one in a quarter of a second; more travel as a batch.
pub const FEW: usize = 12;

#[derive(Default)]
pub struct Outbox {
    progress: HashMap<VideoId, ProgressFrame>,
    changed: Option<Changed>,
    /// Niches whose ranking has changed; empty: any.
    ranked: Option<BTreeSet<String>>,
    /// When changed figures were told last.
    told_at: Option<Instant>,
    /// When changed rankings were.
    ranked_at: Option<Instant>,
}

impl Outbox {
    /// A newer frame of the same video takes the older one's place.
    pub fn put(&mut self, frame: ProgressFrame, topics: &Topics) {
        let id = frame.progress.video_id;
        if topics.want(&frame) && (self.progress.len() < MOST || self.progress.contains_key(&id)) {
            self.progress.insert(id, frame);
        }
    }

    /// Figures that changed, together with those that wait.
    pub fn note(&mut self, changed: &Changed, topics: &Topics) {
        if topics.want_metrics(changed) {
            gather(&mut self.changed, changed);
        }
    }

    /// A ranking that changed, together with those that wait; `None`: some were left out, any may have.
    pub fn rank(&mut self, niche: Option<&str>, topics: &Topics) {
        if !topics.want_predictions() {
            return;
        }
        match (&mut self.ranked, niche) {
            (None, Some(niche)) => self.ranked = Some(BTreeSet::from([niche.to_owned()])),
            (Some(any), _) if any.is_empty() => {}
            (Some(niches), Some(niche)) if niches.len() < MOST_NICHES || niches.contains(niche) => {
                niches.insert(niche.to_owned());
            }
            _ => self.ranked = Some(BTreeSet::new()),
        }
    }

    pub fn take(&mut self) -> Vec<String> {
        let mut waiting: Vec<ProgressFrame> = self.progress.drain().map(|(_, frame)| frame).collect();
        waiting.sort_by_key(|frame| frame.seq);
        let mut values: Vec<Value> = waiting.iter().map(ProgressFrame::json).collect();
        let now = Instant::now();
        if self.told_at.is_none_or(|at| now - at >= SPACING)
            && let Some(changed) = self.changed.take()
        {
            self.told_at = Some(now);
            values.push(changed.json(chrono::Utc::now()));
        }
        if self.ranked_at.is_none_or(|at| now - at >= SPACING)
            && let Some(niches) = self.ranked.take()
        {
            self.ranked_at = Some(now);
            values.push(frames::predictions_updated(&niches, chrono::Utc::now()));
        }
        frames::texts(values, FEW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_journal::MetricsChanged;

    #[tokio::test(start_paused = true)]
    async fn changed_figures_go_out_once_a_second_to_those_who_asked() {
        let (mut outbox, mut topics) = (Outbox::default(), Topics::default());
        let channels = vec!["demo".parse().expect("a slug")];
        let day = chrono::NaiveDate::default();
        let changed: Changed = MetricsChanged { channels, from: day, to: day, accepted: 1 }.into();
        outbox.note(&changed, &topics);
        assert!(outbox.take().is_empty(), "nobody asked");
        topics.hear(r#"{"type":"subscribe","topics":["channel:demo"]}"#);
        outbox.note(&changed, &topics);
        assert_eq!(outbox.take().len(), 1);
        for _ in 0..3 {
            outbox.note(&changed, &topics);
            assert!(outbox.take().is_empty(), "within the second");
        }
        tokio::time::advance(SPACING).await;
        let texts = outbox.take();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains(r#""accepted":3"#), "{texts:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn changed_rankings_go_out_once_a_second_and_too_many_are_any() {
        let (mut outbox, mut topics) = (Outbox::default(), Topics::default());
        outbox.rank(Some("nature"), &topics);
        assert!(outbox.take().is_empty(), "nobody asked");
        topics.hear(r#"{"type":"subscribe","topics":["trends"]}"#);
        outbox.rank(Some("nature"), &topics);
        outbox.rank(Some("news"), &topics);
        let texts = outbox.take();
        assert!(texts[0].contains(r#""niches":["nature","news"]"#), "{texts:?}");
        for niche in 0..=MOST_NICHES {
            outbox.rank(Some(&niche.to_string()), &topics);
        }
        assert!(outbox.take().is_empty(), "within the second");
        tokio::time::advance(SPACING).await;
        assert!(outbox.take()[0].contains(r#""niches":[]"#));
    }
}
