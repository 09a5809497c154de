//! Configuration: flags > `YTEMPIRE_*` variables > a TOML file > defaults. Unknown keys are refused.

mod flags;
mod secret;
mod sections;

use std::path::{Path, PathBuf};

use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

pub use flags::Flags;
pub use secret::SecretSource;
pub use sections::{
    Analytics, Disk, Gateway, GroupProtocol, Kafka, Log, Metrics, Models, Postgres, Redis, Scylla, Studio,
};

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
    pub scylla: Scylla,
    pub analytics: Analytics,
    pub studio: Studio,
    pub models: Models,
    pub disk: Disk,
    pub log: Log,
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
            scylla: Scylla::default(),
            analytics: Analytics::default(),
            studio: Studio::default(),
            models: Models::default(),
            disk: Disk::default(),
            log: Log::default(),
        }
    }
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

    /// The registry of models.
    pub fn registry(&self) -> PathBuf {
        self.data.join("models")
    }

    /// The program that asks and trains models: the one that is set, else the one beside this program.
    pub fn models_program(&self) -> std::io::Result<PathBuf> {
        match &self.models.program {
            Some(program) => Ok(program.clone()),
            None => Ok(std::env::current_exe()?.with_file_name("ytempire-models")),
        }
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
    use std::net::SocketAddr;

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
