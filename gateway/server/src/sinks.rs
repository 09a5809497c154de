//! The stores of reported metrics, as the configuration names them.

use std::{sync::Arc, time::Duration};

use secrecy::SecretString;
use ytempire_journal::Journal;
use ytempire_sinks::{
    Analytics, PostgresSink, Reads,
    scylla::{Credentials, ScyllaConfig, ScyllaSink},
};

use crate::{
    config::{Config, Scylla, SecretSource},
    exit::Stop,
};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// The read copy; none where no contact point is set. Talks to nobody yet.
pub fn copy(config: &Scylla) -> Result<Option<ScyllaSink>, Stop> {
    let Some(points) = &config.contact_points else { return Ok(None) };
    let nodes = points.split(',').map(|point| point.trim().to_owned()).filter(|point| !point.is_empty()).collect();
    let settings = ScyllaConfig {
        datacenter: config.datacenter.clone(),
        replication_factor: config.replication_factor,
        credentials: credentials(config)?,
        ca_file: config.ca_file.clone(),
        ..ScyllaConfig::new(nodes, &config.keyspace)
    };
    let fail = |error| Stop::Config(format!("scylla: {:#}", anyhow::Error::new(error)));
    ScyllaSink::connect(settings).map(Some).map_err(fail)
}

fn credentials(config: &Scylla) -> Result<Option<Credentials>, Stop> {
    let Some(user) = &config.user else { return Ok(None) };
    let password: SecretString =
        SecretSource::resolve(config.password.as_ref(), config.password_file.as_deref(), "scylla.password")?;
    Ok(Some(Credentials { user: user.clone(), password }))
}

/// What reads the figures: the copy where there is one and it answers, else PostgreSQL.
pub fn analytics(journal: &Journal, copy: Option<ScyllaSink>) -> Analytics {
    let copy = copy.map(|copy| Arc::new(copy) as Arc<dyn Reads>);
    Analytics::new(Arc::new(PostgresSink::new(journal)), copy)
}

/// How long the platform's figures are kept without a refresh; none: for good.
pub fn keep(config: &Config) -> Option<Duration> {
    let days = u32::from(config.analytics.keep_days);
    (days > 0).then(|| DAY * days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scylla(points: &str, keyspace: &str) -> Scylla {
        Scylla { contact_points: Some(points.to_owned()), keyspace: keyspace.to_owned(), ..Scylla::default() }
    }

    #[test]
    fn a_copy_is_there_where_contact_points_are_and_talks_to_nobody_yet() {
        assert!(copy(&Scylla::default()).expect("valid").is_none());
        assert!(copy(&scylla("127.0.0.1:1, 127.0.0.1:2", "ytempire")).expect("valid").is_some());
        for wrong in [scylla("", "ytempire"), scylla("127.0.0.1:1", "no such name")] {
            assert!(copy(&wrong).is_err(), "{wrong:?}");
        }
        let without_password = Scylla { user: Some("u".to_owned()), ..scylla("127.0.0.1:1", "ytempire") };
        assert!(copy(&without_password).is_err());
    }

    #[test]
    fn zero_days_mean_for_good() {
        let with = |keep_days| Config { analytics: crate::config::Analytics { keep_days }, ..Config::default() };
        assert_eq!((keep(&with(0)), keep(&with(2))), (None, Some(DAY * 2)));
    }
}
