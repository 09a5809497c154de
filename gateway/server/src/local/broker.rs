//! The embedded broker's task: started again when it ends, until it is stopped.

use std::{net::Ipv4Addr, time::Duration};

use anyhow::{Context as _, bail};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::{net::TcpStream, task::JoinHandle, time::Instant};
use url::Url;
use ytempire_domain::backoff;

const START: Duration = Duration::from_secs(30);

pub struct EmbeddedBroker {
    task: JoinHandle<()>,
}

impl EmbeddedBroker {
    /// Listens on the loopback `port`, stored in the database at `storage`; returns when it takes connections.
    #[expect(clippy::disallowed_methods, reason = "owned by this value: stop() and drop end it")]
    pub async fn start(storage: &SecretString, port: u16) -> anyhow::Result<Self> {
        let storage = Url::parse(storage.expose_secret()).context("reading the broker's database address")?;
        let broker = EmbeddedBroker { task: tokio::spawn(run(storage, port)) };
        let deadline = Instant::now() + START;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            if Instant::now() >= deadline {
                bail!("the embedded broker did not listen on port {port} within {} s", START.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(broker)
    }

    pub async fn stop(mut self) {
        self.task.abort();
        if let Err(error) = (&mut self.task).await
            && error.is_panic()
        {
            tracing::error!(%error, "the embedded broker had panicked");
        }
    }
}

impl Drop for EmbeddedBroker {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn run(storage: Url, port: u16) {
    let mut ends = 0;
    loop {
        let ended = ytempire_broker::serve(&storage, port).await;
        ends += 1;
        metrics::counter!("ytempire_streams_broker_ends_total").increment(1);
        match ended {
            Ok(()) => tracing::error!("the embedded broker ended; starting it again"),
            Err(error) => tracing::error!(%error, "the embedded broker failed; starting it again"),
        }
        tokio::time::sleep(backoff::delay(ends, Duration::ZERO).min(Duration::from_secs(15))).await;
    }
}
