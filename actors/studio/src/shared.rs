//! What every actor of one studio has in hand. Cheap to clone.

use std::sync::Arc;

use tokio::sync::Notify;
use ytempire_journal::Journal;

use crate::{
    config::StudioConfig, model::Model, niches::Score, progress::Progresses, sinks::Sinks, status::Board,
    steps::Perform,
};

#[derive(Clone)]
pub(crate) struct Shared {
    pub config: Arc<StudioConfig>,
    pub journal: Journal,
    pub sinks: Sinks,
    pub board: Arc<Board>,
    pub progresses: Progresses,
    pub steps: Arc<dyn Perform>,
    /// Scores what rises.
    pub scorer: Arc<dyn Score>,
    /// Scores topics and scripts.
    pub model: Model,
    /// Wakes the relay.
    pub outbox: Arc<Notify>,
}
