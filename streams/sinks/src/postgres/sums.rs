//! The tables of sums, written under the locks of their channels.

use std::sync::LazyLock;

use sqlx::{PgConnection, Postgres, postgres::PgArguments, query::Query};
use uuid::Uuid;

use super::{
    columns::{each, names, parameters},
    rollup::Rollup,
    tally::{Day, METRICS, Tally},
};
use crate::{Metric, Result};

type Sql = Query<'static, Postgres, PgArguments>;

/// Writes every sum that the changes touch.
pub(super) async fn write(connection: &mut PgConnection, ws: Uuid, rollup: &Rollup<'_>) -> Result<()> {
    days(connection, ws, rollup).await?;
    months(connection, ws, rollup).await?;
    videos(connection, ws, rollup).await
}

/// As they stand now.
async fn days(connection: &mut PgConnection, ws: Uuid, rollup: &Rollup<'_>) -> Result<()> {
    static UPSERT: LazyLock<String> = LazyLock::new(|| {
        let (own, sum, known) = (names("own_"), names("sum_"), names("known_"));
        let (own_values, sum_values) = (parameters(6, "int8[]"), parameters(6 + METRICS, "int8[]"));
        let known_values = parameters(6 + 2 * METRICS, "int4[]");
        format!(
            "insert into channel_day
                (workspace_id, channel_id, day, reports, unfinished, own, video_sum, video_known)
            select $1, channel_id, day, reports, unfinished, array[{own}], array[{sum}], array[{known}]
            from unnest($2::text[], $3::date[], $4::int4[], $5::int4[], {own_values}, {sum_values}, {known_values})
                as n (channel_id, day, reports, unfinished, {own}, {sum}, {known})
            on conflict (workspace_id, channel_id, day) do update set reports = excluded.reports,
                unfinished = excluded.unfinished, own = excluded.own, video_sum = excluded.video_sum,
                video_known = excluded.video_known"
        )
    });
    let (keys, after): (Vec<_>, Vec<Day>) = rollup.days().map(|(key, change)| (key, change.after)).unzip();
    if keys.is_empty() {
        return Ok(());
    }
    let (channels, days): (Vec<String>, Vec<_>) =
        keys.into_iter().map(|(channel, day)| (channel.to_owned(), day)).unzip();
    let tallies: Vec<Tally> = after.iter().map(|day| day.videos).collect();
    let mut query = sqlx::query(UPSERT.as_str()).bind(ws).bind(channels).bind(days);
    query = bind_reports(query, &tallies);
    for metric in Metric::ALL {
        query = query.bind(after.iter().map(|day| day.own.get(metric)).collect::<Vec<_>>());
    }
    bind_sums(query, &tallies).execute(connection).await?;
    Ok(())
}

async fn months(connection: &mut PgConnection, ws: Uuid, rollup: &Rollup<'_>) -> Result<()> {
    static ADD: LazyLock<String> = LazyLock::new(|| {
        let columns = format!("channel_id, month, newest_day, reports, unfinished, {}, {}", names(""), names("known_"));
        format!(
            "insert into channel_month as t (workspace_id, {columns})
            select $1, n.* from unnest($2::text[], $3::date[], $4::date[], $5::int4[], $6::int4[], {sums}, {known})
                as n ({columns})
            on conflict (workspace_id, channel_id, month) do update set {added},
                newest_day = greatest(t.newest_day, excluded.newest_day)",
            sums = parameters(7, "int8[]"),
            known = parameters(7 + METRICS, "int4[]"),
            added = added(),
        )
    });
    let (keys, deltas): (Vec<_>, Vec<_>) = rollup.months().into_iter().unzip();
    if keys.is_empty() {
        return Ok(());
    }
    let (channels, months): (Vec<String>, Vec<_>) =
        keys.into_iter().map(|(channel, month)| (channel.to_owned(), month)).unzip();
    let (newest, tallies): (Vec<_>, Vec<Tally>) = deltas.iter().map(|delta| (delta.newest_day, delta.tally)).unzip();
    let query = sqlx::query(ADD.as_str()).bind(ws).bind(channels).bind(months).bind(newest);
    bind_sums(bind_reports(query, &tallies), &tallies).execute(connection).await?;
    Ok(())
}

