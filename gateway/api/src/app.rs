//! What every handler works with.

use std::sync::Arc;

use tokio::sync::watch;
use ytempire_artefacts::Artefacts;
use ytempire_domain::WorkspaceId;
use ytempire_journal::Journal;
use ytempire_sinks::Analytics;

use crate::{
    auth::Tokens,
    config::ApiConfig,
    deps::{ApiDeps, House},
    live::Live,
    redis_store::RedisStore,
};

pub struct App {
    pub config: Arc<ApiConfig>,
    /// The one workspace of this release.
    pub workspace: WorkspaceId,
    pub journal: Journal,
    pub artefacts: Artefacts,
    pub analytics: Analytics,
    pub studio: Arc<dyn House>,
    pub redis: RedisStore,
    pub tokens: Tokens,
    pub live: Arc<Live>,
    /// Turns true when the gateway stops.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    pub fn new<S: House>(config: Arc<ApiConfig>, deps: ApiDeps<S>, stopping: watch::Receiver<bool>) -> Self {
        App {
            workspace: WorkspaceId::LOCAL,
            journal: deps.journal,
            artefacts: deps.artefacts,
            analytics: deps.analytics,
            studio: Arc::new(deps.studio),
            redis: RedisStore::new(&deps.redis_url, &config.redis_prefix),
            tokens: Tokens::new(&config),
            live: Arc::new(Live::new()),
            config,
            stopping,
        }
    }
}
