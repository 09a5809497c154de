//! What the gateway needs of its neighbours. The only file that knows the studio.

use futures_util::future::BoxFuture;
use secrecy::SecretString;
use serde::Serialize;
use tokio::sync::broadcast;
use ytempire_artefacts::Artefacts;
use ytempire_domain::{
    card::Prediction,
    forecast::{Forecast, SeriesToForecast},
};
use ytempire_journal::Journal;
use ytempire_sinks::Analytics;
use ytempire_studio::StudioHandle;
pub use ytempire_studio::{PartStatus, Progress, SinkStatus, StudioStatus};

/// The studio as the gateway sees it.
pub trait House: Send + Sync + 'static {
    /// As its parts wrote it last.
    fn status(&self) -> BoxFuture<'_, StudioStatus>;
    /// Looks at the queue now.
    fn wake(&self);
    /// How far the running steps of this instance are.
    fn progress(&self) -> broadcast::Receiver<Progress>;
    /// The next steps of a series, by a model or by a rule.
    fn forecast(&self, asked: SeriesToForecast) -> BoxFuture<'_, Forecast>;
    /// Who answers which prediction; the error says why nobody can tell.
    fn cards(&self) -> BoxFuture<'_, Result<Vec<Prediction>, String>>;
}

impl House for StudioHandle {
    fn status(&self) -> BoxFuture<'_, StudioStatus> {
        Box::pin(StudioHandle::status(self))
    }

    fn wake(&self) {
        StudioHandle::wake(self);
    }

    fn progress(&self) -> broadcast::Receiver<Progress> {
        StudioHandle::progress(self)
    }

    fn forecast(&self, asked: SeriesToForecast) -> BoxFuture<'_, Forecast> {
        Box::pin(StudioHandle::forecast(self, asked))
    }

    fn cards(&self) -> BoxFuture<'_, Result<Vec<Prediction>, String>> {
        Box::pin(StudioHandle::cards(self))
    }
}

/// What the gateway works with once the house stands.
#[derive(Clone)]
pub struct ApiDeps<S = StudioHandle> {
    pub journal: Journal,
    pub artefacts: Artefacts,
    /// Reported metrics, from whichever store answers.
    pub analytics: Analytics,
    pub studio: S,
    pub redis_url: SecretString,
}

/// Any serde name of a fieldless value: `natural`.
pub fn name_of<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}
