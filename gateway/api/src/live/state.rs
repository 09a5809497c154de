//! What this instance knows of the running steps, and who hears of it. Rebuilt from nothing after a start.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::{broadcast, watch};
use ytempire_domain::{
    Micros, SessionId, Step, VideoId,
    event::{Event, StageState},
    job::JobStatus,
};
use ytempire_journal::VideoRow;

use super::{frames::ProgressFrame, metrics::Metrics, seats::Seats};
use crate::{deps::Progress, routes::views::percent};

/// Videos of which progress is remembered; the oldest goes first.
const KEPT: usize = 4096;
/// Frames that a slow socket may be behind before it reads the newest of each video instead.
const BEHIND: usize = 1024;

/// Changed rankings that a slow socket may be behind before it hears of "any".
const RANKINGS: usize = 64;

/// How far a video is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub stage_progress: f32,
    pub progress: f32,
    pub eta_ms: Option<u64>,
}

/// Newest position that the log is known to hold, in its epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    pub epoch: i64,
    pub position: i64,
}

pub struct Live {
    known: Mutex<Known>,
    pub newest: watch::Sender<Newest>,
    pub progress: broadcast::Sender<ProgressFrame>,
    pub ended: broadcast::Sender<SessionId>,
    pub seats: Seats,
    pub metrics: Metrics,
    /// Niches whose ranking has changed.
    pub rankings: broadcast::Sender<Arc<str>>,
    /// Of every progress frame, so that a later one is told from an earlier one.
    seq: AtomicU64,
}

#[derive(Default)]
struct Known {
    running: HashMap<VideoId, ProgressFrame>,
    /// Charged so far, as events told.
    costs: HashMap<VideoId, Micros>,
    lengths: [Option<f64>; Step::ALL.len()],
}

impl Live {
    pub fn new() -> Self {
        Live {
            known: Mutex::default(),
            newest: watch::channel(Newest::default()).0,
            progress: broadcast::channel(BEHIND).0,
            ended: broadcast::channel(64).0,
            seats: Seats::default(),
            metrics: Metrics::new(),
            rankings: broadcast::channel(RANKINGS).0,
            seq: AtomicU64::new(1),
        }
    }

    pub fn sockets(&self) -> usize {
        self.seats.taken()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a step's progress and tells the sockets; what is older than what is known is left out.
    pub fn take_in(&self, progress: Progress) {
        let mut known = self.known();
        let held = known.running.get(&progress.video_id);
        if held.is_some_and(|held| held.progress.at > progress.at || held.progress == progress) {
            return;
        }
        let reading =
            known.reading(JobStatus::Running, Some(progress.stage), Some(StageState::Running), progress.stage_progress);
        let cost = known.costs.get(&progress.video_id).copied();
        let seq = self.seq.fetch_add(1, Ordering::Relaxed);
        let frame = ProgressFrame { progress, reading, cost, seq };
        if known.running.len() >= KEPT
            && let Some(oldest) = known.oldest()
        {
            known.running.remove(&oldest);
        }
        known.running.insert(frame.progress.video_id, frame.clone());
        // Nobody watching is no fault.
        self.progress.send(frame).ok();
    }

    /// Learns from an event: lengths of steps, money, ends.
    pub fn learn(&self, event: &Event) {
        let mut known = self.known();
        match event {
            Event::VideoStageChanged {
                stage, to: StageState::Completed, duration_ms: Some(duration), video, ..
            } => {
                let length = &mut known.lengths[stage.index()];
                let measured = *duration as f64;
                *length = Some(length.map_or(measured, |usual| 0.7 * usual + 0.3 * measured));
                if known.running.get(&video.video_id).is_some_and(|frame| frame.progress.stage == *stage) {
                    known.running.remove(&video.video_id);
                }
            }
            Event::VideoCostUpdated { video, cost_micros, .. } => {
                if known.costs.len() >= KEPT {
                    known.costs.clear();
                }
                known.costs.insert(video.video_id, *cost_micros);
            }
            Event::VideoStatusChanged { video, to, .. } if to.is_final() || *to == JobStatus::Paused => {
                known.running.remove(&video.video_id);
            }
            _ => {}
        }
    }

    /// How far the video of this row is: the row says where it stands, progress how far its running step is.
    pub fn reading(&self, row: &VideoRow) -> Reading {
        let known = self.known();
        let running = known.running.get(&row.job.video_id).map(|frame| &frame.progress);
        let within = running.filter(|progress| Some(progress.stage) == row.stage && progress.attempt == row.attempt);
        let within = within.filter(|_| row.stage_state == Some(StageState::Running));
        let within =
            within.map_or(if row.stage_state == Some(StageState::Completed) { 1.0 } else { 0.0 }, |p| p.stage_progress);
        known.reading(row.status, row.stage, row.stage_state, within)
    }

    /// The newest frame of every running step.
    pub fn snapshot(&self) -> Vec<ProgressFrame> {
        self.known().running.values().cloned().collect()
    }
}

impl Known {
    fn oldest(&self) -> Option<VideoId> {
        self.running.iter().min_by_key(|(_, frame)| frame.progress.at).map(|(id, _)| *id)
    }

