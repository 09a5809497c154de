//! A database of its own for each test, on the server named by `YTEMPIRE_TEST_DATABASE_URL`.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, PgPool, postgres::PgConnectOptions};
use uuid::Uuid;

use crate::Journal;

const VARIABLE: &str = "YTEMPIRE_TEST_DATABASE_URL";

/// Dropped with everything in it when the value is.
#[derive(Debug)]
pub struct TestDatabase {
    pub journal: Journal,
    server: String,
    name: String,
}

impl TestDatabase {
    /// Created and migrated.
    ///
    /// # Panics
    /// If the variable is missing or the server does not answer: the test cannot run.
    pub async fn create() -> Self {
        let Ok(server) = std::env::var(VARIABLE) else {
            panic!("{VARIABLE} is not set: this test needs a PostgreSQL (postgres://user:password@host:port/postgres)");
        };
        let name = format!("ytempire_test_{}", Uuid::now_v7().simple());
        run(&server, format!("create database {name}")).await.expect("the test's PostgreSQL makes a database");
        let journal = Journal::connect(&with_database(&server, &name), 16).expect("the address is valid");
        journal.migrate().await.expect("the migrations run");
        TestDatabase { journal, server, name }
    }

    /// For what no method of the journal does: moving the clock of a lease, looking behind the curtain.
    pub fn pool(&self) -> &PgPool {
        &self.journal.pool
    }

    /// Address of this database, for a second journal on it.
    pub fn url(&self) -> String {
        with_database(&self.server, &self.name)
    }

    /// Lets a minute pass since every refresh token that was used: beyond the grace for two tabs.
    pub async fn age_used_tokens(&self) {
        let sql = "update refresh_token set used_at = used_at - interval '1 minute' where used_at is not null";
        sqlx::query(sql).execute(self.pool()).await.expect("tokens age");
    }

    /// As if the call had ended then.
    pub async fn end_call(&self, call_key: &str, ended_at: DateTime<Utc>) {
        let sql = "update ledger_entry set ended_at = $2 where call_key = $1";
        sqlx::query(sql).bind(call_key).bind(ended_at).execute(self.pool()).await.expect("the call ends");
    }

    /// As if no niche had ever been ranked.
    pub async fn forget_rankings(&self) {
        for sql in ["delete from trend_prediction", "delete from trend_ranking"] {
            sqlx::query(sql).execute(self.pool()).await.expect("rankings go");
        }
    }

    /// Lets every API key expire.
    pub async fn expire_api_keys(&self) {
        let sql = "update api_key set expires_at = now()";
        sqlx::query(sql).execute(self.pool()).await.expect("keys expire");
    }

    /// Lets every lease run out, as if its time had passed.
    pub async fn expire_leases(&self) {
        for sql in [
            "update job set due_at = now() - interval '1 second' where holder is not null",
            "update channel c set turn_at = now() - interval '1 second' from job j
             where j.workspace_id = c.workspace_id and j.channel_id = c.channel_id and j.holder is not null",
        ] {
            sqlx::query(sql).execute(self.pool()).await.expect("leases expire");
        }
    }
}

impl Drop for TestDatabase {
    /// On a thread with a runtime of its own: the test's may be gone, and it must not be blocked.
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), format!("drop database if exists {} with (force)", self.name));
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(run(&server, sql)))
        });
        if !matches!(dropped.join(), Ok(Ok(Ok(())))) {
            tracing::warn!(database = self.name, "a test database could not be dropped");
        }
    }
}

async fn run(server: &str, sql: String) -> Result<(), sqlx::Error> {
    let options: PgConnectOptions = server.parse()?;
    let mut connection = PgConnection::connect_with(&options).await?;
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

/// The same server, another database: the path of the address replaced.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, String::new()), |(a, q)| (a, format!("?{q}")));
    let base = address.rsplit_once('/').map_or(address, |(base, _)| base);
    format!("{base}/{name}{query}")
}
