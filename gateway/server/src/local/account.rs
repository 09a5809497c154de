//! Which system user a private server runs as. PostgreSQL refuses root, so root starts it as Debian's own user.

use std::path::Path;

use anyhow::Context as _;
use nix::unistd::{Gid, Uid, User, chown};
use tokio::process::Command;

use crate::exit::Stop;

#[derive(Clone, Debug)]
pub enum Account {
    /// The user who started this process.
    Own,
    /// Another one, by name: only root can.
    Other { name: String, uid: Uid, gid: Gid },
}

impl Account {
    /// The user named `name` where this process is root, else its own.
    pub fn for_server(name: &str) -> anyhow::Result<Self> {
        if !Uid::effective().is_root() {
            return Ok(Account::Own);
        }
        let user = User::from_name(name).with_context(|| format!("looking for the user {name}"))?;
        let user =
            user.ok_or_else(|| Stop::Missing(format!("the system user {name} (its Debian package makes it)")))?;
        Ok(Account::Other { name: name.to_owned(), uid: user.uid, gid: user.gid })
    }

    /// Gives the folder to the account.
    pub fn own(&self, folder: &Path) -> anyhow::Result<()> {
        match self {
            Account::Own => Ok(()),
            Account::Other { uid, gid, .. } => {
                chown(folder, Some(*uid), Some(*gid)).with_context(|| format!("giving {} away", folder.display()))
            }
        }
    }

    /// A command that runs `program` as the account, in a process group of its own: a Ctrl-C at the terminal is for
    /// this process, which stops its servers in order.
    #[expect(clippy::disallowed_methods, reason = "the private servers' own processes start here")]
    pub fn command(&self, program: &Path) -> Command {
        let mut command = match self {
            Account::Own => Command::new(program),
            Account::Other { name, .. } => {
                // setpriv replaces itself, so the child's pid is the server's.
                let mut command = Command::new("setpriv");
                command.args(["--reuid", name, "--regid", name, "--init-groups", "--"]).arg(program);
                command
            }
        };
        command.process_group(0).stdin(std::process::Stdio::null()).env_remove("LD_LIBRARY_PATH");
        command
    }

    /// Whether the account can walk down to `folder` (root's home, say, is closed to others).
    pub async fn reaches(&self, folder: &Path) -> anyhow::Result<bool> {
        let status = self.command(Path::new("test")).arg("-x").arg(folder).current_dir("/").status().await?;
        Ok(status.success())
    }
}
