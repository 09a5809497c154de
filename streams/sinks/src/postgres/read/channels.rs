//! Days and sums of channels.

use std::sync::LazyLock;

use chrono::{Datelike as _, Months, NaiveDate};
use futures_util::TryStreamExt as _;
use sqlx::{PgPool, Row as _, postgres::PgRow};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use super::{super::channel_id, counts, day_row};
use crate::{
    ChannelDay, ChannelSum, DayRow, Days, Metric, Result,
    postgres::columns::{each, known, names},
};

/// The same question for all channels, and for some.
struct Question {
    of_all: String,
    of_some: String,
}

impl Question {
    /// `place` is the parameter that names some channels; the days are those from the second on.
    fn new(place: u8, sql: impl Fn(&str) -> String) -> Self {
        Question { of_all: sql(""), of_some: sql(&format!("and channel_id = any(${place})")) }
    }

    /// What `read` makes of each row, as they come.
    async fn ask<T>(
        &'static self,
        pool: &PgPool,
        ws: WorkspaceId,
        days: &[NaiveDate],
        some: &[ChannelId],
        read: impl Fn(&PgRow) -> Result<T>,
    ) -> Result<Vec<T>> {
        let sql = if some.is_empty() { &self.of_all } else { &self.of_some };
        let mut query = sqlx::query(sql.as_str()).bind(ws.uuid());
        for day in days {
            query = query.bind(*day);
        }
        if !some.is_empty() {
            query = query.bind(some.iter().map(ChannelId::as_str).collect::<Vec<_>>());
        }
        let mut rows = query.fetch(pool);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await? {
            found.push(read(&row)?);
        }
        Ok(found)
    }
}

pub(super) async fn days(pool: &PgPool, ws: WorkspaceId, channels: &[ChannelId], days: Days) -> Result<Vec<DayRow>> {
    static DAYS: LazyLock<Question> = LazyLock::new(|| {
        let sums = each(|name| format!("sum({name})::bigint as {name}"));
        Question::new(4, |some| {
            format!(
                "select {sums}, day, sum(unfinished) = 0 from channel_day
                where workspace_id = $1 and day between $2 and $3 {some} group by day order by day"
            )
        })
    });
    DAYS.ask(pool, ws, &[days.from, days.to], channels, day_row).await
}

pub(super) async fn channel_days(
    pool: &PgPool,
    ws: WorkspaceId,
    channels: &[ChannelId],
    days: Days,
) -> Result<Vec<ChannelDay>> {
    static DAYS: LazyLock<Question> = LazyLock::new(|| {
        let names = names("");
        Question::new(4, |some| {
            format!(
                "select {names}, day, unfinished = 0, channel_id from channel_day
                where workspace_id = $1 and day between $2 and $3 {some}"
            )
        })
    });
    const CHANNEL: usize = Metric::ALL.len() + 2;
    let day = |row: &PgRow| Ok(ChannelDay { channel_id: channel_id(row.try_get(CHANNEL)?)?, row: day_row(row)? });
    let found = DAYS.ask(pool, ws, &[days.from, days.to], channels, day).await?;
    // Here: the database would write so many rows to its disk to put them in order.
    Ok(ChannelDay::sorted(found))
}

/// Whole months from their sums, the days before and after them one by one.
pub(super) async fn channel_sums(
    pool: &PgPool,
    ws: WorkspaceId,
    channels: &[ChannelId],
    days: Days,
) -> Result<Vec<ChannelSum>> {
    static SUMS: LazyLock<Question> = LazyLock::new(|| {
        let (names, sums) = (names(""), each(|name| format!("sum({name})::bigint as {name}")));
        let days = |some: &str, range: &str| {
            format!(
                "select channel_id, unfinished, day as newest_day, {names} from channel_day
                where workspace_id = $1 {some} and {range}"
            )
        };
        Question::new(6, |some| {
            format!(
                "with parts as (
                    {before}
                    union all
                    select channel_id, unfinished, newest_day, {months} from channel_month t
                    where workspace_id = $1 {some} and month >= $4 and month < $5
                    union all
                    {after}
                )
                select {sums}, channel_id, max(newest_day) as newest_day, sum(unfinished) = 0 as complete
                from parts group by channel_id order by channel_id",
                before = days(some, "day >= $2 and day < $4"),
                months = known("t"),
                after = days(some, "day >= $5 and day <= $3"),
            )
        })
    });
    let (first, end) = whole_months(days);
    SUMS.ask(pool, ws, &[days.from, days.to, first, end], channels, |row| {
        Ok(ChannelSum {
            channel_id: channel_id(row.try_get("channel_id")?)?,
            counts: counts(row)?,
            complete: row.try_get("complete")?,
            newest_day: row.try_get("newest_day")?,
        })
    })
    .await
}

/// The first day of the months that lie wholly in the range, and the first day after them; where none does, both are the
/// first day of the range, after which all of it is left.
fn whole_months(days: Days) -> (NaiveDate, NaiveDate) {
    let month_of = |day: NaiveDate| day.with_day(1).unwrap_or(day);
    let this_or_next = |day: NaiveDate| match month_of(day) {
        first if first == day => Some(day),
        first => first.checked_add_months(Months::new(1)),
    };
    let first = this_or_next(days.from);
    let end = days.to.succ_opt().map(month_of);
    match (first, end) {
        (Some(first), Some(end)) if first < end => (first, end),
        _ => (days.from, days.from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_into_days_months_and_days() {
        let cut = |from: &str, to: &str| {
            let day = |text: &str| text.parse().expect("a date");
            let (first, end) = whole_months(Days { from: day(from), to: day(to) });
            (first.to_string(), end.to_string())
        };
        let pair = |first: &str, end: &str| (first.to_owned(), end.to_owned());
        assert_eq!(cut("2026-01-15", "2026-04-10"), pair("2026-02-01", "2026-04-01"));
        assert_eq!(cut("2026-01-01", "2026-01-31"), pair("2026-01-01", "2026-02-01"));
        assert_eq!(cut("2026-01-01", "2026-01-30"), pair("2026-01-01", "2026-01-01"));
        assert_eq!(cut("2025-12-31", "2026-01-31"), pair("2026-01-01", "2026-02-01"));
        assert_eq!(cut("2026-01-02", "2026-02-27"), pair("2026-01-02", "2026-01-02"));
        assert_eq!(cut("2026-01-05", "2026-01-05"), pair("2026-01-05", "2026-01-05"));
    }
}
