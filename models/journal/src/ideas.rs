//! Ranked topics as ideas for videos, and what people decided about them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use ytempire_domain::{
    id::{VideoId, WorkspaceId},
    trend::{IdeaId, RankedTopic},
};

use crate::{Journal, JournalError, Page, PageRequest, Result, codec, windows::niche_key};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdeaState {
    /// Nobody has decided, or a snooze is over.
    New,
    Accepted,
    Snoozed,
    Dismissed,
}

/// A ranked topic of a niche.
#[derive(Clone, Debug, PartialEq)]
pub struct IdeaRow {
    pub id: IdeaId,
    /// As signals spell it.
    pub niche: String,
    /// In the ranking of its niche, from 1; `None`: it has left the ranking since somebody decided.
    pub place: Option<u32>,
    pub ranked: RankedTopic,
    pub state: IdeaState,
    /// Of a snooze that is not over.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Of an accepted one.
    pub video_id: Option<VideoId>,
}

/// What a list keeps; what is empty keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdeaFilter {
    /// In any case and spacing.
    pub niche: Option<String>,
    pub state: Option<IdeaState>,
}

/// What a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept(VideoId),
    Snooze(DateTime<Utc>),
    Dismiss,
    /// As if nobody had decided.
    Restore,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// The idea as it is now.
    Done(Box<IdeaRow>),
    /// There is no such idea, or no longer.
    Missing,
}

/// A niche of which signals came.
#[derive(Clone, Debug, PartialEq)]
pub struct NicheRow {
    pub niche: String,
    /// Topics in its ranking.
    pub topics: i64,
    pub last_signal_at: DateTime<Utc>,
    pub ranked_at: Option<DateTime<Utc>>,
    /// The best topic of its ranking.
    pub best: Option<RankedTopic>,
}

macro_rules! idea_columns {
    () => {
        "coalesce(p.idea_id, d.idea_id) as idea_id, coalesce(n.niche, d.niche) as niche, p.place,
         coalesce(p.body, d.body) as body, coalesce(p.score, d.score) as score,
         case when d.state is null or d.snoozed_until <= now() then 'new' else d.state end as state,
         case when d.snoozed_until > now() then d.snoozed_until end as snoozed_until, d.video_id"
    };
}

