//! Ports that stay the same for a data folder.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::exit::Stop;

/// The ports of a data folder, kept in its `ports.json`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ports {
    pub gateway: Option<u16>,
    pub metrics: Option<u16>,
    pub kafka: Option<u16>,
    pub postgres: Option<u16>,
    pub redis: Option<u16>,
}

impl Ports {
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        match std::fs::read(folder.join("ports.json")) {
            Ok(bytes) => serde_json::from_slice(&bytes).context("reading ports.json of the data folder"),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Ports::default()),
            Err(error) => Err(error).context("reading ports.json of the data folder"),
        }
    }

    pub fn save(&self, folder: &Path) -> anyhow::Result<()> {
        std::fs::write(folder.join("ports.json"), serde_json::to_vec_pretty(self)?).context("writing ports.json")
    }
}

/// What a port is for, and how to choose another.
#[derive(Clone, Copy)]
pub struct Port {
    pub what: &'static str,
    pub flag: &'static str,
}

/// A listener on the wished address. Port 0 takes the one that this data folder had last time, else any free one.
pub fn bind(wished: SocketAddr, kept: Option<u16>, port: Port) -> anyhow::Result<TcpListener> {
    let mut address = wished;
    if let (0, Some(kept)) = (wished.port(), kept) {
        address.set_port(kept);
    }
    match TcpListener::bind(address) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Err(Stop::PortTaken { port: address.port(), what: port.what, flag: port.flag }.into())
        }
        Err(error) => Err(error).with_context(|| format!("listening on {address} ({})", port.what)),
    }
}

/// A loopback port for a server that is no listener of ours: free at this moment.
pub fn reserve(wished: SocketAddr, kept: Option<u16>, port: Port) -> anyhow::Result<SocketAddr> {
    Ok(bind(wished, kept, port)?.local_addr()?)
}

/// A port that nobody outside needs to know: the kept one where it is free or `held` by our own server of the last
/// run, else any free one.
pub fn private(kept: Option<u16>, held: bool) -> anyhow::Result<u16> {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    match kept {
        Some(kept) if held => Ok(kept),
        kept => {
            let free = |kept| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, kept)));
            let listener =
                kept.map_or_else(|| TcpListener::bind(any), |kept| free(kept).or_else(|_| TcpListener::bind(any)));
            Ok(listener.context("looking for a free port")?.local_addr()?.port())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GATEWAY: Port = Port { what: "gateway", flag: "--gateway" };

    #[test]
    fn a_taken_port_says_how_to_choose_another() {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let taken = bind(any, None, GATEWAY).expect("free port");
        let error = bind(taken.local_addr().expect("address"), None, GATEWAY).expect_err("taken");
        assert!(error.to_string().contains("--gateway"), "{error}");
        let kept = taken.local_addr().expect("address").port();
        drop(taken);
        assert_eq!(reserve(any, Some(kept), GATEWAY).expect("free again").port(), kept);
    }

    #[test]
    fn a_private_port_moves_away_from_a_stranger_and_stays_for_its_own_server() {
        let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("free port");
        let taken = stranger.local_addr().expect("address").port();
        assert_ne!(private(Some(taken), false).expect("another"), taken);
        assert_eq!(private(Some(taken), true).expect("its own"), taken);
    }
}
