//! A person pauses, resumes or cancels.

use sqlx::PgConnection;
use ytempire_domain::{
    id::{VideoId, WorkspaceId},
    job::{Action, Control, JobStatus},
};

use crate::{
    Journal, Result, VideoRow, codec,
    ending::{self, Ending},
    job_row::{self, JobRow},
    outbox,
    undone::undone,
};

/// What became of a person's wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// It is so, or will be as soon as the running step lets go.
    Done(VideoRow),
    /// The job stands where this cannot be asked.
    NotNow(VideoRow),
    Missing,
}

impl Journal {
    /// Asked again, the same wish is `Done` and writes nothing. A job that nobody runs is concluded at once; the holder
    /// of a running one is told by notification.
    pub async fn set_control(&self, ws: WorkspaceId, video_id: VideoId, wanted: Control) -> Result<Asked> {
        let mut tx = self.pool.begin().await?;
        let Some(row) = locked(&mut tx, ws, video_id).await? else {
            return undone(tx, Asked::Missing).await;
        };
        match verdict(row.status()?, row.control()?, wanted) {
            Verdict::SoAlready => return undone(tx, Asked::Done(VideoRow::of(&row)?)).await,
            Verdict::NotNow => return undone(tx, Asked::NotNow(VideoRow::of(&row)?)).await,
            Verdict::Change => {}
        }
        set(&mut tx, &row, wanted).await?;
        let row = locked(&mut tx, ws, video_id).await?.unwrap_or(row);
        tx.commit().await?;
        Ok(Asked::Done(VideoRow::of(&row)?))
    }
}

/// The job under the locks of its channel and itself, if it belongs to this workspace.
pub(crate) async fn locked(tx: &mut PgConnection, ws: WorkspaceId, video_id: VideoId) -> Result<Option<JobRow>> {
    Ok(job_row::lock_turn(tx, video_id).await?.filter(|row| row.workspace_id == ws.uuid()))
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    SoAlready,
    Change,
    NotNow,
}

/// A wish to cancel stands: nothing but a retry takes it back.
fn verdict(status: JobStatus, control: Control, wanted: Control) -> Verdict {
    let may = |action| status.actions().contains(&action);
    let so_already = match wanted {
        Control::Cancel => status == JobStatus::Cancelled || !status.is_final(),
        Control::Run | Control::Pause => !status.is_final(),
    };
    let allowed = match wanted {
        Control::Run => may(Action::Resume) || (control == Control::Pause && !status.is_final()),
        Control::Pause => may(Action::Pause) && control != Control::Cancel,
        Control::Cancel => may(Action::Cancel),
    };
    match (control == wanted && so_already, allowed && (wanted != Control::Run || control != Control::Cancel)) {
        (true, _) => Verdict::SoAlready,
        (false, true) => Verdict::Change,
        (false, false) => Verdict::NotNow,
    }
}

async fn set(tx: &mut PgConnection, row: &JobRow, wanted: Control) -> Result<()> {
    const SET: &str = "update job set control = $2 where video_id = $1
        returning pg_notify('ytempire', 'control:' || video_id)";
    sqlx::query(SET).bind(row.video_id).bind(codec::name_of(&wanted)?).execute(&mut *tx).await?;
    if row.leased {
        outbox::advance(tx, row.video_id, &[]).await?;
        return Ok(());
    }
    let ending = match wanted {
        Control::Run => Ending::queued(),
        Control::Pause => Ending::at_rest(JobStatus::Paused),
        Control::Cancel => Ending::at_rest(JobStatus::Cancelled),
    };
    ending::end(tx, row, &ending).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_says_what_may_be_asked_of_it() {
        use Control::{Cancel, Pause, Run};
        use JobStatus::{Cancelled, Failed, InReview, Paused, Published, Publishing, Queued, Running};
        let table = [
            (Queued, Run, Pause, Verdict::Change),
            (Running, Run, Cancel, Verdict::Change),
            (Running, Run, Run, Verdict::SoAlready),
            (Running, Pause, Run, Verdict::Change),
            (Running, Cancel, Run, Verdict::NotNow),
            (Running, Cancel, Pause, Verdict::NotNow),
            (Running, Cancel, Cancel, Verdict::SoAlready),
            (Paused, Pause, Run, Verdict::Change),
            (Paused, Pause, Pause, Verdict::SoAlready),
            (Paused, Pause, Cancel, Verdict::Change),
            (InReview, Run, Cancel, Verdict::Change),
            (InReview, Run, Pause, Verdict::NotNow),
            (Publishing, Run, Cancel, Verdict::NotNow),
            (Publishing, Run, Pause, Verdict::NotNow),
            (Published, Run, Cancel, Verdict::NotNow),
            (Published, Run, Run, Verdict::NotNow),
            (Failed, Run, Run, Verdict::NotNow),
            (Failed, Cancel, Cancel, Verdict::NotNow),
            (Cancelled, Cancel, Cancel, Verdict::SoAlready),
            (Cancelled, Cancel, Run, Verdict::NotNow),
        ];
        for (status, control, wanted, expected) in table {
            assert_eq!(verdict(status, control, wanted), expected, "{status:?} {control:?} -> {wanted:?}");
        }
    }
}
