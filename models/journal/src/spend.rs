//! Money that was spent, added up: of the ledger's settled calls, by the time at which they ended.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::AssertSqlSafe;
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
    Channel,
    Video,
    Step,
    Provider,
}

/// Which calls count: those that ended on days of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpendFilter<'a> {
    /// None: all of them.
    pub channels: &'a [ChannelId],
    pub from: NaiveDate,
    /// Included.
    pub to: NaiveDate,
}

/// A sum; what it is not kept apart by is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub day: Option<NaiveDate>,
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
            channel_id: row.channel_id.map(|id| id.parse().map_err(JournalError::defect)).transpose()?,
            video_id: row.video_id.map(VideoId::from_uuid),
            step: row.step.as_deref().map(codec::named).transpose()?,
            provider: row.provider,
            micros: Micros(row.micros),
        })
    }
}

/// The sums by day.
const DAYS: &str = "select day, channel_id, step, provider, micros from spend_day
    where workspace_id = $1 and day between $2 and $3";

/// Call by call.
const CALLS: &str =
    "select (l.ended_at at time zone 'America/Los_Angeles')::date as day, j.channel_id, l.video_id, l.step,
        l.provider, l.settled_micros as micros
    from ledger_entry l join job j on j.video_id = l.video_id
    where l.workspace_id = $1 and l.settled_micros > 0
        and l.ended_at >= $2::date::timestamp at time zone 'America/Los_Angeles'
        and l.ended_at < ($3::date + 1)::timestamp at time zone 'America/Los_Angeles'";

/// Every way to keep sums apart, the name of its column and the column's type.
const APART: [(SpendBy, &str, &str); 5] = [
    (SpendBy::Day, "day", "date"),
    (SpendBy::Channel, "channel_id", "text"),
    (SpendBy::Video, "video_id", "uuid"),
    (SpendBy::Step, "step", "text"),
    (SpendBy::Provider, "provider", "text"),
];

/// Only what sums are kept apart by is grouped by: the database compares each column of a group for every row. A condition
/// that holds for all channels when none is named would hide the index by channel from a plan that is kept.
fn sums(by: &[SpendBy], some: bool) -> String {
    let columns = APART.map(|(one, name, kind)| match by.contains(&one) {
        true => name.to_owned(),
        false => format!("null::{kind} as {name}"),
    });
    let names: Vec<_> = APART.iter().filter(|(one, ..)| by.contains(one)).map(|(_, name, _)| *name).collect();
    let (group, order) = match names.join(", ") {
        none if none.is_empty() => (String::new(), String::new()),
        names => (format!("group by {names}"), format!("order by {names}")),
    };
    format!(
        "select {}, sum(micros)::bigint as micros from ({}) spent {} {group} having sum(micros) > 0 {order}",
        columns.join(", "),
        if by.contains(&SpendBy::Video) { CALLS } else { DAYS },
        if some { "where channel_id = any($4)" } else { "" },
    )
}

impl Journal {
    /// Sorted by what they are kept apart by; what would be zero is left out. `by` without a member: one sum.
    pub async fn spend(&self, ws: WorkspaceId, filter: SpendFilter<'_>, by: &[SpendBy]) -> Result<Vec<Spent>> {
        let some = !filter.channels.is_empty();
        let query = sqlx::query_as::<_, Row>(AssertSqlSafe(sums(by, some)));
        let mut query = query.bind(ws.uuid()).bind(filter.from).bind(filter.to);
        if some {
            query = query.bind(filter.channels.iter().map(ChannelId::as_str).collect::<Vec<_>>());
        }
        query.fetch_all(&self.pool).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// What was spent from `from` until before `to` in each quarter of an hour, by its start, rising; every time zone's
    /// hours are made of them. `channels` without a member: of all.
    pub async fn spend_by_quarters(
        &self,
        ws: WorkspaceId,
        channels: &[ChannelId],
        (from, to): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<(DateTime<Utc>, Micros)>> {
        const QUARTERS: &str =
            "select date_bin('15 minutes', l.ended_at, timestamptz 'epoch'), sum(l.settled_micros)::bigint
            from ledger_entry l join job j on j.video_id = l.video_id
            where l.workspace_id = $1 and l.settled_micros > 0 and l.ended_at >= $2 and l.ended_at < $3
                and (cardinality($4::text[]) = 0 or j.channel_id = any($4))
            group by 1 order by 1";
        let channels: Vec<&str> = channels.iter().map(ChannelId::as_str).collect();
        let query = sqlx::query_as(QUARTERS).bind(ws.uuid()).bind(from).bind(to).bind(channels);
        let rows: Vec<(DateTime<Utc>, i64)> = query.fetch_all(&self.pool).await?;
        Ok(rows.into_iter().map(|(start, micros)| (start, Micros(micros))).collect())
    }
}
