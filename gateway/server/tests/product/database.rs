//! PostgreSQL from beside the product, through its own client.

use std::process::Command;

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

fn ask(url: &str, statement: &str) {
    let output = psql(url).args(["-c", statement]).output().expect("psql");
    assert!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
}

#[expect(clippy::disallowed_methods, reason = "the test's own set-up")]
fn psql(url: &str) -> Command {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-q", "-t", "-A", "-d", url]);
    psql
}
