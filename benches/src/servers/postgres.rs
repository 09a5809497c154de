//! A PostgreSQL with the settings of the product's private one.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::{
    cpu,
    programs::{as_postgres, command, end, folder, free_port, give_to_postgres, run},
};

const START: Duration = Duration::from_secs(60);
/// Those of `gateway/server/src/local/postgres.rs` on a machine with 16 GiB or more.
const SETTINGS: [&str; 9] = [
    "shared_buffers=1GB",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "log_min_messages=warning",
    "fsync=on",
    "synchronous_commit=on",
    "commit_delay=200",
    "commit_siblings=3",
];

pub struct Postgres {
    child: Child,
    programs: PathBuf,
    port: u16,
    _folder: TempDir,
}

impl Postgres {
    pub fn start() -> anyhow::Result<Self> {
        let (folder, programs, port) = (folder()?, programs()?, free_port()?);
        let home = folder.path().join("postgres");
        std::fs::create_dir(&home)?;
        give_to_postgres(&home)?;
        let data = home.join("data");
        let mut initdb = as_postgres(&programs.join("initdb"));
        initdb.args(["-U", "ytempire", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"]).arg(&data);
        run(initdb.current_dir(&home))?;
        let mut server = as_postgres(&programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]).current_dir(&home);
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        let log = std::fs::File::create(folder.path().join("postgres.log"))?;
        let child = server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let postgres = Postgres { child, programs, port, _folder: folder };
        postgres.wait()?;
        Ok(postgres)
    }

    fn wait(&self) -> anyhow::Result<()> {
        let deadline = Instant::now() + START;
        loop {
            match self.ask("postgres", "select 1") {
                Ok(_) => return Ok(()),
                Err(error) if Instant::now() >= deadline => return Err(error.context("PostgreSQL does not answer")),
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://ytempire@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database; answers with its address.
    pub fn create(&self, database: &str) -> anyhow::Result<String> {
        self.ask("postgres", &format!("create database {database}"))?;
        Ok(self.url(database))
    }

    /// PostgreSQL's own client, on one of the databases.
    pub fn psql(&self, database: &str) -> Command {
        let mut psql = command(self.programs.join("psql"));
        psql.args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-d", &self.url(database)]).current_dir("/");
        psql
    }

    /// What a statement answers, as text.
    pub fn ask(&self, database: &str, statement: &str) -> anyhow::Result<String> {
        run(self.psql(database).args(["-c", statement]))
    }

    /// Writes everything down, so that what comes next does not pay for what was before.
    pub fn settle(&self) -> anyhow::Result<()> {
        self.ask("postgres", "checkpoint").map(drop)
    }

    /// CPU seconds of the whole server so far.
    pub fn cpu(&self) -> anyhow::Result<f64> {
        cpu::seconds(i64::from(self.child.id()))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        end(&mut self.child, Signal::SIGINT);
    }
}

/// The folder with the programs of the newest PostgreSQL that Debian installed.
fn programs() -> anyhow::Result<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let numbered = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let newest = numbered.max().map(|(_, path)| path.join("bin"));
    match newest.filter(|bin| Path::new(bin).join("postgres").is_file()) {
        Some(bin) => Ok(bin),
        None => bail!("PostgreSQL is missing (Debian: apt-get install postgresql)"),
    }
}

/// Bytes free where the benches' servers keep their data.
pub fn free_bytes() -> anyhow::Result<u64> {
    let there = nix::sys::statvfs::statvfs(&std::env::temp_dir()).context("looking at the free space")?;
    Ok(there.blocks_available() * there.fragment_size())
}
