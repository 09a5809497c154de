//! A look into the journal from outside of `serve`: while an instance runs on the data folder, and while none does.

use anyhow::{Context as _, anyhow, bail};
use secrecy::ExposeSecret as _;
use ytempire_journal::Journal;

use crate::{
    config::{Config, Profile, SecretSource},
    exit::Stop,
    local::{DataFolder, Ports, Secrets, running_journal_url},
    servers::Stores,
    stop_signal::StopSignal,
};

/// Connections of a visitor.
const CONNECTIONS: u32 = 4;

pub struct Visit {
    pub journal: Journal,
    /// What this visit started itself, because nothing ran.
    own: Option<(Stores, DataFolder)>,
}

impl Visit {
    /// Joins the instance that runs on the data folder, or starts its private servers; on a cluster, asks the given
    /// PostgreSQL. Does the work, or as much of it as can be done before somebody ends the program, and stops what it
    /// started.
    pub async fn pay(config: &Config, work: impl AsyncFnOnce(&Visit) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut stop = StopSignal::listen()?;
        let visit = tokio::select! {
            visit = Visit::begin(config) => visit?,
            () = stop.wait() => bail!("stopped"),
        };
        let done = tokio::select! {
            done = work(&visit) => done,
            () = stop.wait() => Err(anyhow!("stopped")),
        };
        visit.end().await;
        done
    }

    async fn begin(config: &Config) -> anyhow::Result<Self> {
        if config.profile == Profile::Cluster {
            let postgres = &config.postgres;
            let url = SecretSource::resolve(postgres.url.as_ref(), postgres.url_file.as_deref(), "postgres.url")?;
            return Visit::join(url.expose_secret()).await;
        }
        if !config.data.join("instance").exists() {
            bail!("nothing was ever kept in {}: name the data folder with --data", config.data.display());
        }
        match DataFolder::open(&config.data) {
            Ok(data) => Visit::start(config, data).await,
            Err(error) if matches!(error.downcast_ref(), Some(Stop::Locked { .. })) => {
                Visit::join(running_journal_url(&config.data)?.expose_secret()).await
            }
            Err(error) => Err(error),
        }
    }

    async fn join(url: &str) -> anyhow::Result<Self> {
        let journal = Journal::connect(url, CONNECTIONS).context("opening the journal")?;
        journal.ping().await.context("asking the journal")?;
        Ok(Visit { journal, own: None })
    }

    async fn start(config: &Config, data: DataFolder) -> anyhow::Result<Self> {
        let secrets = Secrets::open(data.path())?;
        let mut ports = Ports::load(data.path())?;
        let stores = Stores::start(config, &data, &secrets, &mut ports).await?;
        ports.save(data.path())?;
        Ok(Visit { journal: stores.journal.clone(), own: Some((stores, data)) })
    }

    /// Whether an instance runs that acts on what the journal is told.
    pub const fn somebody_runs(&self) -> bool {
        self.own.is_none()
    }

    async fn end(self) {
        match self.own {
            Some((stores, _data)) => stores.stop().await,
            None => self.journal.close().await,
        }
    }
}
