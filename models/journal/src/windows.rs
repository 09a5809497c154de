//! The windows of topics: folded under the lock of their niche, so that signals of one niche that come through two
//! partitions meet in the same windows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use ytempire_domain::{
    id::WorkspaceId,
    trend::{TrendSignal, Window, folded},
};

use crate::{Journal, JournalError, Result, codec, signals::topic_key};

/// A niche some of whose windows a batch has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedNiche {
    /// Folded: [`folded`].
    pub niche: String,
    /// Of this change; one more than that of the change before.
    pub revision: i64,
    pub topics: Vec<ChangedTopic>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChangedTopic {
    /// Folded.
    pub topic: String,
    pub window: Window,
}

/// A part of all windows, for those who read the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowPage {
    /// By niche and topic.
    pub windows: Vec<Window>,
    /// Niche and topic, folded, to read on after; none: this was the last page.
    pub next: Option<(String, String)>,
}

/// Niche and topic, folded. Sorted: locks are taken in this order.
type Key = (String, String);

impl Journal {
    /// The windows of a niche, those seen last first, and the revision that they have.
    pub async fn windows(&self, ws: WorkspaceId, niche: &str, limit: i64) -> Result<(i64, Vec<ChangedTopic>)> {
        const REVISION: &str = "select changed from trend_niche where workspace_id = $1 and niche_key = $2 for share";
        const ALL: &str = "select topic_key, body from trend_window where workspace_id = $1 and niche_key = $2
            order by last_seen desc, topic_key limit $3";
        // The lock keeps a batch from changing the windows between the two reads.
        let mut tx = self.pool.begin().await?;
        let query = sqlx::query_scalar(REVISION).bind(ws.uuid()).bind(niche);
        let revision: Option<i64> = query.fetch_optional(&mut *tx).await?;
        let query = sqlx::query_as(ALL).bind(ws.uuid()).bind(niche).bind(limit);
        let rows: Vec<(String, String)> = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let topic = |(topic, body): (String, String)| Some(ChangedTopic { topic, window: readable(&body)? });
        Ok((revision.unwrap_or(0), rows.into_iter().filter_map(topic).collect()))
    }

    /// The windows of all niches, at most `limit` of them, those after the given niche and topic. A window that cannot be read
    /// is left out.
    pub async fn all_windows(
        &self,
        ws: WorkspaceId,
        after: Option<(String, String)>,
        limit: u32,
    ) -> Result<WindowPage> {
        const PAGE: &str = "select niche_key, topic_key, body from trend_window
            where workspace_id = $1 and (niche_key, topic_key) > ($2, $3) order by niche_key, topic_key limit $4";
        let (niche, topic) = after.unwrap_or_default();
        let query = sqlx::query_as(PAGE).bind(ws.uuid()).bind(niche).bind(topic).bind(i64::from(limit));
        let rows: Vec<(String, String, String)> = query.fetch_all(&self.pool).await?;
        let last = rows.last().filter(|_| rows.len() >= limit as usize);
        let next = last.map(|(niche, topic, _)| (niche.clone(), topic.clone()));
        Ok(WindowPage { windows: rows.iter().filter_map(|(_, _, body)| readable(body)).collect(), next })
    }

    /// How many windows there are.
    pub async fn count_windows(&self, ws: WorkspaceId) -> Result<u64> {
        const COUNT: &str = "select count(*) from trend_window where workspace_id = $1";
        let count: i64 = sqlx::query_scalar(COUNT).bind(ws.uuid()).fetch_one(&self.pool).await?;
        Ok(count.unsigned_abs())
    }

    /// Forgets the windows of topics of which nothing was heard for so many days, at most `limit` of them, and what was
    /// ranked of them. Returns how many.
    pub async fn sweep_windows(&self, days: u32, limit: i64) -> Result<u64> {
        const SWEEP: &str = "with gone as (
                delete from trend_window where (workspace_id, niche_key, topic_key) in (
                    select workspace_id, niche_key, topic_key from trend_window
                    where updated_at < now() - make_interval(days => $1) limit $2 for update skip locked)
                returning workspace_id, niche_key, topic_key
            ), unranked as (
                delete from trend_prediction p using gone g where p.workspace_id = g.workspace_id
                    and p.niche_key = g.niche_key and p.topic_key = g.topic_key
            )
            select count(*) from gone";
        let days = i32::try_from(days).map_err(JournalError::defect)?;
        let gone: i64 = sqlx::query_scalar(SWEEP).bind(days).bind(limit).fetch_one(&self.pool).await?;
        Ok(gone.unsigned_abs())
    }
}

/// Folds the signals, in order, into the windows of their topics. Answers with what has changed.
pub(crate) async fn fold(
    tx: &mut PgConnection,
    ws: WorkspaceId,
    partition: i32,
    signals: &[TrendSignal],
) -> Result<Vec<ChangedNiche>> {
    if signals.is_empty() {
        return Ok(Vec::new());
    }
    let mut of_topic: BTreeMap<Key, Vec<&TrendSignal>> = BTreeMap::new();
    for signal in signals {
        of_topic.entry((niche_key(&signal.niche), topic_key(&signal.topic))).or_default().push(signal);
    }
    lock_niches(tx, ws, partition, signals).await?;
    let mut known = read(tx, ws, of_topic.keys()).await?;
    let mut changed = BTreeMap::new();
    for (key, signals) in of_topic {
        let before = known.remove(&key);
        let mut window = before.clone().unwrap_or_else(|| Window::of(signals[0]));
        for signal in signals {
            window.fold(signal);
        }
        if before.as_ref() != Some(&window) {
            changed.insert(key, window);
        }
    }
    write(tx, ws, &changed).await?;
    let revisions = raise(tx, ws, changed.keys().map(|(niche, _)| niche).collect()).await?;
    Ok(by_niche(changed, &revisions))
}

