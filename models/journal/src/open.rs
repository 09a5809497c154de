//! The journal's door: a lazy pool that works before PostgreSQL answers and after it comes back.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::{
    Connection as _, Executor as _, PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{JournalError, Result, gate::Gate};

/// How long a call waits for a connection before it says that the database is away.
const ACQUIRE: Duration = Duration::from_secs(5);
/// A connection that was unused for longer is asked whether it still lives before it is given out.
const TRUSTED: Duration = Duration::from_secs(1);

/// PostgreSQL, as everybody else sees it. Cheap to clone: all clones share one pool.
#[derive(Clone, Debug)]
pub struct Journal {
    pub(crate) pool: PgPool,
    pub(crate) gate: Gate,
}

impl Journal {
    /// Connects when first used. Must be called within a tokio runtime.
    pub fn connect(url: &str, max_connections: u32) -> Result<Journal> {
        let options: PgConnectOptions = url.parse().map_err(|error: sqlx::Error| JournalError::defect(error))?;
        let pool = PgPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(ACQUIRE)
            .test_before_acquire(false)
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| {
                Box::pin(async move {
                    // Statements here are short; compiling one takes longer than running it.
                    connection.execute("set jit = off").await?;
                    // A process that freezes within a transaction would hold its locks, and with them its partitions, from
                    // everybody else.
                    connection.execute("set idle_in_transaction_session_timeout = '15s'").await?;
                    Ok(())
                })
            })
            .connect_lazy_with(options.application_name("ytempire"));
        Ok(Journal { pool, gate: Gate::default() })
    }

    /// Brings the tables up to this version. Migrations that it does not know are a newer version's: they stay.
    pub async fn migrate(&self) -> Result<()> {
        static MIGRATOR: Migrator = Migrator { ignore_missing: true, ..sqlx::migrate!("../../migrations/postgres") };
        Ok(MIGRATOR.run(&self.pool).await?)
    }

    /// The connections, for the one other crate that keeps tables in this database: `ytempire-sinks`. What it writes
    /// for a partition goes through [`Journal::begin_batch`] all the same.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Whether PostgreSQL answers.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("select 1").execute(&self.pool).await?;
        Ok(())
    }

    /// The database's clock: the one that leases and wake-ups go by.
    pub async fn now(&self) -> Result<DateTime<Utc>> {
        Ok(sqlx::query_scalar("select clock_timestamp()").fetch_one(&self.pool).await?)
    }

    /// Ends every connection; calls after it fail.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