    fn reading(
        &self,
        status: JobStatus,
        stage: Option<Step>,
        state: Option<StageState>,
        stage_progress: f32,
    ) -> Reading {
        let within = stage_progress.clamp(0.0, 1.0);
        let eta_ms = if status.is_final() { None } else { self.left(status, stage, within) };
        Reading { stage_progress: within, progress: percent(status, stage, state, within), eta_ms }
    }

    /// Milliseconds of the steps that are left, if each of them was measured lately and none waits for a person.
    fn left(&self, status: JobStatus, stage: Option<Step>, within: f32) -> Option<u64> {
        if !matches!(status, JobStatus::Running | JobStatus::Publishing | JobStatus::Queued) {
            return None;
        }
        let at = stage.map_or(0, Step::index);
        let mut left = 0.0;
        for (index, length) in self.lengths.iter().enumerate().skip(at) {
            let share = if index == at { 1.0 - f64::from(within) } else { 1.0 };
            left += (*length)? * share;
        }
        Some(left as u64)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use ytempire_domain::event::VideoRef;

    use super::*;

    fn progress(video_id: VideoId, fraction: f32, second: i64) -> Progress {
        Progress {
            video_id,
            channel_id: "demo".parse().expect("slug"),
            version: 3,
            attempt: 1,
            stage: Step::Voice,
            stage_progress: fraction,
            at: DateTime::UNIX_EPOCH + TimeDelta::seconds(second),
        }
    }

    #[test]
    fn an_older_progress_is_left_out_and_an_end_is_forgotten() {
        let (live, id) = (Live::new(), VideoId::generate());
        live.take_in(progress(id, 0.5, 2));
        live.take_in(progress(id, 0.2, 1));
        let snapshot = live.snapshot();
        assert_eq!((snapshot.len(), snapshot[0].progress.stage_progress), (1, 0.5));
        let video = VideoRef { video_id: id, channel_id: "demo".parse().expect("slug"), request_id: "r".to_owned() };
        live.learn(&Event::VideoStatusChanged { video, from: JobStatus::Running, to: JobStatus::Cancelled });
        assert!(live.snapshot().is_empty());
    }

    #[test]
    fn the_rest_is_known_once_every_step_that_is_left_was_measured() {
        let mut known = Known::default();
        assert_eq!(known.left(JobStatus::Running, Some(Step::Thumbnail), 0.5), None);
        for step in [Step::Thumbnail, Step::Approval, Step::Publish] {
            known.lengths[step.index()] = Some(1000.0);
        }
        assert_eq!(known.left(JobStatus::Running, Some(Step::Thumbnail), 0.5), Some(2500));
        assert_eq!(known.left(JobStatus::InReview, Some(Step::Approval), 0.0), None);
        assert_eq!(known.left(JobStatus::Queued, None, 0.0), None);
    }
}
