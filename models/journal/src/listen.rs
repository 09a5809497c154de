//! Wake-ups across instances. They carry no work: whoever is woken looks at the tables, and looks now and then anyway.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};
use ytempire_domain::id::VideoId;

use crate::{Journal, JournalError, MetricsChanged, Result, codec};

/// The one notification channel; the payload says what it is about.
const CHANNEL: &str = "ytempire";
const AGAIN: Duration = Duration::from_millis(250);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A job may have become claimable: for dispatchers.
    Jobs,
    /// Events have been stamped: for sockets.
    Events,
    /// Events or dead letters have been written: for the relay.
    Outbox,
    /// A person said something about this job: for its holder.
    Control(VideoId),
    /// Reported figures have changed: for sockets.
    Metrics(MetricsChanged),
    /// The ranking of this niche has changed: for sockets.
    Predictions(String),
    /// The connection was away: anything may have happened, look at everything.
    Reconnected,
}

impl Notice {
    fn parse(payload: &str) -> Option<Notice> {
        match payload.split_once([':', ' ']).unwrap_or((payload, "")) {
            ("jobs", "") => Some(Notice::Jobs),
            ("events", "") => Some(Notice::Events),
            ("outbox", "") => Some(Notice::Outbox),
            ("control", uuid) => Some(Notice::Control(VideoId::from_uuid(uuid.parse().ok()?))),
            ("predictions", niche) => Some(Notice::Predictions(codec::from_json(niche).ok()?)),
            ("metrics", changed) => Some(Notice::Metrics(codec::from_json(changed).ok()?)),
            _ => None,
        }
    }
}

/// Holds one connection of its own.
#[derive(Debug)]
pub struct Listener {
    journal: Journal,
    /// `None` while the connection is away.
    inner: Option<PgListener>,
}

impl Journal {
    /// Fails if PostgreSQL does not answer now; once it listens it comes back by itself.
    pub async fn listen(&self) -> Result<Listener> {
        Ok(Listener { inner: Some(self.attach().await?), journal: self.clone() })
    }

    /// On a pool of its own, so that a full one does not keep wake-ups out.
    async fn attach(&self) -> Result<PgListener> {
        let options = self.pool.connect_options().as_ref().clone();
        let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(AGAIN * 20).connect_lazy_with(options);
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }
}

impl Listener {
    /// The next wake-up; waits for ever where there is none. Nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Notice {
        loop {
            let Some(inner) = &mut self.inner else {
                self.inner = Some(self.reattach().await);
                return Notice::Reconnected;
            };
            match inner.try_recv().await {
                Ok(Some(notification)) => {
                    if let Some(notice) = Notice::parse(notification.payload()) {
                        return notice;
                    }
                }
                Ok(None) => self.inner = None,
                Err(error) => {
                    tracing::warn!(%error, "lost the connection that listens for wake-ups");
                    self.inner = None;
                }
            }
        }
    }

    async fn reattach(&self) -> PgListener {
        loop {
            match self.journal.attach().await {
                Ok(listener) => return listener,
                Err(JournalError::Unavailable(_)) => {}
                Err(error) => tracing::error!(%error, "cannot listen for wake-ups"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_a_notice_or_nothing() {
        let video = VideoId::generate();
        assert_eq!(Notice::parse(&format!("control:{}", video.uuid())), Some(Notice::Control(video)));
        assert_eq!(Notice::parse("jobs"), Some(Notice::Jobs));
        let day = chrono::NaiveDate::default();
        let channels = vec!["demo".parse().expect("a slug")];
        let changed = MetricsChanged { channels, from: day, to: day, accepted: 3 };
        let payload = format!("metrics {}", codec::json(&changed).expect("JSON"));
        assert_eq!(Notice::parse(&payload), Some(Notice::Metrics(changed)));
        assert_eq!(Notice::parse("metrics {}"), None);
        assert_eq!(Notice::parse("predictions \"two words\""), Some(Notice::Predictions("two words".to_owned())));
        assert_eq!(Notice::parse("control:x"), None);
        assert_eq!(Notice::parse(""), None);
    }
}
