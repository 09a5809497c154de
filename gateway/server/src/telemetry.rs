//! Logs to stderr, metrics to a Prometheus endpoint on a listener of its own.

use std::{io::IsTerminal as _, net::SocketAddr};

use anyhow::Context as _;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tracing_subscriber::{EnvFilter, fmt, prelude::*};

use crate::{config, exit::Stop};

/// Buckets of every `*_seconds` histogram: a millisecond to ten minutes.
const SECONDS: [f64; 14] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 180.0, 600.0];

pub fn logs(config: &config::Log) -> Result<(), Stop> {
    let filter = EnvFilter::try_new(&config.filter).map_err(|error| Stop::Config(format!("log.filter: {error}")))?;
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let lines = if config.json { lines.json().boxed() } else { lines.boxed() };
    tracing_subscriber::registry().with(lines).with(filter).init();
    Ok(())
}

/// Serves `GET /metrics` in the Prometheus text format. Needs a tokio runtime.
pub fn metrics(bind: SocketAddr) -> anyhow::Result<()> {
    PrometheusBuilder::new()
        .with_http_listener(bind)
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .install()
        .with_context(|| format!("serving metrics on {bind}"))?;
    metrics::gauge!("ytempire_gateway_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    Ok(())
}
