//! How full the queue is, for the metrics.

use std::{collections::HashMap, time::Duration};

use ytempire_domain::job::JobStatus;

use crate::{Journal, Result, codec};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Jobs of all workspaces in each status; one that is missing has none.
    pub jobs: HashMap<JobStatus, u64>,
    /// How long the oldest queued job has been there, since its admission.
    pub oldest_queued: Option<Duration>,
    /// Events that no relay has stamped yet.
    pub unstamped_events: u64,
}

impl Journal {
    pub async fn counts(&self) -> Result<Counts> {
        const JOBS: &str = "select status, count(*) from job group by status";
        const WAIT: &str = "select
            (select extract(epoch from now() - min(admitted_at))::float8 from job where status = 'queued'),
            (select count(*) from outbox where position is null)";
        let rows: Vec<(String, i64)> = sqlx::query_as(JOBS).fetch_all(&self.pool).await?;
        let jobs = rows.iter().map(|(status, count)| Ok((codec::named(status)?, count.unsigned_abs())));
        let (wait, unstamped): (Option<f64>, i64) = sqlx::query_as(WAIT).fetch_one(&self.pool).await?;
        Ok(Counts {
            jobs: jobs.collect::<Result<_>>()?,
            oldest_queued: wait.map(|seconds| Duration::from_secs_f64(seconds.max(0.0))),
            unstamped_events: unstamped.unsigned_abs(),
        })
    }
}
