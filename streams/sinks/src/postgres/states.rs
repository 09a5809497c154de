//! What a channel's days add up to, for whoever watches it from now on.

use chrono::NaiveDate;
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{ChannelState, Pace, Result, Rolling, postgres::PostgresSink};

#[derive(sqlx::FromRow)]
struct StateRow {
    channel_id: String,
    newest_day: NaiveDate,
    views: i64,
    revenue_micros: i64,
    subscribers: i64,
    week_views: f64,
    week_revenue: f64,
    month_views: f64,
    month_revenue: f64,
}

impl PostgresSink {
    /// What the days of these channels add up to, in one query, sorted by channel; one without a day is left out. The
    /// same as [`Rolling::fold`] makes of every change since the first.
    pub async fn states(&self, ws: WorkspaceId, channels: &[ChannelId]) -> Result<Vec<ChannelState>> {
        // A day of 2,000 days ago weighs nothing any more, and PostgreSQL refuses powers that are too small for a float.
        const STATES: &str = "with days as (
                select channel_id, views, revenue_micros, subscribers_gained, subscribers_lost,
                    max(day) over channel as newest_day,
                    least(max(day) over channel - day, 2000) as age
                from channel_day where workspace_id = $1 and channel_id = any($2)
                window channel as (partition by channel_id)
            )
            select channel_id, newest_day,
                coalesce(sum(views), 0)::bigint as views,
                coalesce(sum(revenue_micros), 0)::bigint as revenue_micros,
                (coalesce(sum(subscribers_gained), 0) - coalesce(sum(subscribers_lost), 0))::bigint as subscribers,
                coalesce(sum(views * power(6 / 7::float8, age)) / 7, 0) as week_views,
                coalesce(sum(revenue_micros * power(6 / 7::float8, age)) / 7, 0) as week_revenue,
                coalesce(sum(views * power(27 / 28::float8, age)) / 28, 0) as month_views,
                coalesce(sum(revenue_micros * power(27 / 28::float8, age)) / 28, 0) as month_revenue
            from days group by channel_id, newest_day order by channel_id";
        let channels: Vec<&str> = channels.iter().map(ChannelId::as_str).collect();
        let rows: Vec<StateRow> = sqlx::query_as(STATES).bind(ws.uuid()).bind(channels).fetch_all(self.pool()).await?;
        rows.into_iter().map(state).collect()
    }
}

fn state(row: StateRow) -> Result<ChannelState> {
    let rolling = Rolling {
        newest_day: Some(row.newest_day),
        views: row.views,
        revenue_micros: row.revenue_micros,
        subscribers: row.subscribers,
        week: Pace { views: row.week_views, revenue_micros: row.week_revenue },
        month: Pace { views: row.month_views, revenue_micros: row.month_revenue },
    };
    Ok(ChannelState { channel_id: super::channel_id(&row.channel_id)?, rolling })
}
