//! The log that records come from: a real Apache Kafka where Java and Maven are there, else the embedded broker.

use std::{
    net::TcpStream,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use url::Url;
use ytempire_kafka::{GroupProtocol, KafkaConfig};

use super::Postgres;
use crate::programs::{checkout, command, folder, free_port, run};

const START: Duration = Duration::from_secs(30);

pub struct Broker {
    pub address: String,
    process: Process,
}

enum Process {
    Apache { script: PathBuf, folder: TempDir },
    Embedded(JoinHandle<()>),
}

impl Broker {
    /// Apache Kafka 4.x, one node, by `infra/kafka`; its jars are fetched on first use. The error says what is missing.
    pub fn apache() -> anyhow::Result<Self> {
        let script = checkout()?.join("../infra/kafka");
        let (folder, port) = (folder()?, free_port()?);
        run(&mut kafka(&script, &["setup"]))?;
        // A gigabyte: the tests' half of it is too little for two million records at once.
        let data = folder.path().join("kafka");
        let mut start = kafka(&script, &["start"]);
        run(start.arg(&data).arg(port.to_string()).env("KAFKA_HEAP", "1g"))?;
        Ok(Broker { address: format!("127.0.0.1:{port}"), process: Process::Apache { script, folder } })
    }

    /// The broker of a product on one machine, in this process, stored in a database of its own.
    #[expect(clippy::disallowed_methods, reason = "owned by this value: its end ends the task")]
    pub async fn embedded(postgres: &Postgres) -> anyhow::Result<Self> {
        let storage: Url = postgres.create("broker")?.parse()?;
        let port = free_port()?;
        let task = tokio::spawn(async move {
            if let Err(error) = ytempire_broker::serve(&storage, port).await {
                eprintln!("the embedded broker ended: {error}");
            }
        });
        let (address, deadline) = (format!("127.0.0.1:{port}"), Instant::now() + START);
        while TcpStream::connect(&address).is_err() {
            if Instant::now() >= deadline {
                bail!("the embedded broker does not listen");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(Broker { address, process: Process::Embedded(task) })
    }

    pub fn is_apache(&self) -> bool {
        matches!(self.process, Process::Apache { .. })
    }

    /// How the product's own clients reach it.
    pub fn config(&self, group: &str) -> KafkaConfig {
        let protocol = if self.is_apache() { GroupProtocol::Consumer } else { GroupProtocol::Classic };
        config(&self.address, group, protocol)
    }
}

pub fn config(address: &str, group: &str, protocol: GroupProtocol) -> KafkaConfig {
    KafkaConfig {
        brokers: address.to_owned(),
        group: group.to_owned(),
        protocol,
        client_id: "ytempire-bench".to_owned(),
        properties: std::collections::BTreeMap::new(),
    }
}

fn kafka(script: &std::path::Path, words: &[&str]) -> Command {
    let mut kafka = command(script);
    kafka.args(["--line", "4"]).args(words);
    kafka
}

impl Drop for Broker {
    fn drop(&mut self) {
        match &self.process {
            Process::Embedded(task) => task.abort(),
            Process::Apache { script, folder } => {
                let stopped = run(kafka(script, &["stop"]).arg(folder.path().join("kafka"))).context("stopping Kafka");
                if let Err(error) = stopped {
                    eprintln!("{error:#}");
                }
            }
        }
    }
}
