//! A batch becomes rows, sums and a cursor in one transaction.

use chrono::{DateTime, NaiveDate};
use futures_util::TryStreamExt as _;
use sqlx::{PgConnection, Row as _};
use uuid::Uuid;
use ytempire_domain::id::{ChannelId, WorkspaceId};
use ytempire_journal::{Fence, FencedBatch, MetricsChanged};

use super::{
    Map, Set,
    fold::{self, Winner},
    locks,
    outdo::{Outdone, outdo},
    revision,
    rollup::Rollup,
    rows::{self, Origin},
    sums,
    tally::{Day, RowChange, Said, Tally},
};
use crate::{
    Counts, Metric, Result, SinkError,
    postgres::{Batch, PostgresSink, Write, Written},
};

impl PostgresSink {
    /// Keeps of each (channel, video, day) the newest report, adds up, keeps what is dead, and moves the cursor: all of
    /// it, or nothing. May be said again after any error.
    pub async fn write(&self, ws: WorkspaceId, fence: &Fence, batch: &Batch) -> Result<Write> {
        let winners = fold::winners(batch);
        self.make_months(winners.iter().map(Winner::day)).await?;
        let Some(mut fenced) = self.journal.begin_batch(ws, fence, batch.next_offset).await? else {
            return Ok(Write::Fenced);
        };
        if fenced.is_repeated() {
            fenced.roll_back().await?;
            return Ok(Write::Repeated(channel_ids(&winners)));
        }
        for (raw, reason) in &batch.dead {
            fenced.keep_dead(raw, reason).await?;
        }
        let mut written = take_in(fenced.connection(), ws, fence.partition, &winners).await?;
        announce(&mut fenced, &winners, written.accepted).await?;
        fenced.commit().await?;
        written.stale = batch.reports.len() - written.accepted;
        written.dead = batch.dead.len();
        Ok(Write::Written(written))
    }
}