async fn videos(connection: &mut PgConnection, ws: Uuid, rollup: &Rollup<'_>) -> Result<()> {
    static ADD: LazyLock<String> = LazyLock::new(|| {
        let keys = "channel_id, video_id, first_day, newest_day, published_said, published_at, reports, unfinished";
        let columns = format!("{keys}, {}, {}", names(""), names("known_"));
        format!(
            "insert into video_total as t (workspace_id, {columns})
            select $1, n.* from unnest($2::text[], $3::text[], $4::date[], $5::date[], $6::date[], $7::timestamptz[],
                $8::int4[], $9::int4[], {sums}, {known}) as n ({columns})
            on conflict (workspace_id, channel_id, video_id) do update set {added},
                first_day = least(t.first_day, excluded.first_day),
                newest_day = greatest(t.newest_day, excluded.newest_day),
                published_at = case when excluded.published_said >= coalesce(t.published_said, excluded.published_said)
                    then excluded.published_at else t.published_at end,
                published_said = greatest(t.published_said, excluded.published_said)",
            sums = parameters(10, "int8[]"),
            known = parameters(10 + METRICS, "int4[]"),
            added = added(),
        )
    });
    let (keys, deltas): (Vec<_>, Vec<_>) = rollup.videos().into_iter().unzip();
    if keys.is_empty() {
        return Ok(());
    }
    let tallies: Vec<Tally> = deltas.iter().map(|delta| delta.tally).collect();
    let (channels, videos): (Vec<String>, Vec<String>) =
        keys.iter().map(|(channel, video)| ((*channel).to_owned(), (*video).to_owned())).unzip();
    let (said, published): (Vec<_>, Vec<_>) = deltas.iter().map(|delta| delta.published.unzip()).unzip();
    let query = sqlx::query(ADD.as_str()).bind(ws).bind(channels).bind(videos);
    let query = query.bind(deltas.iter().map(|delta| delta.first_day).collect::<Vec<_>>());
    let query = query.bind(deltas.iter().map(|delta| delta.newest_day).collect::<Vec<_>>());
    let query = bind_reports(query.bind(said).bind(published), &tallies);
    bind_sums(query, &tallies).execute(&mut *connection).await?;
    let unsaid = keys.iter().zip(&deltas).filter(|(_, delta)| delta.unsaid).map(|(key, _)| *key).collect();
    find_publication(connection, ws, unsaid).await
}

/// A day that said when the video was published says so no more: which one does now?
async fn find_publication(connection: &mut PgConnection, ws: Uuid, videos: Vec<(&str, &str)>) -> Result<()> {
    const FIND: &str = "update video_total t set (published_said, published_at) = (
            select m.day, m.published_at from metric_day m
            where m.workspace_id = t.workspace_id and m.channel_id = t.channel_id and m.video_id = t.video_id
                and m.published_at is not null
            order by m.day desc limit 1)
        from unnest($2::text[], $3::text[]) as n (channel_id, video_id)
        where t.workspace_id = $1 and t.channel_id = n.channel_id and t.video_id = n.video_id";
    if !videos.is_empty() {
        let (channels, videos): (Vec<_>, Vec<_>) = videos.into_iter().unzip();
        sqlx::query(FIND).bind(ws).bind(channels).bind(videos).execute(connection).await?;
    }
    Ok(())
}

/// What a difference does to the row that is there.
fn added() -> String {
    let one = |name: &str| format!("{name} = t.{name} + excluded.{name}");
    let both = each(|name| format!("{}, {}", one(name), one(&format!("known_{name}"))));
    format!("{}, {}, {both}", one("reports"), one("unfinished"))
}

fn bind_reports(query: Sql, tallies: &[Tally]) -> Sql {
    let column = |of: fn(&Tally) -> i32| tallies.iter().map(of).collect::<Vec<_>>();
    query.bind(column(|tally| tally.reports)).bind(column(|tally| tally.unfinished))
}

/// The sums, then how many knew them.
fn bind_sums(mut query: Sql, tallies: &[Tally]) -> Sql {
    for place in 0..METRICS {
        query = query.bind(tallies.iter().map(|tally| tally.sums[place]).collect::<Vec<_>>());
    }
    for place in 0..METRICS {
        query = query.bind(tallies.iter().map(|tally| tally.known[place]).collect::<Vec<_>>());
    }
    query
}
