//! The studio's promises, each against a PostgreSQL database of its own and real worker processes.

mod controls;
mod fixtures;
mod forecasts;
mod hands;
mod intake;
mod jobs;
mod leases;
mod log;
mod models;
mod outages;
mod proxy;
mod reports;
mod revisions;
mod sums;
mod workers;