pub(crate) fn niche_key(niche: &str) -> String {
    codec::clean(&folded(niche)).into_owned()
}

/// Also makes the rows of niches that are new.
async fn lock_niches(tx: &mut PgConnection, ws: WorkspaceId, partition: i32, signals: &[TrendSignal]) -> Result<()> {
    const LOCK: &str = "insert into trend_niche (workspace_id, niche_key, niche, partition, last_signal_at)
        select $1, key, name, $2, seen from unnest($3::text[], $4::text[], $5::timestamptz[]) as new (key, name, seen)
        order by key
        on conflict (workspace_id, niche_key) do update set niche = excluded.niche, partition = excluded.partition,
            last_signal_at = greatest(trend_niche.last_signal_at, excluded.last_signal_at)";
    let mut niches: BTreeMap<String, (&str, DateTime<Utc>)> = BTreeMap::new();
    for signal in signals {
        let niche = niches.entry(niche_key(&signal.niche)).or_insert((&signal.niche, signal.observed_at));
        *niche = (&signal.niche, niche.1.max(signal.observed_at));
    }
    let (mut names, mut seen) = (Vec::new(), Vec::new());
    for (name, at) in niches.values() {
        names.push(codec::clean(name).into_owned());
        seen.push(*at);
    }
    let keys: Vec<String> = niches.into_keys().collect();
    let query = sqlx::query(LOCK).bind(ws.uuid()).bind(partition).bind(keys).bind(names).bind(seen);
    query.execute(tx).await?;
    Ok(())
}

async fn read(
    tx: &mut PgConnection,
    ws: WorkspaceId,
    keys: impl Iterator<Item = &Key>,
) -> Result<BTreeMap<Key, Window>> {
    // Key by key: a plan that was made while the table was small must not read all of it later.
    const READ: &str = "select wanted.niche, wanted.topic, found.body
        from unnest($2::text[], $3::text[]) as wanted (niche, topic)
        cross join lateral (select body from trend_window
            where workspace_id = $1 and niche_key = wanted.niche and topic_key = wanted.topic limit 1) as found";
    let (niches, topics): (Vec<&str>, Vec<&str>) = keys.map(|(niche, topic)| (niche.as_str(), topic.as_str())).unzip();
    let query = sqlx::query_as(READ).bind(ws.uuid()).bind(niches).bind(topics).persistent(false);
    let rows: Vec<(String, String, String)> = query.fetch_all(tx).await?;
    Ok(rows.into_iter().filter_map(|(niche, topic, body)| Some(((niche, topic), readable(&body)?))).collect())
}

/// A window that cannot be read begins anew: what it has lost comes back within two days, where a stopped partition would
/// not.
fn readable(body: &str) -> Option<Window> {
    codec::from_json(body).inspect_err(|error| tracing::error!(%error, "a topic's window cannot be read")).ok()
}

async fn write(tx: &mut PgConnection, ws: WorkspaceId, windows: &BTreeMap<Key, Window>) -> Result<()> {
    const WRITE: &str = "insert into trend_window (workspace_id, niche_key, topic_key, body, last_seen)
        select $1, niche, topic, body, seen
        from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) as new (niche, topic, body, seen)
        on conflict (workspace_id, niche_key, topic_key) do update
            set body = excluded.body, last_seen = excluded.last_seen, updated_at = now()";
    if windows.is_empty() {
        return Ok(());
    }
    let (niches, topics): (Vec<&str>, Vec<&str>) =
        windows.keys().map(|(niche, topic)| (niche.as_str(), topic.as_str())).unzip();
    let bodies = windows.values().map(codec::json).collect::<Result<Vec<_>>>()?;
    let seen: Vec<DateTime<Utc>> = windows.values().map(Window::last_seen).collect();
    let query = sqlx::query(WRITE).bind(ws.uuid()).bind(niches).bind(topics).bind(bodies).bind(seen);
    query.execute(tx).await?;
    Ok(())
}

async fn raise(tx: &mut PgConnection, ws: WorkspaceId, niches: BTreeSet<&String>) -> Result<BTreeMap<String, i64>> {
    const RAISE: &str = "update trend_niche set changed = changed + 1 where workspace_id = $1 and niche_key = any($2)
        returning niche_key, changed";
    if niches.is_empty() {
        return Ok(BTreeMap::new());
    }
    let niches: Vec<&str> = niches.into_iter().map(String::as_str).collect();
    let rows: Vec<(String, i64)> = sqlx::query_as(RAISE).bind(ws.uuid()).bind(niches).fetch_all(tx).await?;
    Ok(rows.into_iter().collect())
}

fn by_niche(changed: BTreeMap<Key, Window>, revisions: &BTreeMap<String, i64>) -> Vec<ChangedNiche> {
    let mut niches: Vec<ChangedNiche> = Vec::new();
    for ((niche, topic), window) in changed {
        let changed = ChangedTopic { topic, window };
        match niches.last_mut() {
            Some(last) if last.niche == niche => last.topics.push(changed),
            _ => {
                let revision = revisions.get(&niche).copied().unwrap_or(0);
                niches.push(ChangedNiche { niche, revision, topics: vec![changed] });
            }
        }
    }
    niches
}
