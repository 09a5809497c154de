//! PostgreSQL from beside the product, through its own client.

use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
};

use crate::harness::eventually;

/// A database of a test's own on a given server.
pub struct OwnDatabase {
    server: String,
    name: String,
}

impl OwnDatabase {
    pub fn create(server: String, name: String) -> Self {
        ask(&server, &format!("create database {name}"));
        OwnDatabase { server, name }
    }

    pub fn url(&self) -> String {
        let mut url = url::Url::parse(&self.server).expect("an address");
        url.set_path(&self.name);
        url.into()
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        ask(&self.server, &format!("drop database {} with (force)", self.name));
    }
}

/// One statement; its rows, a line each.
pub fn ask(url: &str, statement: &str) -> String {
    let output = psql(url).args(["-c", statement]).output().expect("psql");
    assert!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[expect(clippy::disallowed_methods, reason = "the test's own set-up")]
fn psql(url: &str) -> Command {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-q", "-t", "-A", "-d", url]);
    psql
}

/// Nobody writes a cursor until this is dropped.
pub struct HeldCursors {
    url: String,
    psql: Child,
}

impl HeldCursors {
    pub fn hold(url: &str) -> Self {
        let mut psql = psql(url).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("psql");
        let lock = b"begin;\nlock table partition_cursor in share row exclusive mode;\n";
        psql.stdin.as_mut().expect("a pipe").write_all(lock).expect("said");
        let held = HeldCursors { url: url.to_owned(), psql };
        held.until("the cursors are held", "mode = 'ShareRowExclusiveLock' and granted");
        held
    }

    /// Until somebody wants to write a cursor.
    pub fn until_somebody_waits(&self) {
        self.until("a batch waits to be written", "not granted");
    }

    fn until(&self, what: &str, locks: &str) {
        let count = format!("select count(*) from pg_locks where relation = 'partition_cursor'::regclass and {locks}");
        eventually(what, || (ask(&self.url, &count) != "0").then_some(()));
    }
}

impl Drop for HeldCursors {
    fn drop(&mut self) {
        drop(self.psql.stdin.take());
        if let Err(error) = self.psql.wait() {
            eprintln!("waiting for psql: {error}");
        }
    }
}
