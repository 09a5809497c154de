//! Money that was spent, added up: of the ledger's settled calls, by the time at which they ended.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use ytempire_domain::{
    Micros, Step,
    id::{ChannelId, VideoId, WorkspaceId},
};

use crate::{Journal, JournalError, Result, codec};

/// What sums are kept apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendBy {
    /// Day of the platform, which cuts its days in Los Angeles.
    Day,
    /// Quarter of an hour: every time zone's hours are made of them.
    Quarter,
    Channel,
    Video,
    Step,
    Provider,
}

/// Which calls count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpendFilter<'a> {
    /// None: all of them.
    pub channels: &'a [ChannelId],
    pub from: DateTime<Utc>,
    /// Not included.
    pub to: DateTime<Utc>,
}

/// A sum; what it is not kept apart by is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub day: Option<NaiveDate>,
    /// Start of the quarter of an hour.
    pub quarter: Option<DateTime<Utc>>,
    pub channel_id: Option<ChannelId>,
    pub video_id: Option<VideoId>,
    pub step: Option<Step>,
    pub provider: Option<String>,
    /// Above zero.
    pub micros: Micros,
}

#[derive(sqlx::FromRow)]
struct Row {
    day: Option<NaiveDate>,
    quarter: Option<DateTime<Utc>>,
    channel_id: Option<String>,
    video_id: Option<Uuid>,
    step: Option<String>,
    provider: Option<String>,
    micros: i64,
}

impl TryFrom<Row> for Spent {
    type Error = JournalError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Spent {
            day: row.day,
            quarter: row.quarter,
            channel_id: row.channel_id.map(|id| id.parse().map_err(JournalError::defect)).transpose()?,
            video_id: row.video_id.map(VideoId::from_uuid),
            step: row.step.as_deref().map(codec::named).transpose()?,
            provider: row.provider,
            micros: Micros(row.micros),
        })
    }
}

impl Journal {
    /// Sorted by what they are kept apart by; what would be zero is left out. `by` without a member: one sum.
    pub async fn spend(&self, ws: WorkspaceId, filter: SpendFilter<'_>, by: &[SpendBy]) -> Result<Vec<Spent>> {
        const SPEND: &str = "select
                case when $5 then (l.ended_at at time zone 'America/Los_Angeles')::date end as day,
                case when $6 then date_bin('15 minutes', l.ended_at, timestamptz 'epoch') end as quarter,
                case when $7 then j.channel_id end as channel_id,
                case when $8 then l.video_id end as video_id,
                case when $9 then l.step end as step,
                case when $10 then l.provider end as provider,
                sum(l.settled_micros)::bigint as micros
            from ledger_entry l join job j on j.video_id = l.video_id
            where l.workspace_id = $1 and l.settled_micros > 0 and l.ended_at >= $2 and l.ended_at < $3
                and (cardinality($4::text[]) = 0 or j.channel_id = any($4))
            group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6";
        let channels: Vec<&str> = filter.channels.iter().map(ChannelId::as_str).collect();
        let query = sqlx::query_as::<_, Row>(SPEND).bind(ws.uuid()).bind(filter.from).bind(filter.to).bind(channels);
        let apart =
            [SpendBy::Day, SpendBy::Quarter, SpendBy::Channel, SpendBy::Video, SpendBy::Step, SpendBy::Provider];
        let query = apart.into_iter().fold(query, |query, one| query.bind(by.contains(&one)));
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }
}