fn channel_ids(winners: &[Winner<'_>]) -> Vec<ChannelId> {
    let mut channels: Vec<_> = winners.iter().map(|winner| &winner.report.channel_id).collect();
    channels.dedup();
    channels.into_iter().cloned().collect()
}

async fn announce(fenced: &mut FencedBatch, winners: &[Winner<'_>], accepted: usize) -> Result<()> {
    let days = || winners.iter().map(Winner::day);
    if let (Some(from), Some(to), 1..) = (days().min(), days().max(), accepted) {
        let mut channels = channel_ids(winners);
        channels.truncate(MetricsChanged::MOST);
        fenced.announce(&MetricsChanged { channels, from, to, accepted }).await?;
    }
    Ok(())
}

async fn take_in(
    connection: &mut PgConnection,
    ws: WorkspaceId,
    partition: i32,
    winners: &[Winner<'_>],
) -> Result<Written> {
    if winners.is_empty() {
        return Ok(Written::default());
    }
    look_up_keys(connection).await?;
    let mut channels: Vec<_> = winners.iter().map(Winner::channel).collect();
    channels.dedup();
    let old = locks::channels(connection, ws.uuid(), &channels).await?;
    let days = standing(connection, ws.uuid(), winners, &old).await?;
    let revision = revision::draw(connection).await?;
    let origin = Origin { workspace: ws, partition, revision };
    // Where the channel's day is not there, none of its rows is.
    let known: Vec<Winner<'_>> =
        winners.iter().filter(|winner| days.contains_key(&(winner.channel(), winner.day()))).copied().collect();
    let Outdone { mut said, stale } = outdo(connection, origin, &known, &days).await?;
    let rows: Vec<Winner<'_>> = winners.iter().filter(|winner| !stale.contains(&winner.offset)).copied().collect();
    let mut rollup = Rollup::new(days);
    rows::insert(connection, origin, &rows, |winner| {
        rollup.apply(&change(winner, said.remove(&winner.offset)));
    })
    .await?;
    sums::write(connection, ws.uuid(), &rollup).await?;
    Ok(Written { accepted: rows.len(), changes: rollup.changes()?, ..Written::default() })
}

/// Plans of this transaction are made before anything is known about the keys that it brings, and of a table that has just
/// begun to fill nothing is known either. One that looks up key after key is right in all cases; any other reads whole
/// tables for a batch. Planned anew each time: a plan that is kept was made while the table was small.
async fn look_up_keys(connection: &mut PgConnection) -> Result<()> {
    const SETTINGS: &str = "select set_config(name, value, true) from (values ('plan_cache_mode', 'force_custom_plan'),
        ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'), ('enable_seqscan', 'off'), ('enable_material', 'off'),
        ('enable_memoize', 'off')) as setting (name, value)";
    sqlx::query(SETTINGS).execute(connection).await?;
    Ok(())
}

/// What the days of the batch stand at, where they are there.
async fn standing<'a>(
    connection: &mut PgConnection,
    ws: Uuid,
    winners: &[Winner<'a>],
    old: &Set<&str>,
) -> Result<Map<(&'a str, NaiveDate), Day>> {
    // The first row at or behind each key, in the order of the primary key: no other plan and no other index gives it,
    // however little is known of the table.
    const STANDING: &str = "select n.place, d.reports, d.unfinished, d.own, d.video_sum, d.video_known
        from unnest($2::text[], $3::date[]) with ordinality as n (channel_id, day, place),
            lateral (select * from channel_day
                where (workspace_id, channel_id, day) >= ($1, n.channel_id, n.day)
                order by workspace_id, channel_id, day limit 1) d
        where d.workspace_id = $1 and d.channel_id = n.channel_id and d.day = n.day";
    let mut keys: Vec<_> = winners.iter().map(|winner| (winner.channel(), winner.day())).collect();
    keys.retain(|(channel, _)| old.contains(channel));
    keys.dedup();
    if keys.is_empty() {
        return Ok(Map::default());
    }
    let (channels, days): (Vec<&str>, Vec<NaiveDate>) = keys.iter().copied().unzip();
    let mut rows = sqlx::query(STANDING).bind(ws).bind(channels).bind(days).fetch(connection);
    let mut standing = Map::with_capacity_and_hasher(keys.len(), ahash::RandomState::default());
    while let Some(row) = rows.try_next().await? {
        let place: i64 = row.try_get(0)?;
        let key = usize::try_from(place - 1).ok().and_then(|place| keys.get(place));
        let key = key.ok_or_else(|| defect("a day came back that was not asked for"))?;
        standing.insert(*key, day_of(&row)?);
    }
    Ok(standing)
}

fn day_of(row: &sqlx::postgres::PgRow) -> Result<Day> {
    let (own, sums, known): (Vec<Option<i64>>, Vec<i64>, Vec<i32>) =
        (row.try_get(3)?, row.try_get(4)?, row.try_get(5)?);
    let length = |_| defect("a day has another number of metrics");
    let videos = Tally {
        sums: sums.try_into().map_err(|sums: Vec<i64>| length(sums.len()))?,
        known: known.try_into().map_err(|known: Vec<i32>| length(known.len()))?,
        reports: row.try_get(1)?,
        unfinished: row.try_get(2)?,
    };
    let mut day = Day { own: Counts::default(), videos };
    Metric::ALL.into_iter().zip(own).for_each(|(metric, count)| day.own.set(metric, count));
    Ok(day)
}

fn change<'a>(winner: &Winner<'a>, before: Option<Said>) -> RowChange<'a> {
    let report = winner.report;
    let counts = Counts::from(&report.metrics);
    // Microseconds, as PostgreSQL keeps it.
    let published_at = report.published_at.and_then(|time| DateTime::from_timestamp_micros(time.timestamp_micros()));
    let after = Said { counts, complete: winner.complete, published_at };
    RowChange { channel: winner.channel(), day: winner.day(), video: winner.video(), before, after }
}

fn defect(what: &'static str) -> SinkError {
    SinkError::Defect(what.into())
}
