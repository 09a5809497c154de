//! The parts of the configuration, one for each thing that is set.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::SecretSource;

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
    pub properties: BTreeMap<String, String>,
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

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Redis {
    /// `redis://:password@host:port/` (cluster profile).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<SecretSource>,
    /// A file with the same, mode 600.
    pub url_file: Option<PathBuf>,
    /// Begins every key, so that several products share one Redis; the same on every instance.
    pub prefix: String,
}

/// The read copy of the metrics, on ScyllaDB or another CQL server; none without contact points.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scylla {
    /// `host:port,…`
    pub contact_points: Option<String>,
    pub keyspace: String,
    /// Whose nodes are asked first.
    pub datacenter: Option<String>,
    /// How many nodes keep a row, of a keyspace that we make.
    pub replication_factor: u32,
    pub user: Option<String>,
    /// Of `user`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<SecretSource>,
    /// A file with the same, mode 600.
    pub password_file: Option<PathBuf>,
    /// PEM file of the authority that signed the servers' certificates; TLS is used where it is set.
    pub ca_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Analytics {
    /// The platform's figures are deleted when they were not stored or refreshed for so many days; 0: never, for data
    /// under a live grant of its owner.
    pub keep_days: u16,
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

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Models {
    /// The program `ytempire-models`; the one beside this program where it is left out. Without it rules answer.
    pub program: Option<PathBuf>,
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
            properties: BTreeMap::new(),
        }
    }
}

impl Default for Redis {
    fn default() -> Self {
        Redis { url: None, url_file: None, prefix: "ytempire".to_owned() }
    }
}

impl Default for Scylla {
    fn default() -> Self {
        Scylla {
            contact_points: None,
            keyspace: "ytempire".to_owned(),
            datacenter: None,
            replication_factor: 1,
            user: None,
            password: None,
            password_file: None,
            ca_file: None,
        }
    }
}

impl Default for Analytics {
    fn default() -> Self {
        Analytics { keep_days: 30 }
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
