//! The private Redis: rate limits, socket tickets and progress between instances. Emptying it changes no result.

use std::{os::unix::fs::PermissionsExt as _, path::PathBuf, process::Stdio, time::Duration};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::Instant,
};

use super::{
    account::Account,
    folder::DataFolder,
    process::{NameFile, ProcessName},
    supervise::Server,
};
use crate::exit::Stop;

const START: Duration = Duration::from_secs(30);
const PROGRAM: &str = "/usr/bin/redis-server";

pub struct PrivateRedis {
    folder: PathBuf,
    port: u16,
    password: SecretString,
}

impl PrivateRedis {
    pub fn prepare(data: &DataFolder, port: u16, password: SecretString) -> anyhow::Result<Self> {
        if !std::path::Path::new(PROGRAM).is_file() {
            return Err(Stop::Missing("Redis (Debian package redis-server)".to_owned()).into());
        }
        let folder = data.below("redis")?;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
        Ok(PrivateRedis { folder, port, password })
    }

    pub fn url(&self) -> SecretString {
        format!("redis://:{}@127.0.0.1:{}/", self.password.expose_secret(), self.port).into()
    }

    /// The password is no argument: those are open to every user of the machine.
    fn write_config(&self) -> anyhow::Result<PathBuf> {
        let text = format!(
            "bind 127.0.0.1\nport {}\nrequirepass {}\ndir \"{}\"\nlogfile \"{}\"\nsave \"\"\nappendonly yes\nappendfsync everysec\n\
             maxmemory 256mb\nmaxmemory-policy volatile-ttl\n",
            self.port,
            self.password.expose_secret(),
            self.folder.display(),
            self.folder.join("log").display(),
        );
        let file = self.folder.join("redis.conf");
        super::secrets::private_file(&file, text.as_bytes())?;
        Ok(file)
    }

    /// Speaks two commands of the protocol: `redis` the crate belongs to the gateway's api.
    async fn ping(&self) -> anyhow::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        stream.write_all(format!("AUTH {}\r\nPING\r\n", self.password.expose_secret()).as_bytes()).await?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n+PONG\r\n") {
            if answer.starts_with(b"-") || stream.read_buf(&mut answer).await? == 0 {
                bail!("redis refused: {}", String::from_utf8_lossy(&answer).trim());
            }
        }
        Ok(())
    }
}

impl Server for PrivateRedis {
    const NAME: &'static str = "redis";
    const STOP: Signal = Signal::SIGTERM;
    const PATIENCE: Duration = Duration::from_secs(10);

    async fn up(&self) -> anyhow::Result<ProcessName> {
        let names = NameFile::new(&self.folder);
        if let Some(name) = names.living() {
            if self.ping().await.is_ok() {
                tracing::info!(pid = name.pid, "adopting the private Redis of the last run");
                return Ok(name);
            }
            name.end(Self::STOP, Self::PATIENCE).await?;
        }
        let mut child = Account::Own
            .command(std::path::Path::new(PROGRAM))
            .arg(self.write_config()?)
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("starting redis-server")?;
        let name = names.write(&child)?;
        let deadline = Instant::now() + START;
        while let Err(error) = self.ping().await {
            if let Some(status) = child.try_wait()? {
                bail!("redis-server ended with {status}: see {}/log", self.folder.display());
            }
            if Instant::now() >= deadline {
                return Err(error.context("redis-server did not answer"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(name)
    }
}
