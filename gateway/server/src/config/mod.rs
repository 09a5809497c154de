//! Configuration: flags > `YTEMPIRE_*` variables > a TOML file > defaults. Unknown keys are refused.

mod secret;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

pub use secret::SecretSource;

use crate::exit::Stop;

/// Which servers the product leans on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Its own: an embedded broker and private PostgreSQL and Redis under the data folder.
    #[default]
    Local,
    /// Given ones: Apache Kafka, PostgreSQL and Redis by address.
    Cluster,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub profile: Profile,
    /// Folder of everything this instance keeps.
    pub data: PathBuf,
    /// Folder with the voice and the illustrations; the user's cache where it is left out.
    pub assets: Option<PathBuf>,
    /// Where published videos go; `library` in the data folder where it is left out.
    pub library: Option<PathBuf>,
    pub gateway: Gateway,
    pub metrics: Metrics,
    pub kafka: Kafka,
    pub postgres: Postgres,
    pub redis: Redis,
    pub studio: Studio,
    pub disk: Disk,
    pub log: Log,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gateway {
    /// Address of the page, REST and WebSocket; port 0 takes any free one and keeps it for this data folder.
    pub bind: SocketAddr,
    /// Address people reach it by, where a proxy stands in front (`https://empire.example`).
    pub public_origin: Option<String>,
    /// A file with the key of the access tokens, mode 600, the same on every instance of a cluster; one of this data
    /// folder's own where it is left out.
    pub jwt_key_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// Address of the Prometheus exporter.
    pub bind: SocketAddr,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Kafka {
    /// Port of the embedded broker (local profile).
    pub port: u16,
    /// `host:port,…` (cluster profile).
    pub brokers: Option<String>,
    /// Consumer group of the intake.
    pub group: String,
    /// Group protocol of a cluster of Apache Kafka 4.x is `consumer` (KIP-848), else `classic`.
    pub protocol: GroupProtocol,
    /// Further librdkafka properties (`security.protocol`, `ssl.ca.location`, `sasl.mechanism` …).
    pub properties: std::collections::BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupProtocol {
    Consumer,
    #[default]
    Classic,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Postgres {
    /// `postgres://user:password@host:port/database` (cluster profile).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<SecretSource>,
    /// A file with the same, mode 600.
    pub url_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Redis {
    /// `redis://:password@host:port/` (cluster profile).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<SecretSource>,
    /// A file with the same, mode 600.
    pub url_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Studio {
    /// Videos that run at once in this process.
    pub max_videos: usize,
    pub voice_slots: usize,
    pub render_slots: usize,
    /// How long a stop waits for running steps, in seconds.
    pub drain_seconds: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Disk {
    /// With less free space than this (MiB) no new requests are taken; what is in work goes on.
    pub hold_below_mib: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `tracing` filter: `info`, `ytempire_studio=debug,info`.
    pub filter: String,
    pub json: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            profile: Profile::Local,
            data: PathBuf::from("var"),
            assets: None,
            library: None,
            gateway: Gateway::default(),
            metrics: Metrics::default(),
            kafka: Kafka::default(),
            postgres: Postgres::default(),
            redis: Redis::default(),
            studio: Studio::default(),
            disk: Disk::default(),
            log: Log::default(),
        }
    }
}

impl Default for Gateway {
    fn default() -> Self {
        Gateway { bind: SocketAddr::from(([127, 0, 0, 1], 8080)), public_origin: None, jwt_key_file: None }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Metrics { bind: SocketAddr::from(([127, 0, 0, 1], 9464)) }
    }
}

impl Default for Kafka {
    fn default() -> Self {
        Kafka {
            port: 9092,
            brokers: None,
            group: "ytempire".to_owned(),
            protocol: GroupProtocol::Classic,
            properties: std::collections::BTreeMap::new(),
        }
    }
}

impl Default for Studio {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        // One render keeps about two cores busy; voices of other videos fill the gaps.
        Studio { max_videos: cores.max(2), voice_slots: 1, render_slots: (cores / 2).max(1), drain_seconds: 20 }
    }
}

impl Default for Disk {
    fn default() -> Self {
        Disk { hold_below_mib: 768 }
    }
}

impl Default for Log {
    fn default() -> Self {
        Log { filter: "info,sqlx=warn,librdkafka=warn,nisshi=warn,ort=warn".to_owned(), json: false }
    }
}

/// What the command line may set; each overrides every other source.
#[derive(Clone, Debug, Default, Serialize, clap::Args)]
pub struct Flags {
    /// TOML file with settings; `ytempire config print` shows every key
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Which servers to lean on
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Folder of everything this instance keeps [default: var]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Address of the page and the API [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "HOST:PORT")]
    #[serde(skip)]
    pub gateway: Option<SocketAddr>,
    /// Address of the metrics [default: 127.0.0.1:9464]
    #[arg(long, global = true, value_name = "HOST:PORT")]
    #[serde(skip)]
    pub metrics: Option<SocketAddr>,
    /// Port of the embedded Kafka broker [default: 9092]
    #[arg(long, global = true, value_name = "PORT")]
    #[serde(skip)]
    pub kafka_port: Option<u16>,
}

impl Config {
    pub fn load(flags: &Flags) -> Result<Self, Stop> {
        let mut figment = Figment::from(Serialized::defaults(Config::default()));
        if let Some(file) = &flags.config {
            if !file.is_file() {
                return Err(Stop::Config(format!("{} is no file", file.display())));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        // YTEMPIRE_TEST_* belongs to the tests.
        let env = Env::prefixed("YTEMPIRE_").filter(|key| !key.starts_with("test_")).split("__");
        figment = figment.merge(env).merge(Serialized::defaults(flags));
        for (key, value) in [("gateway.bind", flags.gateway), ("metrics.bind", flags.metrics)] {
            if let Some(address) = value {
                figment = figment.merge(Serialized::default(key, address));
            }
        }
        if let Some(port) = flags.kafka_port {
            figment = figment.merge(Serialized::default("kafka.port", port));
        }
        let config: Config = figment.extract().map_err(|error| Stop::Config(error.to_string()))?;
        config.checked()
    }

    fn checked(self) -> Result<Self, Stop> {
        let studio = &self.studio;
        if [studio.max_videos, studio.voice_slots, studio.render_slots].contains(&0) {
            return Err(Stop::Config("studio.max_videos, voice_slots and render_slots are 1 or more".to_owned()));
        }
        if self.profile == Profile::Cluster {
            let given = [
                ("kafka.brokers", self.kafka.brokers.is_some()),
                ("postgres.url or postgres.url_file", self.postgres.url.is_some() || self.postgres.url_file.is_some()),
                ("redis.url or redis.url_file", self.redis.url.is_some() || self.redis.url_file.is_some()),
            ];
            if let Some((key, _)) = given.into_iter().find(|(_, given)| !given) {
                return Err(Stop::Config(format!("the cluster profile needs {key}")));
            }
        }
        Ok(self)
    }

    /// Folder with `voice/` and `illustrations/`: the one that is set, else the user's cache.
    pub fn assets(&self) -> PathBuf {
        self.assets.clone().unwrap_or_else(|| {
            let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| "/root".into())).join(".cache");
            std::env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("ytempire/assets")
        })
    }

    pub fn library(&self) -> PathBuf {
        self.library.clone().unwrap_or_else(|| self.data.join("library"))
    }
}

/// Creates `folder` and gives its absolute path: processes of ours start elsewhere.
pub fn absolute(folder: &Path) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    folder.canonicalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str, flags: Flags) -> Result<Config, Stop> {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("ytempire.toml");
        std::fs::write(&file, text).expect("file");
        Config::load(&Flags { config: Some(file), ..flags })
    }

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_the_default() {
        let text = "[gateway]\nbind = \"127.0.0.1:1111\"\n[metrics]\nbind = \"127.0.0.1:2222\"\n";
        let flags = Flags { gateway: Some(SocketAddr::from(([127, 0, 0, 1], 3333))), ..Flags::default() };
        let config = with_file(text, flags).expect("valid");
        assert_eq!((config.gateway.bind.port(), config.metrics.bind.port(), config.kafka.port), (3333, 2222, 9092));
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = with_file("[gateway]\nbnid = \"127.0.0.1:1\"\n", Flags::default()).expect_err("unknown key");
        assert!(error.to_string().contains("bnid"), "{error}");
    }

    #[test]
    fn a_cluster_without_its_servers_is_refused() {
        let error = with_file("profile = \"cluster\"\n", Flags::default()).expect_err("incomplete");
        assert!(error.to_string().contains("kafka.brokers"), "{error}");
    }

    #[test]
    fn a_secret_is_not_printed() {
        let text = "[postgres]\nurl = \"postgres://u:canary@h/d\"\n";
        let config = with_file(text, Flags::default()).expect("valid");
        let shown = format!("{config:?} {}", toml::to_string(&config).expect("toml"));
        assert!(!shown.contains("canary"), "{shown}");
    }
}