/// Every topic that is ranked, and every one that somebody decided about.
macro_rules! ideas {
    () => {
        "trend_prediction p
         join trend_niche n on n.workspace_id = p.workspace_id and n.niche_key = p.niche_key
         full join trend_decision d on d.workspace_id = p.workspace_id and d.idea_id = p.idea_id"
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    idea_id: String,
    niche: String,
    place: Option<i32>,
    body: String,
    score: f64,
    state: String,
    snoozed_until: Option<DateTime<Utc>>,
    video_id: Option<Uuid>,
}

impl TryFrom<&Row> for IdeaRow {
    type Error = JournalError;

    fn try_from(row: &Row) -> Result<Self> {
        Ok(IdeaRow {
            id: row.idea_id.parse().map_err(JournalError::defect)?,
            niche: row.niche.clone(),
            place: row.place.map(|place| place.unsigned_abs()),
            ranked: codec::from_json(&row.body)?,
            state: codec::named(&row.state)?,
            snoozed_until: row.snoozed_until,
            video_id: row.video_id.map(VideoId::from_uuid),
        })
    }
}

impl Journal {
    /// The highest score first.
    pub async fn ideas(&self, ws: WorkspaceId, filter: &IdeaFilter, page: PageRequest) -> Result<Page<IdeaRow>> {
        const LIST: &str = concat!(
            "select * from (select ",
            idea_columns!(),
            " from ",
            ideas!(),
            " where coalesce(p.workspace_id, d.workspace_id) = $1
                and ($2::text is null or coalesce(p.niche_key, d.niche_key) = $2)) as idea
              where ($3::text is null or state = $3)
                and ($4::double precision is null or score < $4 or (score = $4 and idea_id > $5))
              order by score desc, idea_id limit $6"
        );
        let Some(after) = after(page.after.as_deref()) else { return Ok(Page::empty()) };
        let (score, id) = after.map_or((None, None), |(score, id)| (Some(score), Some(id)));
        let state = filter.state.as_ref().map(codec::name_of).transpose()?;
        let query = sqlx::query_as::<_, Row>(LIST).bind(ws.uuid()).bind(filter.niche.as_deref().map(niche_key));
        let query = query.bind(state).bind(score).bind(id).bind(page.fetch());
        let page =
            Page::cut(query.fetch_all(&self.pool).await?, &page, |row| format!("{:?} {}", row.score, row.idea_id));
        let items = page.items.iter().map(IdeaRow::try_from).collect::<Result<_>>()?;
        Ok(Page { items, next: page.next })
    }

    pub async fn idea(&self, ws: WorkspaceId, id: &IdeaId) -> Result<Option<IdeaRow>> {
        const ONE: &str = concat!(
            "select ",
            idea_columns!(),
            " from ",
            ideas!(),
            " where coalesce(p.workspace_id, d.workspace_id) = $1 and coalesce(p.idea_id, d.idea_id) = $2"
        );
        let query = sqlx::query_as::<_, Row>(ONE).bind(ws.uuid()).bind(id.as_str());
        query.fetch_optional(&self.pool).await?.as_ref().map(IdeaRow::try_from).transpose()
    }

    /// The last decision counts.
    pub async fn decide(&self, ws: WorkspaceId, id: &IdeaId, decision: Decision) -> Result<Decided> {
        const RESTORE: &str = "delete from trend_decision where workspace_id = $1 and idea_id = $2";
        const TELL: &str = "select pg_notify('ytempire', 'predictions ' || $1)";
        const DECIDE: &str = "insert into trend_decision
                (workspace_id, idea_id, niche_key, niche, state, snoozed_until, video_id, score, body)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (workspace_id, idea_id) do update set state = excluded.state, decided_at = now(),
                snoozed_until = excluded.snoozed_until, video_id = excluded.video_id";
        let Some(known) = self.idea(ws, id).await? else { return Ok(Decided::Missing) };
        let mut tx = self.pool.begin().await?;
        // Sent with the commit.
        sqlx::query(TELL).bind(codec::json(&known.niche)?).execute(&mut *tx).await?;
        let (state, until, video) = match decision {
            Decision::Accept(video) => (IdeaState::Accepted, None, Some(video)),
            Decision::Snooze(until) => (IdeaState::Snoozed, Some(until), None),
            Decision::Dismiss => (IdeaState::Dismissed, None, None),
            Decision::Restore => {
                sqlx::query(RESTORE).bind(ws.uuid()).bind(id.as_str()).execute(&mut *tx).await?;
                tx.commit().await?;
                // One that has left the ranking since is shown once more.
                let last = IdeaRow { place: None, state: IdeaState::New, snoozed_until: None, video_id: None, ..known };
                return Ok(Decided::Done(Box::new(self.idea(ws, id).await?.unwrap_or(last))));
            }
        };
        let query =
            sqlx::query(DECIDE).bind(ws.uuid()).bind(id.as_str()).bind(niche_key(&known.niche)).bind(&known.niche);
        let query = query.bind(codec::name_of(&state)?).bind(until).bind(video.map(VideoId::uuid));
        let query = query.bind(known.ranked.scored.probability).bind(codec::json(&known.ranked)?);
        query.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(self.idea(ws, id).await?.map_or(Decided::Missing, |idea| Decided::Done(Box::new(idea))))
    }

    /// Of which signals came last first.
    pub async fn niches(&self, ws: WorkspaceId, limit: i64) -> Result<Vec<NicheRow>> {
        const ALL: &str = "select n.niche,
                (select count(*) from trend_prediction p
                    where p.workspace_id = n.workspace_id and p.niche_key = n.niche_key),
                n.last_signal_at, r.ranked_at,
                (select p.body from trend_prediction p
                    where p.workspace_id = n.workspace_id and p.niche_key = n.niche_key order by p.place limit 1)
            from trend_niche n left join trend_ranking r using (workspace_id, niche_key)
            where n.workspace_id = $1 order by n.last_signal_at desc, n.niche_key limit $2";
        type Niche = (String, i64, DateTime<Utc>, Option<DateTime<Utc>>, Option<String>);
        let rows: Vec<Niche> = sqlx::query_as(ALL).bind(ws.uuid()).bind(limit).fetch_all(&self.pool).await?;
        let niche = |(niche, topics, last_signal_at, ranked_at, best): Niche| {
            let best = codec::from_json_opt(best.as_deref())?;
            Ok(NicheRow { niche, topics, last_signal_at, ranked_at, best })
        };
        rows.into_iter().map(niche).collect()
    }
}

/// Score and id of the last idea of a page; `None`: a place that cannot be read.
fn after(place: Option<&str>) -> Option<Option<(f64, String)>> {
    let Some(place) = place else { return Some(None) };
    let (score, id) = place.split_once(' ')?;
    Some(Some((score.parse().ok()?, id.to_owned())))
}
