//! Where videos stand: one, or a list, newest first.

use chrono::{DateTime, Utc};
use ytempire_domain::{
    Failure, Micros, Step,
    event::StageState,
    id::{ChannelId, VideoId, WorkspaceId},
    job::{Job, JobStatus},
};

use crate::{
    Journal, Page, PageRequest, Result, codec,
    job_row::{JobRow, job_columns},
};

#[derive(Clone, Debug, PartialEq)]
pub struct VideoRow {
    pub job: Job,
    pub status: JobStatus,
    /// The step that ran last, or runs.
    pub stage: Option<Step>,
    pub stage_state: Option<StageState>,
    /// Of that step; 0 before the first.
    pub attempt: u32,
    pub version: i64,
    pub failure: Option<(Step, Failure)>,
    pub settled: Micros,
    pub reserved: Micros,
    pub cap: Micros,
    /// The script's title, once it is written.
    pub title: Option<String>,
    /// When a job that waits for the clock goes on.
    pub wake_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

impl VideoRow {
    pub(crate) fn of(row: &JobRow) -> Result<Self> {
        let budget = row.budget();
        Ok(VideoRow {
            job: row.job()?,
            status: row.status()?,
            stage: row.stage()?,
            stage_state: row.stage_state()?,
            attempt: row.attempt(),
            version: row.version,
            failure: row.failure()?,
            settled: budget.settled,
            reserved: budget.reserved,
            cap: budget.cap,
            title: row.title.clone(),
            wake_at: row.wake_at,
            updated_at: row.updated_at,
        })
    }
}

/// What a list keeps; what is empty keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VideoFilter {
    pub channel: Option<ChannelId>,
    pub status: Vec<JobStatus>,
    /// Part of the topic or the title, in any case.
    pub q: Option<String>,
}

impl Journal {
    pub async fn video(&self, ws: WorkspaceId, video_id: VideoId) -> Result<Option<VideoRow>> {
        const ONE: &str = concat!("select ", job_columns!(), " from job where workspace_id = $1 and video_id = $2");
        let query = sqlx::query_as::<_, JobRow>(ONE).bind(ws.uuid()).bind(video_id.uuid());
        query.fetch_optional(&self.pool).await?.as_ref().map(VideoRow::of).transpose()
    }

    /// Newest first: the ids are ordered by birth.
    pub async fn videos(&self, ws: WorkspaceId, filter: VideoFilter, page: PageRequest) -> Result<Page<VideoRow>> {
        const LIST: &str = concat!(
            "select ",
            job_columns!(),
            " from job where workspace_id = $1 and ($2::text is null or channel_id = $2)
                and (cardinality($3::text[]) = 0 or status = any($3))
                and ($4::text is null or topic ilike $4 or title ilike $4)
                and ($5::uuid is null or video_id < $5)
              order by video_id desc limit $6"
        );
        let Ok(after) = page.after.as_deref().map(str::parse::<VideoId>).transpose() else {
            return Ok(Page::empty());
        };
        let status: Vec<&str> = filter.status.iter().map(|status| status.name()).collect();
        let query =
            sqlx::query_as::<_, JobRow>(LIST).bind(ws.uuid()).bind(filter.channel.as_ref().map(ChannelId::as_str));
        let query = query.bind(status).bind(filter.q.as_deref().map(pattern));
        let rows = query.bind(after.map(VideoId::uuid)).bind(page.fetch()).fetch_all(&self.pool).await?;
        let items = rows.iter().map(VideoRow::of).collect::<Result<Vec<_>>>()?;
        Ok(Page::cut(items, &page, |video| video.job.video_id.to_string()))
    }
}

/// A pattern that finds the text anywhere and takes its wildcards for plain characters.
fn pattern(text: &str) -> String {
    let plain = codec::clean(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_text_has_no_wildcards() {
        assert_eq!(pattern("50%_a\\b\0"), "%50\\%\\_a\\\\b\u{fffd}%");
    }
}
