//! The way to the CQL servers: a session that is made when it is first needed, and anew where the tables changed under it.
//!
//! A session itself outlives a restart of its servers. While they are away, a reader is refused at once: after each
//! failure no reader asks for a moment.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rustls::ClientConfig;
use scylla::{
    client::{execution_profile::ExecutionProfile, session::Session, session_builder::SessionBuilder},
    policies::load_balancing::DefaultPolicy,
    statement::Consistency,
};
use secrecy::ExposeSecret as _;
use tokio::time::Instant;

use crate::{
    Result, SinkError,
    scylla::{config::ScyllaConfig, fault::Fault, statements::Statements},
};

/// How long a connection, or a whole session, may take to be made.
const OPENING: Duration = Duration::from_secs(3);
/// How long no reader asks after a failure.
const PAUSE: Duration = Duration::from_secs(1);
/// How often an idle connection is looked after, and how long it may then be silent.
const KEEPALIVE: Duration = Duration::from_secs(3);

/// A session and what it asks.
#[derive(Debug)]
pub(super) struct Link {
    pub session: Arc<Session>,
    pub statements: Statements,
}

#[derive(Debug)]
pub(super) struct Door {
    pub config: ScyllaConfig,
    tls: Option<Arc<ClientConfig>>,
    /// Held by the one who makes a session or prepares its statements.
    opening: tokio::sync::Mutex<()>,
    standing: Mutex<Standing>,
}

#[derive(Debug, Default)]
struct Standing {
    session: Option<Arc<Session>>,
    link: Option<Arc<Link>>,
    /// Until when no reader asks, and why.
    closed: Option<(Instant, String)>,
}

impl Door {
    pub fn new(config: ScyllaConfig) -> Result<Door> {
        config.check()?;
        let tls = config.tls()?;
        Ok(Door { config, tls, opening: tokio::sync::Mutex::default(), standing: Mutex::default() })
    }

    /// Connected; the tables may be missing. Waits for whoever is connecting.
    pub async fn session(&self) -> Result<Arc<Session>> {
        let _turn = self.opening.lock().await;
        self.session_in_turn().await
    }

    /// Connected, and the tables are there. Waits, and tries whatever happened a moment ago: for those who write.
    pub async fn link(&self) -> Result<Arc<Link>> {
        if let Some(link) = self.look().link.clone() {
            return Ok(link);
        }
        let _turn = self.opening.lock().await;
        self.link_in_turn().await
    }

    /// The same for those who have another to ask: it waits for nobody, and after a failure is refused for a moment.
    pub async fn link_at_once(&self) -> Result<Arc<Link>> {
        if let Some((_, why)) = self.look().closed.clone().filter(|(until, _)| Instant::now() < *until) {
            return Err(away(why));
        }
        if let Some(link) = self.look().link.clone() {
            return Ok(link);
        }
        let _turn = self.opening.try_lock().map_err(|_| away("it is being connected to"))?;
        self.link_in_turn().await
    }

    /// Runs what has time.
    pub async fn run<T, F>(&self, work: impl FnOnce(Arc<Link>) -> F + Send) -> Result<T>
    where
        F: Future<Output = Result<T, Fault>> + Send,
    {
        let link = self.link().await?;
        work(link).await.map_err(|fault| self.failed(fault))
    }

    /// Lets no reader ask for a moment. After a defect the session goes: its tables may have been replaced.
    pub fn failed(&self, fault: Fault) -> SinkError {
        let mut standing = self.look();
        standing.closed = Some((Instant::now() + PAUSE, fault.source.to_string()));
        if !fault.away {
            (standing.session, standing.link) = (None, None);
        }
        fault.into()
    }

    async fn session_in_turn(&self) -> Result<Arc<Session>> {
        if let Some(session) = self.look().session.clone() {
            return Ok(session);
        }
        let made = match tokio::time::timeout(OPENING, self.connect()).await {
            Ok(made) => made,
            Err(late) => Err(Fault::away(late)),
        };
        let session = Arc::new(made.map_err(|fault| self.failed(fault))?);
        self.look().session = Some(session.clone());
        Ok(session)
    }

    async fn link_in_turn(&self) -> Result<Arc<Link>> {
        if let Some(link) = self.look().link.clone() {
            return Ok(link);
        }
        let session = self.session_in_turn().await?;
        // Tables that are missing are not made yet: that passes.
        let prepared = Statements::prepare(&session, &self.config.keyspace).await;
        let statements = prepared.map_err(|fault| self.failed(Fault::away(fault.source)))?;
        let link = Arc::new(Link { session, statements });
        self.look().link = Some(link.clone());
        Ok(link)
    }

    /// Never held over an await.
    fn look(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connect(&self) -> Result<Session, Fault> {
        let config = &self.config;
        let mut policy = DefaultPolicy::builder().token_aware(true);
        if let Some(datacenter) = &config.datacenter {
            policy = policy.prefer_datacenter(datacenter.clone()).permit_dc_failover(true);
        }
        let profile = ExecutionProfile::builder()
            .consistency(Consistency::LocalQuorum)
            .load_balancing_policy(policy.build())
            .build();
        let mut builder = SessionBuilder::new()
            .known_nodes(&config.nodes)
            .default_execution_profile_handle(profile.into_handle())
            .connection_timeout(OPENING)
            .keepalive_interval(KEEPALIVE)
            .keepalive_timeout(KEEPALIVE)
            .tls_context(self.tls.clone());
        if let Some(credentials) = &config.credentials {
            builder = builder.user(credentials.user.clone(), credentials.password.expose_secret());
        }
        Ok(builder.build().await?)
    }
}

fn away(why: impl Into<String>) -> SinkError {
    SinkError::Unavailable(why.into().into())
}
