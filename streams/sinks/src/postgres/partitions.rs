//! Native partitions by month: made ahead, or when the first report of an old month comes.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{Datelike as _, Months as Count, NaiveDate};
use sqlx::AssertSqlSafe;

use crate::{Result, postgres::PostgresSink};

/// Months are made that far ahead.
const AHEAD: Count = Count::new(3);
/// The platform has no days before this year; what claims to be older, or far ahead, stays in the default partition.
const FIRST_YEAR: i32 = 2005;
/// Key of the advisory lock: "ytmonth" in ASCII.
const LOCK: i64 = 0x79_746d_6f6e_7468;

/// First days of months that need no partition made: they have one, or must not get one.
#[derive(Clone, Debug, Default)]
pub(super) struct Months(Arc<Mutex<BTreeSet<NaiveDate>>>);

impl Months {
    fn missing(&self, days: impl Iterator<Item = NaiveDate>) -> BTreeSet<NaiveDate> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last = None;
        let months = days.filter_map(first_of_month).filter(|month| last.replace(*month) != Some(*month));
        months.filter(|month| !known.contains(month)).collect()
    }

    fn learn(&self, month: NaiveDate) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(month);
    }
}

impl PostgresSink {
    /// Makes the partitions of this month and of the next three, where they are missing.
    pub async fn ensure_partitions(&self) -> Result<()> {
        let today = self.journal.now().await?.date_naive();
        for ahead in 0..=AHEAD.as_u32() {
            if let Some(month) = first_of_month(today).and_then(|month| month.checked_add_months(Count::new(ahead))) {
                self.make_month(month).await?;
                self.months.learn(month);
            }
        }
        Ok(())
    }

    /// Rows of all workspaces, as PostgreSQL estimates them.
    pub async fn rows_total(&self) -> Result<u64> {
        const ROWS: &str = "select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
            from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'metric_day'::regclass";
        let rows: i64 = sqlx::query_scalar(ROWS).fetch_one(self.pool()).await?;
        Ok(rows.unsigned_abs())
    }

    /// Makes what these days need.
    pub(super) async fn make_months(&self, days: impl Iterator<Item = NaiveDate>) -> Result<()> {
        let missing = self.months.missing(days);
        if missing.is_empty() {
            return Ok(());
        }
        let today = self.journal.now().await?.date_naive();
        let last = today.checked_add_months(AHEAD).unwrap_or(today);
        for month in missing {
            let made = if month.year() >= FIRST_YEAR && month <= last { self.make_month(month).await } else { Ok(()) };
            match made {
                Ok(()) => self.months.learn(month),
                // Its days wait in the default partition until it is made.
                Err(error) if is_busy(&error) => tracing::warn!(%month, "the month's partition cannot be made now"),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Days of that month that lie in the default partition move; the new one is filled before it is attached.
    async fn make_month(&self, month: NaiveDate) -> Result<(), sqlx::Error> {
        let (from, to) = (month, month.checked_add_months(Count::new(1)).unwrap_or(NaiveDate::MAX));
        let name = format!("metric_day_{}", month.format("%Y_%m"));
        let mut tx = self.pool().begin().await?;
        sqlx::query("select pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *tx).await?;
        let is_there: bool =
            sqlx::query_scalar("select to_regclass($1) is not null").bind(&name).fetch_one(&mut *tx).await?;
        if is_there {
            tx.rollback().await?;
            return Ok(());
        }
        for sql in [
            // Whoever reads or writes waits behind a lock that waits.
            "set local lock_timeout = '1s'".to_owned(),
            "lock table metric_day_default in access exclusive mode".to_owned(),
            format!("create table {name} (like metric_day including defaults)"),
            format!(
                "with moved as (delete from metric_day_default where day >= '{from}' and day < '{to}' returning *)
                insert into {name} select * from moved"
            ),
            format!("alter table metric_day attach partition {name} for values from ('{from}') to ('{to}')"),
        ] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}

/// Somebody held the default partition for too long.
fn is_busy(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(database) if database.code().as_deref() == Some("55P03"))
}

fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}
