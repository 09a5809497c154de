//! The local profile's own servers: started, watched, adopted and stopped by this process; stored under the data folder.

mod account;
mod broker;
mod disk;
mod folder;
mod ports;
mod postgres;
mod process;
mod redis;
mod secrets;
mod supervise;

pub use broker::EmbeddedBroker;
pub use disk::DiskWatch;
pub use folder::DataFolder;
pub use ports::{Port, Ports, bind, reserve};
pub use secrets::{Operator, Secrets, private_file};

use std::path::Path;

use anyhow::Context as _;
use secrecy::SecretString;

use postgres::PrivatePostgres;
use redis::PrivateRedis;
use supervise::Supervised;

/// Name of the journal's database.
const JOURNAL: &str = "ytempire";

/// Address of the journal's database of the instance that runs on a data folder, as its owner may know it.
pub fn running_journal_url(data: &Path) -> anyhow::Result<SecretString> {
    let port = Ports::load(data)?.postgres;
    let port = port.with_context(|| format!("the instance on {} is still starting", data.display()))?;
    postgres::url(port, &Secrets::open(data)?.get("postgres_password")?, JOURNAL)
}

/// PostgreSQL and Redis of a data folder, up and watched.
pub struct PrivateServers {
    postgres: Supervised<PrivatePostgres>,
    redis: Supervised<PrivateRedis>,
}

impl PrivateServers {
    /// Starts or adopts both; writes their ports into `ports`.
    pub async fn start(data: &DataFolder, secrets: &Secrets, ports: &mut Ports) -> anyhow::Result<Self> {
        let held = |name| process::NameFile::new(&data.path().join(name)).living().is_some();
        let postgres_port = ports::private(ports.postgres, held("postgres"))?;
        let redis_port = ports::private(ports.redis, held("redis"))?;
        let postgres = PrivatePostgres::prepare(data, postgres_port, secrets.get("postgres_password")?).await?;
        let redis = PrivateRedis::prepare(data, redis_port, secrets.get("redis_password")?)?;
        let postgres = Supervised::start(postgres).await?;
        let redis = Supervised::start(redis).await?;
        (ports.postgres, ports.redis) = (Some(postgres_port), Some(redis_port));
        Ok(PrivateServers { postgres, redis })
    }

    /// Address of the journal's database.
    pub fn journal_url(&self) -> anyhow::Result<SecretString> {
        self.postgres.server().url(JOURNAL)
    }

    /// Address of the embedded broker's database.
    pub fn broker_url(&self) -> anyhow::Result<SecretString> {
        self.postgres.server().url("broker")
    }

    pub fn redis_url(&self) -> SecretString {
        self.redis.server().url()
    }

    /// Names and pids, for `run.json`.
    pub fn pids(&self) -> [(&'static str, i32); 2] {
        [("postgres", self.postgres.pid()), ("redis", self.redis.pid())]
    }

    pub async fn stop(self) {
        self.redis.stop().await;
        self.postgres.stop().await;
    }
}
