//! Why the program ended, as an exit code that a script can act on.

use std::process::ExitCode;

/// An error whose cause the operator can mend; each has an exit code of its own (the README lists them).
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    #[error("configuration: {0}")]
    Config(String),
    #[error(
        "port {port} ({what}) is taken by another program; stop it, or choose another port with {flag} (0 takes any free one)"
    )]
    PortTaken { port: u16, what: &'static str, flag: &'static str },
    #[error(
        "{folder} has {free_mib} MiB free; at least {needed_mib} MiB are needed: make room or choose another folder with --data"
    )]
    DiskFull { folder: String, free_mib: u64, needed_mib: u64 },
    #[error("{folder} is in use by process {holder}; stop it or choose another folder with --data")]
    Locked { folder: String, holder: String },
    #[error("{0} lines were refused and not sent; everything else was")]
    Refused(u64),
    #[error("{0} is missing; run ./infra/setup, or install it")]
    Missing(String),
}

impl Stop {
    const fn code(&self) -> u8 {
        match self {
            Stop::Config(_) => 2,
            Stop::PortTaken { .. } => 3,
            Stop::DiskFull { .. } => 4,
            Stop::Locked { .. } => 7,
            Stop::Missing(_) => 6,
            Stop::Refused(_) => 8,
        }
    }
}

/// 1 unless the cause is a [`Stop`].
pub fn code(error: &anyhow::Error) -> ExitCode {
    let stop = error.chain().find_map(|cause| cause.downcast_ref::<Stop>());
    ExitCode::from(stop.map_or(1, Stop::code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_below_added_context() {
        let stop = Stop::PortTaken { port: 8080, what: "gateway", flag: "--gateway" };
        let error = anyhow::Error::new(stop).context("starting the gateway");
        assert_eq!(code(&error), ExitCode::from(3));
        assert_eq!(code(&anyhow::anyhow!("else")), ExitCode::from(1));
    }
}
