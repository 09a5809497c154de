//! Sums for the copy, of the days and videos that changed.

use std::sync::LazyLock;

use chrono::NaiveDate;
use sqlx::{Row as _, postgres::PgRow};
use uuid::Uuid;

use super::{
    columns::{known, names},
    read::{day_row, videos::video_sum},
};
use crate::{
    Result,
    postgres::PostgresSink,
    scylla::{DayKey, Sums, Touched, VideoKey},
};

impl PostgresSink {
    /// As they are now, when everything up to `revision` is there.
    pub async fn sums(&self, touched: Touched, revision: i64) -> Result<Sums> {
        let days = self.day_sums(&touched.days).await?;
        let videos = self.video_totals(&touched.videos).await?;
        Ok(Sums {
            revision,
            days: in_place(touched.days, &days, day_row)?,
            videos: in_place(touched.videos, &videos, video_sum)?,
        })
    }

    async fn day_sums(&self, keys: &[DayKey]) -> Result<Vec<PgRow>> {
        static DAYS: LazyLock<String> = LazyLock::new(|| {
            format!(
                "select {}, d.day, d.unfinished = 0, k.place
                from unnest($1::uuid[], $2::text[], $3::date[]) with ordinality as k (workspace_id, channel_id, day, place)
                    join channel_day d on d.workspace_id = k.workspace_id and d.channel_id = k.channel_id and d.day = k.day",
                names("d.")
            )
        });
        let workspaces: Vec<Uuid> = keys.iter().map(|key| key.workspace_id.uuid()).collect();
        let channels: Vec<&str> = keys.iter().map(|key| key.channel_id.as_str()).collect();
        let days: Vec<NaiveDate> = keys.iter().map(|key| key.day).collect();
        let query = sqlx::query(DAYS.as_str()).bind(workspaces).bind(channels).bind(days);
        Ok(query.fetch_all(self.pool()).await?)
    }

    async fn video_totals(&self, keys: &[VideoKey]) -> Result<Vec<PgRow>> {
        static TOTALS: LazyLock<String> = LazyLock::new(|| {
            format!(
                "select {}, t.channel_id, t.video_id, t.published_at, t.first_day, t.newest_day,
                    t.unfinished = 0 as complete, k.place
                from unnest($1::uuid[], $2::text[], $3::text[])
                        with ordinality as k (workspace_id, channel_id, video_id, place)
                    join video_total t on t.workspace_id = k.workspace_id and t.channel_id = k.channel_id
                        and t.video_id = k.video_id",
                known("t")
            )
        });
        let workspaces: Vec<Uuid> = keys.iter().map(|key| key.workspace_id.uuid()).collect();
        let channels: Vec<&str> = keys.iter().map(|key| key.channel_id.as_str()).collect();
        let videos: Vec<&str> = keys.iter().map(|key| key.video_id.as_str()).collect();
        let query = sqlx::query(TOTALS.as_str()).bind(workspaces).bind(channels).bind(videos);
        Ok(query.fetch_all(self.pool()).await?)
    }
}

/// Each key with what was found of it, by the place in the question, from 1.
fn in_place<K, T>(keys: Vec<K>, rows: &[PgRow], read: fn(&PgRow) -> Result<T>) -> Result<Vec<(K, Option<T>)>> {
    let mut all: Vec<(K, Option<T>)> = keys.into_iter().map(|key| (key, None)).collect();
    for row in rows {
        let place: i64 = row.try_get("place")?;
        if let Some((_, found)) = usize::try_from(place - 1).ok().and_then(|place| all.get_mut(place)) {
            *found = Some(read(row)?);
        }
    }
    Ok(all)
}
