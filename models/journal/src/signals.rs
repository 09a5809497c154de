//! Trend signals: a batch of records becomes the newest observations, the topics' windows change with them, and the
//! partition's cursor moves, or nothing does.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use ytempire_domain::{
    id::WorkspaceId,
    trend::{TrendSignal, folded},
};

use crate::{
    Fence, IntakeRecord, Journal, JournalError, Result, codec,
    windows::{self, ChangedNiche},
};

/// Most signals that one topic has use for.
const OF_TOPIC: i64 = 100;

#[derive(Clone, Debug, PartialEq)]
pub enum SignalBatch {
    /// The partition has another owner: nothing was written.
    Fenced,
    /// How many parsed, older ones than those known already among them, how many became dead letters, and which windows
    /// are others now.
    Stored { signals: usize, dead: usize, changed: Vec<ChangedNiche> },
}

/// What a row is unique by: topic, niche, source, region. Sorted, so that two batches never wait for each other in a ring.
type Key = (String, String, String, String);

impl Journal {
    /// Folds each signal into the window of its topic, keeps of each topic, niche, source and region the newest
    /// observation, what did not parse as dead letters, and moves the cursor to `next_offset`; the cursor never moves back.
    /// Said again, it changes nothing.
    pub async fn store_signals(
        &self,
        ws: WorkspaceId,
        fence: &Fence,
        records: Vec<IntakeRecord<TrendSignal>>,
        next_offset: i64,
    ) -> Result<SignalBatch> {
        let Some(mut batch) = self.begin_batch(ws, fence, next_offset).await? else {
            return Ok(SignalBatch::Fenced);
        };
        let (mut signals, mut dead) = (Vec::with_capacity(records.len()), 0);
        for record in records {
            match record.parsed {
                Ok(signal) => signals.push(signal),
                Err(reason) => {
                    dead += 1;
                    batch.keep_dead(&record.raw, &reason).await?;
                }
            }
        }
        let changed = windows::fold(batch.connection(), ws, fence.partition, &signals).await?;
        let (parsed, mut newest) = (signals.len(), BTreeMap::new());
        signals.into_iter().for_each(|signal| keep_newer(&mut newest, signal));
        upsert(batch.connection(), ws, newest).await?;
        batch.commit().await?;
        Ok(SignalBatch::Stored { signals: parsed, dead, changed })
    }

    /// What is known about a topic, whatever its case and spacing: the newest observation first, at most a hundred.
    pub async fn signals_of(&self, ws: WorkspaceId, topic: &str) -> Result<Vec<TrendSignal>> {
        const OF: &str = "select signal::text from trend_signal where workspace_id = $1 and topic_key = $2
            order by observed_at desc, niche_key, source, region limit $3";
        let query = sqlx::query_scalar::<_, String>(OF).bind(ws.uuid()).bind(topic_key(topic)).bind(OF_TOPIC);
        query.fetch_all(&self.pool).await?.iter().map(|json| codec::from_json(json)).collect()
    }

    /// Forgets what sources said of topics of which they have said nothing new for so many days, at most `limit`
    /// observations. Returns how many.
    pub async fn sweep_signals(&self, days: u32, limit: i64) -> Result<u64> {
        const SWEEP: &str = "delete from trend_signal where ctid = any(array(select ctid from trend_signal
            where stored_at < now() - make_interval(days => $1) limit $2 for update skip locked))";
        let days = i32::try_from(days).map_err(JournalError::defect)?;
        Ok(sqlx::query(SWEEP).bind(days).bind(limit).execute(&self.pool).await?.rows_affected())
    }
}

pub(crate) fn topic_key(topic: &str) -> String {
    codec::clean(&folded(topic)).into_owned()
}

/// The later record of two that were observed at the same moment.
fn keep_newer(newest: &mut BTreeMap<Key, TrendSignal>, signal: TrendSignal) {
    let region = signal.region.clone().unwrap_or_default();
    let key = (topic_key(&signal.topic), folded(&signal.niche), signal.source.clone(), region);
    match newest.get(&key) {
        Some(known) if known.observed_at > signal.observed_at => {}
        _ => drop(newest.insert(key, signal)),
    }
}

async fn upsert(tx: &mut PgConnection, ws: WorkspaceId, newest: BTreeMap<Key, TrendSignal>) -> Result<()> {
    const UPSERT: &str =
        "insert into trend_signal (workspace_id, topic_key, niche_key, source, region, observed_at, signal)
        select $1, topic, niche, source, region, observed_at, body::json
        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
            as new (topic, niche, source, region, observed_at, body)
        on conflict (workspace_id, topic_key, niche_key, source, region) do update
            set observed_at = excluded.observed_at, signal = excluded.signal, stored_at = now()
            where trend_signal.observed_at <= excluded.observed_at";
    if newest.is_empty() {
        return Ok(());
    }
    let times: Vec<_> = newest.values().map(|signal| signal.observed_at).collect();
    let bodies = newest.values().map(codec::json).collect::<Result<Vec<_>>>()?;
    let (mut topics, mut niches, mut sources, mut regions) = (vec![], vec![], vec![], vec![]);
    for (topic, niche, source, region) in newest.into_keys() {
        topics.push(topic);
        niches.push(niche);
        sources.push(source);
        regions.push(region);
    }
    let query = sqlx::query(UPSERT).bind(ws.uuid()).bind(topics).bind(niches).bind(sources).bind(regions);
    query.bind(times).bind(bodies).execute(tx).await?;
    Ok(())
}
