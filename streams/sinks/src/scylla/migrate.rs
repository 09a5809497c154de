//! The copy's keyspace and tables, from `migrations/scylla`. One at a time: the feeder, from its seat.

use scylla::client::session::Session;

use crate::scylla::{config::ScyllaConfig, fault::Fault};

/// In the order in which they run. One that was merged is never edited.
const MIGRATIONS: [(&str, &str); 1] =
    [("0001_create_copy", include_str!("../../../../migrations/scylla/0001_create_copy.cql"))];

/// One statement of a file.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    cql: String,
    /// For ScyllaDB alone, which may do without it.
    scylla_only: bool,
}

pub(super) async fn migrate(session: &Session, config: &ScyllaConfig) -> Result<(), Fault> {
    make_keyspace(session, config).await?;
    session.use_keyspace(&config.keyspace, true).await?;
    let cql = "CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY)";
    session.query_unpaged(cql, ()).await?;
    for (name, text) in MIGRATIONS {
        let known = session.query_unpaged("SELECT name FROM schema_migration WHERE name = ?", (name,)).await?;
        if known.into_rows_result()?.rows_num() > 0 {
            continue;
        }
        for step in steps(text) {
            run(session, step).await?;
        }
        session.query_unpaged("INSERT INTO schema_migration (name) VALUES (?)", (name,)).await?;
        tracing::info!(migration = name, keyspace = config.keyspace, "the read copy's tables changed");
    }
    Ok(())
}

/// Only where there is none: whoever operates the servers may have made it otherwise, and given us no right to make any.
async fn make_keyspace(session: &Session, config: &ScyllaConfig) -> Result<(), Fault> {
    let ScyllaConfig { keyspace, replication_factor, .. } = config;
    let cql = "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?";
    let known = session.query_unpaged(cql, (keyspace,)).await?;
    if known.into_rows_result()?.rows_num() == 0 {
        let cql = format!(
            "CREATE KEYSPACE IF NOT EXISTS {keyspace} WITH replication = \
             {{'class': 'NetworkTopologyStrategy', 'replication_factor': {replication_factor}}}"
        );
        session.query_unpaged(cql, ()).await?;
    }
    Ok(())
}

async fn run(session: &Session, step: Step) -> Result<(), Fault> {
    if step.scylla_only && !is_scylla(session) {
        return Ok(());
    }
    match session.query_unpaged(step.cql.as_str(), ()).await.map_err(Fault::from) {
        Ok(_) => Ok(()),
        Err(fault) if step.scylla_only && !fault.away => {
            tracing::warn!(cql = step.cql, error = &*fault.source, "this ScyllaDB does without an option");
            Ok(())
        }
        Err(fault) => Err(fault),
    }
}

/// Only ScyllaDB tells the driver of shards.
fn is_scylla(session: &Session) -> bool {
    session.get_cluster_state().get_nodes_info().iter().any(|node| node.sharder().is_some())
}

/// Statements end with ';' and hold none; a line that begins with `--scylla` is one of its own.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        if let Some(cql) = line.strip_prefix("--scylla ") {
            steps.push(Step { cql: cql.trim_end_matches(';').to_owned(), scylla_only: true });
            continue;
        }
        let line = line.split_once("--").map_or(line, |(cql, _)| cql);
        open.push_str(line);
        open.push('\n');
        if line.trim_end().ends_with(';') {
            let cql = std::mem::take(&mut open);
            steps.push(Step { cql: cql.trim().trim_end_matches(';').to_owned(), scylla_only: false });
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_into_statements_and_what_only_scylla_knows_is_set_apart() {
        let text =
            "-- why;\nCREATE TABLE a (\n    k int PRIMARY KEY -- the key;\n);\n\n--scylla ALTER TABLE a WITH b = 1;\n";
        let expected = [
            Step { cql: "CREATE TABLE a (\n    k int PRIMARY KEY \n)".to_owned(), scylla_only: false },
            Step { cql: "ALTER TABLE a WITH b = 1".to_owned(), scylla_only: true },
        ];
        assert_eq!(steps(text), expected);
    }

    #[test]
    fn every_migration_has_a_number_of_its_own_and_ends_with_a_whole_statement() {
        for (place, (name, text)) in MIGRATIONS.iter().enumerate() {
            assert!(name.starts_with(&format!("{:04}_", place + 1)), "{name}");
            let last = text.trim_end().lines().last().unwrap_or_default();
            assert!(last.ends_with(';'), "{name} ends with {last}");
            assert!(!steps(text).is_empty(), "{name}");
        }
    }
}
