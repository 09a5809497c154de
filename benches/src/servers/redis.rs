//! A Redis that keeps nothing.

use std::process::{Child, Stdio};

use anyhow::Context as _;
use nix::sys::signal::Signal;

use crate::programs::{command, end, free_port};

pub struct Redis {
    child: Child,
    port: u16,
}

impl Redis {
    pub fn start() -> anyhow::Result<Self> {
        let port = free_port()?;
        let mut server = command("redis-server");
        server.args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--appendonly", "no"]);
        let server = server.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
        let child = server.spawn().context("starting redis-server (Debian: apt-get install redis-server)")?;
        Ok(Redis { child, port })
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        end(&mut self.child, Signal::SIGTERM);
    }
}
