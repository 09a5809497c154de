//! The private PostgreSQL: everything this product remembers, the embedded broker's log included.

use std::{
    net::Ipv4Addr,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::Instant;
use url::Url;

use super::{
    account::Account,
    folder::DataFolder,
    process::{NameFile, ProcessName},
    supervise::Server,
};
use crate::exit::Stop;

const USER: &str = "ytempire";
/// The journal's and the embedded broker's databases.
pub const DATABASES: [&str; 2] = ["ytempire", "broker"];
/// Recovery after a crash replays the log; a full checkpoint's worth takes well under a minute.
const START: Duration = Duration::from_secs(120);

pub struct PrivatePostgres {
    account: Account,
    programs: PathBuf,
    /// Holds `data/`, `log` and `process.json`.
    folder: PathBuf,
    port: u16,
    password: SecretString,
}

/// MiB of pages that PostgreSQL keeps for itself: a sixteenth of the machine's memory, because others live here too, from
/// PostgreSQL's own default to a gigabyte.
fn shared_buffers(memory_mib: u64) -> u64 {
    (memory_mib / 16).clamp(128, 1024)
}

/// Memory of this machine; where the kernel does not say, none.
fn memory_mib() -> u64 {
    let info = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total =
        info.lines().find_map(|line| line.strip_prefix("MemTotal:")).and_then(|rest| rest.split_whitespace().next());
    total.and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}

impl PrivatePostgres {
    pub async fn prepare(data: &DataFolder, port: u16, password: SecretString) -> anyhow::Result<Self> {
        let account = Account::for_server("postgres")?;
        let folder = home(data, &account).await?;
        let server = PrivatePostgres { account, programs: programs()?, folder, port, password };
        if !server.cluster().join("PG_VERSION").is_file() {
            server.initdb().await.context("creating the private PostgreSQL")?;
        }
        Ok(server)
    }

    /// Address of one of [`DATABASES`].
    pub fn url(&self, database: &str) -> anyhow::Result<SecretString> {
        url(self.port, &self.password, database)
    }

    fn cluster(&self) -> PathBuf {
        self.folder.join("data")
    }

    async fn initdb(&self) -> anyhow::Result<()> {
        // initdb reads the password from a file that its user can read; it is gone right after.
        let password = self.folder.join("initdb-password");
        super::secrets::private_file(&password, self.password.expose_secret().as_bytes())?;
        self.account.own(&password)?;
        let output = self
            .account
            .command(&self.programs.join("initdb"))
            .arg("-D")
            .arg(self.cluster())
            .args(["-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"])
            .arg("--pwfile")
            .arg(&password)
            .current_dir(&self.folder)
            .output()
            .await;
        std::fs::remove_file(&password)?;
        let output = output.context("running initdb")?;
        if !output.status.success() {
            bail!("initdb: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(())
    }

    fn spawn(&self) -> anyhow::Result<(tokio::process::Child, ProcessName)> {
        let log = std::fs::File::options().create(true).append(true).open(self.folder.join("log"))?;
        let settings = [
            format!("port={}", self.port),
            format!("listen_addresses={}", Ipv4Addr::LOCALHOST),
            "unix_socket_directories=".to_owned(),
            "max_connections=120".to_owned(),
            format!("shared_buffers={}MB", shared_buffers(memory_mib())),
            "log_min_messages=warning".to_owned(),
            "log_line_prefix=%m [%p] ".to_owned(),
            // A crash of this machine loses nothing that was acknowledged.
            "fsync=on".to_owned(),
            "synchronous_commit=on".to_owned(),
            // Outcomes that end together share an fsync.
            "commit_delay=200".to_owned(),
            "commit_siblings=3".to_owned(),
        ];
        let mut command = self.account.command(&self.programs.join("postgres"));
        command.arg("-D").arg(self.cluster()).current_dir(&self.folder);
        for setting in settings {
            command.arg("-c").arg(setting);
        }
        let child = command
            .stdout(Stdio::from(log.try_clone()?))
            .stderr(Stdio::from(log))
            .spawn()
            .context("starting postgres")?;
        let name = NameFile::new(&self.folder).write(&child)?;
        Ok((child, name))
    }

    /// One statement through PostgreSQL's own client, which is there wherever the server is.
    async fn ask(&self, statement: &str) -> anyhow::Result<String> {
        let mut client = Account::Own.command(&self.programs.join("psql"));
        client.args(["-X", "-q", "-t", "-A", "-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", USER]);
        client.args(["-d", "postgres", "-c", statement]).current_dir("/");
        client.env("PGPASSWORD", self.password.expose_secret()).env("PGCONNECT_TIMEOUT", "5");
        let output = client.kill_on_drop(true).output().await.context("running psql")?;
        if !output.status.success() {
            bail!("psql: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Whether it takes connections and knows our password.
    async fn answers(&self) -> anyhow::Result<()> {
        self.ask("select 1").await.map(drop)
    }

    /// Both databases exist afterwards.
    async fn create_databases(&self) -> anyhow::Result<()> {
        let there = self.ask("select datname from pg_database").await?;
        for name in DATABASES {
            if !there.lines().any(|line| line == name) {
                self.ask(&format!("create database {name}")).await?;
            }
        }
        Ok(())
    }

    /// Starts a process and waits until it takes connections. A start right after a crash is refused while backends
    /// of the dead server still hold its shared memory, so a process that ends is started again until the deadline.
    async fn start(&self) -> anyhow::Result<ProcessName> {
        let deadline = Instant::now() + START;
        let (mut child, mut name) = self.spawn()?;
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let last = match self.answers().await {
                Ok(()) => return Ok(name),
                Err(error) => error,
            };
            if Instant::now() >= deadline {
                let log = self.folder.join("log");
                return Err(last.context(format!(
                    "PostgreSQL did not answer within {} s: see {}",
                    START.as_secs(),
                    log.display()
                )));
            }
            if child.try_wait()?.is_some() {
                (child, name) = self.spawn()?;
            }
        }
    }
}

impl Server for PrivatePostgres {
    const NAME: &'static str = "postgres";
    /// PostgreSQL's fast shutdown: ends the sessions, writes a checkpoint.
    const STOP: Signal = Signal::SIGINT;
    const PATIENCE: Duration = Duration::from_secs(60);

    async fn up(&self) -> anyhow::Result<ProcessName> {
        let living = NameFile::new(&self.folder).living();
        let name = match living {
            Some(name) if self.answers().await.is_ok() => {
                tracing::info!(pid = name.pid, "adopting the private PostgreSQL of the last run");
                name
            }
            Some(name) => {
                name.end(Self::STOP, Self::PATIENCE).await?;
                self.start().await?
            }
            None => self.start().await?,
        };
        self.create_databases().await.context("creating the databases")?;
        Ok(name)
    }
}

/// Address of one of [`DATABASES`] of a private server on that port.
pub fn url(port: u16, password: &SecretString, database: &str) -> anyhow::Result<SecretString> {
    let mut url = Url::parse("postgres://localhost/")?;
    let parts = url.set_username(USER).and_then(|()| url.set_password(Some(password.expose_secret())));
    if parts.is_err() || url.set_host(Some("127.0.0.1")).is_err() || url.set_port(Some(port)).is_err() {
        bail!("cannot write the address of the private PostgreSQL");
    }
    url.set_path(database);
    Ok(String::from(url).into())
}

/// The folder of the server: in the data folder, or, where its user cannot reach that (below root's home), a folder
/// under `/var/lib` named after it, linked from the data folder.
async fn home(data: &DataFolder, account: &Account) -> anyhow::Result<PathBuf> {
    let inside = data.path().join("postgres");
    let made = make_home(&inside, account)?;
    if account.reaches(&made).await? {
        return Ok(made);
    }
    let key = ytempire_domain::ContentHash::of(data.path().as_os_str().as_encoded_bytes()).to_string();
    let outside = make_home(&Path::new("/var/lib/ytempire").join(&key[..16]), account)?;
    std::fs::remove_dir(&inside).context("replacing the empty postgres folder by a link")?;
    std::os::unix::fs::symlink(&outside, &inside)?;
    tracing::info!(folder = %outside.display(), "the data folder is closed to PostgreSQL's user; its files stand elsewhere");
    Ok(outside)
}

fn make_home(folder: &Path, account: &Account) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let folder = folder.canonicalize()?;
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
    account.own(&folder)?;
    Ok(folder)
}

/// The folder with the programs of the newest PostgreSQL that Debian installed.
fn programs() -> anyhow::Result<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("postgres").is_file())
        .max();
    newest.map(|(_, bin)| bin).ok_or_else(|| Stop::Missing("PostgreSQL (Debian package postgresql)".to_owned()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_machine_keeps_the_default_and_a_large_one_a_gigabyte() {
        let of = [(0, 128), (1024, 128), (4096, 256), (16_384, 1024), (1 << 20, 1024)];
        assert!(of.into_iter().all(|(memory, buffers)| shared_buffers(memory) == buffers));
        assert!(memory_mib() > 0, "the kernel says how much memory there is");
    }
}
