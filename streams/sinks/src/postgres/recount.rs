//! The sums of some channels, or of all, made anew from the rows.

use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::columns::{each, names};
use crate::Result;

/// Whose sums are made anew.
pub(super) enum Scope {
    Everybody,
    Channels(Uuid, Vec<String>),
}

/// The caller holds the channels: nobody else writes them. Returns how many days of channels there are.
pub(super) async fn recount(connection: &mut PgConnection, scope: &Scope) -> Result<u64> {
    for table in ["channel_day", "channel_month", "video_total"] {
        run(connection, scope, |filter| format!("delete from {table} where {filter}")).await?;
    }
    let days = run(connection, scope, days).await?;
    run(connection, scope, months).await?;
    run(connection, scope, videos).await?;
    Ok(days)
}

async fn run(connection: &mut PgConnection, scope: &Scope, sql: impl Fn(&str) -> String) -> Result<u64> {
    let done = match scope {
        Scope::Everybody => sqlx::query(AssertSqlSafe(sql("true"))).execute(connection).await?,
        Scope::Channels(ws, channels) => {
            let sql = sql("workspace_id = $1 and channel_id = any($2)");
            sqlx::query(AssertSqlSafe(sql)).bind(ws).bind(channels).execute(connection).await?
        }
    };
    Ok(done.rows_affected())
}

fn days(filter: &str) -> String {
    let own = each(|name| format!("max({name}) filter (where video_id = '')"));
    let sum = each(|name| format!("coalesce(sum({name}) filter (where video_id <> ''), 0)::int8"));
    let known = each(|name| format!("(count({name}) filter (where video_id <> ''))::int4"));
    format!(
        "insert into channel_day (workspace_id, channel_id, day, reports, unfinished, own, video_sum, video_known)
        select workspace_id, channel_id, day, count(*), count(*) filter (where not complete), array[{own}], array[{sum}],
            array[{known}]
        from metric_day where {filter} group by workspace_id, channel_id, day"
    )
}

fn months(filter: &str) -> String {
    format!(
        "insert into channel_month (workspace_id, channel_id, month, reports, unfinished, newest_day, {}, {})
        select workspace_id, channel_id, date_trunc('month', day)::date, sum(reports), sum(unfinished), max(day), {sums}
        from channel_day where {filter} group by workspace_id, channel_id, date_trunc('month', day)",
        names(""),
        names("known_"),
        sums = sums(),
    )
}

fn videos(filter: &str) -> String {
    format!(
        "insert into video_total (workspace_id, channel_id, video_id, reports, unfinished, first_day, newest_day,
            published_said, published_at, {}, {})
        select workspace_id, channel_id, video_id, count(*), count(*) filter (where not complete), min(day), max(day),
            max(day) filter (where published_at is not null),
            (array_agg(published_at order by day desc) filter (where published_at is not null))[1], {sums}
        from metric_day where video_id <> '' and {filter} group by workspace_id, channel_id, video_id",
        names(""),
        names("known_"),
        sums = sums(),
    )
}

fn sums() -> String {
    let sums = each(|name| format!("coalesce(sum({name}), 0)::int8"));
    format!("{sums}, {}", each(|name| format!("count({name})::int4")))
}
