//! Where reading stands, for people.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::{Journal, Result};

/// The cursor of one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorRow {
    pub partition: i32,
    /// `None`: no batch was ever written.
    pub next_offset: Option<i64>,
    /// When a batch was written last, or an owner took the partition.
    pub updated_at: DateTime<Utc>,
    /// How long ago that is.
    pub age: Duration,
}

impl Journal {
    /// Of every partition of the topic that ever had an owner, in their order.
    pub async fn cursors(&self, topic: &str) -> Result<Vec<CursorRow>> {
        const ALL: &str = "select partition, next_offset, updated_at,
                extract(epoch from clock_timestamp() - updated_at)::double precision
            from partition_cursor where topic = $1 order by partition";
        let rows: Vec<(i32, Option<i64>, DateTime<Utc>, f64)> =
            sqlx::query_as(ALL).bind(topic).fetch_all(&self.pool).await?;
        let row = |(partition, next_offset, updated_at, age): (i32, Option<i64>, DateTime<Utc>, f64)| {
            let age = Duration::try_from_secs_f64(age).unwrap_or_default();
            CursorRow { partition, next_offset, updated_at, age }
        };
        Ok(rows.into_iter().map(row).collect())
    }
}
