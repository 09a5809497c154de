//! Programs that the benches start, and what they need: folders, ports, a fitting user.

use std::{
    ffi::OsStr,
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, Uid, User, chown},
};
use tempfile::TempDir;

/// PostgreSQL refuses root, so root starts it as Debian's own user.
const POSTGRES: &str = "postgres";

#[expect(clippy::disallowed_methods, reason = "a bench starts what it measures, and the peers beside it")]
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_remove("LD_LIBRARY_PATH");
    command
}

/// The same as the user that may run PostgreSQL; it replaces itself, so that the child's pid is the program's.
pub fn as_postgres(program: &Path) -> Command {
    if !Uid::effective().is_root() {
        return command(program);
    }
    let mut setpriv = command("setpriv");
    setpriv.args(["--reuid", POSTGRES, "--regid", POSTGRES, "--init-groups", "--"]).arg(program);
    setpriv
}

/// Gives a folder to that user, and to nobody else.
pub fn give_to_postgres(folder: &Path) -> anyhow::Result<()> {
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    if Uid::effective().is_root() {
        let user = User::from_name(POSTGRES)?.context("no user postgres (Debian: apt-get install postgresql)")?;
        chown(folder, Some(user.uid), Some(user.gid))?;
    }
    Ok(())
}

/// A folder that goes with the value. Others may walk through it: servers run as other users below it.
pub fn folder() -> anyhow::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("ytempire-bench-").tempdir()?;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    Ok(folder)
}

/// A port of the loopback that nobody has at this moment.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Where what is fetched for the benches is kept, for every checkout of this user.
pub fn cache() -> PathBuf {
    let own = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| "/root".into())).join(".cache");
    own.unwrap_or_else(home).join("ytempire/bench-peers")
}

/// The folder `benches` of the checkout that this program was built from.
pub fn checkout() -> anyhow::Result<&'static Path> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !folder.is_dir() {
        bail!("{} is gone: the peers are started from the checkout that this program was built from", folder.display());
    }
    Ok(folder)
}

/// Runs to its end; an error says what it wrote.
pub fn run(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("starting {name}"))?;
    if !output.status.success() {
        bail!("{name}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a process that we started ends within that time.
pub fn has_ended(child: &mut Child, patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while matches!(child.try_wait(), Ok(None)) {
        if Instant::now() >= deadline {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

/// Ends a process that we started, by force if it does not listen.
pub fn end(child: &mut Child, signal: Signal) {
    const PATIENCE: Duration = Duration::from_secs(60);
    if let Ok(pid) = i32::try_from(child.id())
        && kill(Pid::from_raw(pid), signal).is_ok()
        && has_ended(child, PATIENCE)
    {
        return;
    }
    if let Err(error) = child.kill().and_then(|()| child.wait()) {
        eprintln!("ending a process: {error}");
    }
}
