//! A person approves or rejects.

use ytempire_domain::{
    id::{VideoId, WorkspaceId},
    job::{JobStatus, Review},
};

use crate::{
    Asked, Journal, Result, VideoRow, codec,
    control::locked,
    ending::{self, Ending},
    undone::undone,
};

impl Journal {
    /// Only of a job that waits for it; the job is in line again and the plan reads the answer.
    pub async fn set_review(&self, ws: WorkspaceId, video_id: VideoId, review: Review) -> Result<Asked> {
        const SET: &str = "update job set review = $2::json where video_id = $1";
        let mut tx = self.pool.begin().await?;
        let Some(row) = locked(&mut tx, ws, video_id).await? else {
            return undone(tx, Asked::Missing).await;
        };
        if row.status()? != JobStatus::InReview {
            return undone(tx, Asked::NotNow(VideoRow::of(&row)?)).await;
        }
        sqlx::query(SET).bind(row.video_id).bind(codec::json(&review)?).execute(&mut *tx).await?;
        ending::end(&mut tx, &row, &Ending::queued()).await?;
        let row = locked(&mut tx, ws, video_id).await?.unwrap_or(row);
        tx.commit().await?;
        Ok(Asked::Done(VideoRow::of(&row)?))
    }
}
