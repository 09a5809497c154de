//! A person asks for a failed or cancelled job again, from some step on.

use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::{
    Step,
    id::{VideoId, WorkspaceId},
    job::Action,
};

use crate::{
    Asked, Journal, Result, VideoRow, codec,
    control::locked,
    ending::{self, Ending},
    undone::undone,
};

impl Journal {
    /// The runs from that step on are shown and no longer count; a wish to cancel is taken back, and so is a review of
    /// what is now made anew. Without a step, or with one that lies further on: from the first that is not completed.
    pub async fn retry(&self, ws: WorkspaceId, video_id: VideoId, from: Option<Step>) -> Result<Asked> {
        let mut tx = self.pool.begin().await?;
        let Some(row) = locked(&mut tx, ws, video_id).await? else {
            return undone(tx, Asked::Missing).await;
        };
        if !row.status()?.actions().contains(&Action::Retry) {
            return undone(tx, Asked::NotNow(VideoRow::of(&row)?)).await;
        }
        let open = first_open(&mut tx, row.video_id).await?;
        supersede(&mut tx, row.video_id, from.map_or(open, |from| from.min(open))).await?;
        ending::end(&mut tx, &row, &Ending::queued()).await?;
        let row = locked(&mut tx, ws, video_id).await?.unwrap_or(row);
        tx.commit().await?;
        Ok(Asked::Done(VideoRow::of(&row)?))
    }
}

/// The first step without a completed run that counts.
async fn first_open(tx: &mut PgConnection, video_id: Uuid) -> Result<Step> {
    const DONE: &str =
        "select distinct step from step_run where video_id = $1 and state = 'completed' and not superseded";
    let names: Vec<String> = sqlx::query_scalar(DONE).bind(video_id).fetch_all(tx).await?;
    let done = names.iter().map(|name| codec::named(name)).collect::<Result<Vec<Step>>>()?;
    Ok(Step::ALL.into_iter().find(|step| !done.contains(step)).unwrap_or(Step::Publish))
}

async fn supersede(tx: &mut PgConnection, video_id: Uuid, from: Step) -> Result<()> {
    const RUNS: &str = "update step_run set superseded = true where video_id = $1 and step = any($2)";
    const JOB: &str = "update job set control = 'run', stage = $2, stage_state = 'pending', attempt = 0,
            review = case when $3 then null else review end
        where video_id = $1";
    let again: Vec<&str> = Step::ALL.into_iter().filter(|step| *step >= from).map(Step::name).collect();
    sqlx::query(RUNS).bind(video_id).bind(again).execute(&mut *tx).await?;
    sqlx::query(JOB).bind(video_id).bind(from.name()).bind(from <= Step::Approval).execute(tx).await?;
    Ok(())
}
