//! The real product on a folder of its own, for as long as the value lives.

use std::{
    path::PathBuf,
    process::{Child, Stdio},
    time::Duration,
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    cpu,
    programs::{self, command},
};

#[derive(Deserialize)]
pub struct RunFile {
    pub gateway: String,
    pub kafka: String,
    operator: Login,
    pids: Pids,
}

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

#[derive(Deserialize)]
struct Pids {
    ytempire: i64,
    /// Where it has one of its own.
    postgres: Option<i64>,
}

pub struct Product {
    child: Child,
    _folder: TempDir,
    pub run: RunFile,
    client: reqwest::Client,
    token: String,
}

impl Product {
    /// Starts `ytempire serve`, which stands beside this program, with servers of its own, and signs in.
    pub async fn start() -> anyhow::Result<Self> {
        Product::with(&[]).await
    }

    /// The same on given servers.
    pub async fn on(postgres: &str, redis: &str, kafka: &str) -> anyhow::Result<Self> {
        let servers = [
            ("YTEMPIRE_PROFILE", "cluster"),
            ("YTEMPIRE_POSTGRES__URL", postgres),
            ("YTEMPIRE_REDIS__URL", redis),
            ("YTEMPIRE_KAFKA__BROKERS", kafka),
        ];
        Product::with(&servers).await
    }

    async fn with(settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let program = std::env::current_exe()?.with_file_name("ytempire");
        let folder = programs::folder()?;
        let data = folder.path().join("data");
        let mut child = command(&program)
            .args([
                "serve",
                "--no-demo",
                "--gateway",
                "127.0.0.1:0",
                "--metrics",
                "127.0.0.1:0",
                "--kafka-port",
                "0",
                "--data",
            ])
            .arg(&data)
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.path().join("log"))?)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let run = wait_for_run_file(&mut child, &data.join("run.json")).await?;
        let client = reqwest::Client::new();
        let login = json!({ "email": run.operator.email, "password": run.operator.password });
        let answer: Value = client
            .post(format!("{}/api/v1/auth/login", run.gateway))
            .json(&login)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?;
        let token = answer["access_token"].as_str().context("no access token")?.to_owned();
        Ok(Product { child, _folder: folder, run, client, token })
    }

    /// Creates a channel; a paused one takes requests and starts no job.
    pub async fn channel(&self, id: &str, paused: bool) -> anyhow::Result<()> {
        let post =
            |path: String| self.client.post(format!("{}/api/v1/{path}", self.run.gateway)).bearer_auth(&self.token);
        post("channels".to_owned()).json(&json!({ "id": id, "name": id })).send().await?.error_for_status()?;
        if paused {
            post(format!("channels/{id}/pause")).send().await?.error_for_status()?;
        }
        Ok(())
    }

    pub async fn get(&self, path: &str) -> anyhow::Result<Value> {
        let request = self.client.get(format!("{}/api/v1/{path}", self.run.gateway)).bearer_auth(&self.token);
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    /// CPU seconds so far: the service's own and its PostgreSQL's (which also stores the embedded broker's log).
    pub fn cpu(&self) -> anyhow::Result<(f64, f64)> {
        let postgres = self.run.pids.postgres.context("the product has no PostgreSQL of its own")?;
        Ok((self.service_cpu()?, cpu::seconds(postgres)?))
    }

    /// CPU seconds of the service so far.
    pub fn service_cpu(&self) -> anyhow::Result<f64> {
        cpu::seconds(self.run.pids.ytempire)
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        programs::end(&mut self.child, Signal::SIGTERM);
    }
}

async fn wait_for_run_file(child: &mut Child, file: &PathBuf) -> anyhow::Result<RunFile> {
    for _ in 0..600 {
        if let Ok(bytes) = std::fs::read(file) {
            return serde_json::from_slice(&bytes).context("reading run.json");
        }
        if let Some(status) = child.try_wait()? {
            bail!("the product ended with {status}");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the product was not up within a minute")
}
