//! Keeps a private server running: one that dies is started again, with growing pauses, until it is told to stop.

use std::{future::Future, sync::Arc, time::Duration};

use nix::sys::signal::Signal;
use tokio::{sync::watch, task::JoinHandle, time::Instant};
use ytempire_domain::backoff;

use super::process::ProcessName;

/// A server that can be brought up.
pub trait Server: Send + Sync + 'static {
    const NAME: &'static str;
    /// The signal that stops it in order.
    const STOP: Signal;
    /// How long a stop in order may take.
    const PATIENCE: Duration;

    /// Adopts the server's living process or starts one; returns when it answers.
    fn up(&self) -> impl Future<Output = anyhow::Result<ProcessName>> + Send;
}

/// A running server and the task that watches it.
pub struct Supervised<S> {
    server: Arc<S>,
    process: watch::Receiver<ProcessName>,
    stop: watch::Sender<bool>,
    stop_signal: Signal,
    watcher: JoinHandle<()>,
}

impl<S: Server> Supervised<S> {
    /// Brings the server up and watches it from then on. The first start fails loudly; later ones are tried again.
    #[expect(clippy::disallowed_methods, reason = "owned by this value: stop() joins it")]
    pub async fn start(server: S) -> anyhow::Result<Self> {
        let server = Arc::new(server);
        let (up, process) = watch::channel(server.up().await?);
        let (stop, stopped) = watch::channel(false);
        let watcher = tokio::spawn(watch(server.clone(), up, stopped));
        Ok(Supervised { server, process, stop, stop_signal: S::STOP, watcher })
    }

    pub fn server(&self) -> &S {
        &self.server
    }

    pub fn pid(&self) -> i32 {
        self.process.borrow().pid
    }

    /// Ends the watch, then the server; returns when it is gone.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Err(error) = (&mut self.watcher).await {
            tracing::error!(server = S::NAME, %error, "the watch of a private server panicked");
        }
        let process = *self.process.borrow();
        if let Err(error) = process.end(S::STOP, S::PATIENCE).await {
            tracing::error!(server = S::NAME, error = format!("{error:#}"), "stopping a private server failed");
        }
    }
}

/// Where a start fails half way, the servers that already ran are asked to end.
impl<S> Drop for Supervised<S> {
    fn drop(&mut self) {
        self.watcher.abort();
        if let Err(error) = self.process.borrow().signal(self.stop_signal) {
            tracing::error!(error = format!("{error:#}"), "stopping a private server failed");
        }
    }
}

/// A server that stayed up for this long has recovered: the next death counts from one again.
const STEADY: Duration = Duration::from_secs(60);

async fn watch<S: Server>(server: Arc<S>, process: watch::Sender<ProcessName>, mut stopped: watch::Receiver<bool>) {
    let mut deaths = 0;
    loop {
        let up = Instant::now();
        let living = *process.borrow();
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = living.gone() => {}
        }
        deaths = if up.elapsed() >= STEADY { 1 } else { deaths + 1 };
        metrics::counter!("ytempire_gateway_private_server_deaths_total", "server" => S::NAME).increment(1);
        tracing::error!(server = S::NAME, pid = living.pid, "a private server died; starting it again");
        loop {
            match server.up().await {
                Ok(name) => {
                    tracing::info!(server = S::NAME, pid = name.pid, "the private server is back");
                    process.send_replace(name);
                    break;
                }
                Err(error) => {
                    deaths += 1;
                    tracing::error!(server = S::NAME, error = format!("{error:#}"), "starting a private server failed");
                }
            }
            tokio::select! {
                _ = stopped.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(backoff::delay(deaths, Duration::ZERO).min(Duration::from_secs(30))) => {}
            }
        }
    }
}
