//! What one socket listens to.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{broadcast, watch},
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};
use warp::ws::Message;
use ytempire_domain::SessionId;

use super::{frames::ProgressFrame, metrics::Changed, outbox::Outbox, session::Topics, state::Newest};
use crate::app::App;

const PROGRESS: Duration = Duration::from_millis(250);

/// Everything that a socket waits for.
pub struct Ears {
    pub newest: watch::Receiver<Newest>,
    pub progress: broadcast::Receiver<ProgressFrame>,
    pub metrics: broadcast::Receiver<Arc<Changed>>,
    pub rankings: broadcast::Receiver<Arc<str>>,
    pub ended: broadcast::Receiver<SessionId>,
    pub stopping: watch::Receiver<bool>,
    pub tell: Interval,
    pub beat: Interval,
    pub topics: Topics,
    pub outbox: Outbox,
    pub heard: u32,
    pub heard_at: Instant,
}

/// One of them.
pub enum Heard {
    Stop,
    Ended(SessionId),
    Said(Option<Result<Message, warp::Error>>),
    Beat,
    Tell,
    Log,
    /// `None`: some were left out.
    Progress(Option<ProgressFrame>),
    Metrics(Arc<Changed>),
    /// The ranking of a niche has changed; `None`: some were left out.
    Ranking(Option<Arc<str>>),
    More,
}

impl Ears {
    pub fn of(app: &App) -> Self {
        let beat = app.config.heartbeat;
        let mut tell = interval_at(Instant::now() + PROGRESS, PROGRESS);
        tell.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Ears {
            newest: app.live.newest.subscribe(),
            progress: app.live.progress.subscribe(),
            metrics: app.live.metrics.told.subscribe(),
            rankings: app.live.rankings.subscribe(),
            ended: app.live.ended.subscribe(),
            stopping: app.stopping.clone(),
            tell,
            beat: interval_at(Instant::now() + beat, beat),
            topics: Topics::default(),
            outbox: Outbox::default(),
            heard: 0,
            heard_at: Instant::now(),
        }
    }
}
