//! The ranking of a niche: replaced whole, and handed on to `trend-predictions` by the relay's seat.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use ytempire_domain::{
    id::WorkspaceId,
    trend::{IdeaId, RankedTopic},
};

use crate::{Journal, Result, codec, relay::RelaySeat, undone::undone, windows::niche_key};

/// A niche whose windows have changed since they were ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnrankedNiche {
    /// Folded.
    pub niche: String,
    pub revision: i64,
}

/// A ranking that was not handed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub workspace_id: WorkspaceId,
    /// As signals spell it.
    pub niche: String,
    /// Which one of the niche.
    pub number: i64,
    pub made_at: DateTime<Utc>,
    /// Best first.
    pub topics: Vec<RankedTopic>,
}

/// A ranking that the log has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRanking {
    pub workspace_id: WorkspaceId,
    pub niche: String,
    pub number: i64,
}

impl Journal {
    /// Niches whose signals came from that partition last and whose windows wait to be ranked.
    pub async fn unranked(&self, ws: WorkspaceId, partition: i32, limit: i64) -> Result<Vec<UnrankedNiche>> {
        const UNRANKED: &str = "select n.niche_key, n.changed
            from trend_niche n left join trend_ranking r using (workspace_id, niche_key)
            where n.workspace_id = $1 and n.partition = $2 and n.changed > coalesce(r.ranked, 0)
            order by n.niche_key limit $3";
        let query = sqlx::query_as(UNRANKED).bind(ws.uuid()).bind(partition).bind(limit);
        let rows: Vec<(String, i64)> = query.fetch_all(&self.pool).await?;
        Ok(rows.into_iter().map(|(niche, revision)| UnrankedNiche { niche, revision }).collect())
    }

    /// Puts a ranking of the windows of that revision in the place of the one before; best first. `false`: newer windows
    /// were ranked already, and nothing was written. Said again, it changes no row.
    pub async fn store_ranking(
        &self,
        ws: WorkspaceId,
        niche: &str,
        revision: i64,
        topics: &[RankedTopic],
    ) -> Result<bool> {
        const MOVE: &str = "insert into trend_ranking as r (workspace_id, niche_key, ranked, rankings, ranked_at)
            values ($1, $2, $3, 1, now())
            on conflict (workspace_id, niche_key) do update
                set ranked = excluded.ranked, rankings = r.rankings + 1, ranked_at = excluded.ranked_at
                where r.ranked <= excluded.ranked
            returning (select niche from trend_niche n where n.workspace_id = $1 and n.niche_key = $2)";
        const TELL: &str = "select pg_notify('ytempire', 'predictions ' || $1), pg_notify('ytempire', 'outbox')";
        let mut tx = self.pool.begin().await?;
        let query = sqlx::query_scalar(MOVE).bind(ws.uuid()).bind(niche).bind(revision);
        let Some(name): Option<Option<String>> = query.fetch_optional(&mut *tx).await? else {
            return undone(tx, false).await;
        };
        replace(&mut tx, ws, niche, topics).await?;
        sqlx::query(TELL).bind(codec::json(&name.as_deref().unwrap_or(niche))?).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn replace(tx: &mut PgConnection, ws: WorkspaceId, niche: &str, topics: &[RankedTopic]) -> Result<()> {
    const FORGET: &str = "delete from trend_prediction
        where workspace_id = $1 and niche_key = $2 and topic_key <> all($3)";
    const REPLACE: &str = "insert into trend_prediction as old
            (workspace_id, niche_key, topic_key, idea_id, place, score, body)
        select $1, $2, topic, idea, place, score, body
        from unnest($3::text[], $4::text[], $5::double precision[], $6::text[])
            with ordinality as new (topic, idea, score, body, place)
        on conflict (workspace_id, niche_key, topic_key) do update
            set place = excluded.place, score = excluded.score, body = excluded.body
            where (old.place, old.body) is distinct from (excluded.place, excluded.body)";
    let keys: Vec<String> = topics.iter().map(|ranked| crate::signals::topic_key(&ranked.topic)).collect();
    let query = sqlx::query(FORGET).bind(ws.uuid()).bind(niche).bind(&keys);
    query.execute(&mut *tx).await?;
    let ideas: Vec<String> = topics.iter().map(|ranked| IdeaId::of(niche, &ranked.topic).to_string()).collect();
    let scores: Vec<f64> = topics.iter().map(|ranked| ranked.scored.probability).collect();
    let bodies = topics.iter().map(codec::json).collect::<Result<Vec<_>>>()?;
    let query = sqlx::query(REPLACE).bind(ws.uuid()).bind(niche).bind(keys).bind(ideas).bind(scores).bind(bodies);
    query.execute(tx).await?;
    Ok(())
}

impl RelaySeat {
    /// The newest ranking of niches that have one which was not handed on.
    pub async fn unsent_rankings(&mut self, limit: i64) -> Result<Vec<Ranking>> {
        // One statement: number and topics are of the same ranking.
        const UNSENT: &str = "select r.workspace_id, n.niche, r.rankings, r.ranked_at,
                array(select p.body from trend_prediction p
                    where p.workspace_id = r.workspace_id and p.niche_key = r.niche_key order by p.place)
            from trend_ranking r join trend_niche n using (workspace_id, niche_key)
            where r.rankings > r.sent order by r.ranked_at limit $1";
        type Row = (uuid::Uuid, String, i64, DateTime<Utc>, Vec<String>);
        let rows: Vec<Row> = sqlx::query_as(UNSENT).bind(limit).fetch_all(self.connection()).await?;
        let ranking = |(workspace, niche, number, made_at, bodies): Row| {
            let topics = bodies.iter().map(|body| codec::from_json(body)).collect::<Result<_>>()?;
            Ok(Ranking { workspace_id: WorkspaceId::from_uuid(workspace), niche, number, made_at, topics })
        };
        rows.into_iter().map(ranking).collect()
    }

    /// These rankings, and those of their niches before them, were handed on.
    pub async fn rankings_sent(&mut self, rankings: &[SentRanking]) -> Result<()> {
        const SENT: &str = "update trend_ranking r set sent = greatest(r.sent, s.number)
            from unnest($1::uuid[], $2::text[], $3::bigint[]) as s (workspace_id, niche_key, number)
            where r.workspace_id = s.workspace_id and r.niche_key = s.niche_key";
        let workspaces: Vec<uuid::Uuid> = rankings.iter().map(|sent| sent.workspace_id.uuid()).collect();
        let niches: Vec<String> = rankings.iter().map(|sent| niche_key(&sent.niche)).collect();
        let numbers: Vec<i64> = rankings.iter().map(|sent| sent.number).collect();
        let query = sqlx::query(SENT).bind(workspaces).bind(niches).bind(numbers);
        query.execute(self.connection()).await?;
        Ok(())
    }
}
