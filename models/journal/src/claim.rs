//! Whose turn it is: channels in line, and in each the lowest place that is due.

use uuid::Uuid;
use ytempire_domain::{
    id::{InstanceId, VideoId},
    job::Job,
};

use crate::{
    Journal, LEASE, Result,
    job_row::{JobRow, job_columns},
    turn,
    undone::undone,
};

/// A job handed to one holder under a lease.
#[derive(Clone, Debug)]
pub struct Claim {
    pub job: Job,
    pub generation: i64,
    pub holder: InstanceId,
    pub version: i64,
}

/// What a write names to show that it comes from the claim in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClaimKey {
    pub video_id: VideoId,
    pub generation: i64,
    pub holder: InstanceId,
}

impl Claim {
    pub const fn key(&self) -> ClaimKey {
        ClaimKey { video_id: self.job.video_id, generation: self.generation, holder: self.holder }
    }
}

/// The channels that waited longest, each locked. Skipping locked *channels* is safe: whoever holds the lock wakes the
/// dispatchers when he is done. Skipping locked jobs would hand out a later job before an earlier one.
const LINE: &str = "select workspace_id, channel_id from channel where turn_at <= now() and status <> 'paused'
    order by turn_at, channel_id limit $1 for no key update skip locked";

/// Ends the leases that ran out.
const EXPIRE: &str = "update job set holder = null from unnest($1::uuid[], $2::text[]) as t (workspace_id, channel_id)
    where job.workspace_id = t.workspace_id and job.channel_id = t.channel_id
        and job.holder is not null and job.due_at <= now()";

const TAKE: &str = concat!(
    "update job set holder = $3, generation = generation + 1, version = version + 1, updated_at = now(),
        due_at = now() + make_interval(secs => $4)
     from unnest($1::uuid[], $2::text[]) as t (workspace_id, channel_id)
     where job.video_id = (
            select head.video_id from job head
            where head.workspace_id = t.workspace_id and head.channel_id = t.channel_id and head.due_at <= now()
            order by head.channel_seq limit 1)
        and not exists (
            select 1 from job busy
            where busy.workspace_id = t.workspace_id and busy.channel_id = t.channel_id and busy.holder is not null)
     returning ",
    job_columns!()
);

/// What an older generation left running ended with it.
const ABANDON: &str = "update step_run set state = 'abandoned', finished_at = now()
    where video_id = any($1) and state = 'running'";

impl Journal {
    /// At most `room` jobs, one in a channel.
    pub async fn claim(&self, holder: InstanceId, room: usize) -> Result<Vec<Claim>> {
        let room = i64::try_from(room).unwrap_or(i64::MAX);
        let mut tx = self.pool.begin().await?;
        let line: Vec<(Uuid, String)> = sqlx::query_as(LINE).bind(room).fetch_all(&mut *tx).await?;
        if line.is_empty() {
            return undone(tx, Vec::new()).await;
        }
        let (workspaces, channels): (Vec<_>, Vec<_>) = line.into_iter().unzip();
        sqlx::query(EXPIRE).bind(&workspaces).bind(&channels).execute(&mut *tx).await?;
        let take = sqlx::query_as::<_, JobRow>(TAKE).bind(&workspaces).bind(&channels);
        let rows = take.bind(holder.uuid()).bind(LEASE.as_secs_f64()).fetch_all(&mut *tx).await?;
        let videos: Vec<Uuid> = rows.iter().map(|row| row.video_id).collect();
        sqlx::query(ABANDON).bind(videos).execute(&mut *tx).await?;
        turn::pass(&mut tx, &workspaces, &channels).await?;
        tx.commit().await?;
        rows.iter().map(|row| claimed(row, holder)).collect()
    }
}

fn claimed(row: &JobRow, holder: InstanceId) -> Result<Claim> {
    Ok(Claim { job: row.job()?, generation: row.generation, holder, version: row.version })
}
