//! What the command line may set.

use std::{net::SocketAddr, path::PathBuf};

use serde::Serialize;

use super::Profile;

/// Each overrides every other source.
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
