//! The one seat in the whole system from which the outbox becomes a log.
//!
//! The seat is an advisory lock on a connection of its own, and every write of the seat goes over that connection:
//! lock and writes live and die together. The seat's number fences besides.

mod replays;

use sqlx::{Connection as _, PgConnection};

use crate::{
    DeadLetterRow, Journal, JournalError, LoggedEvent, Result,
    dead_letters::{LetterRow, letter_columns},
    outbox::{EventRow, event_columns},
};

/// Key of the advisory lock: "ytrelay" in ASCII.
const LOCK: i64 = 0x79_74_72_65_6c_61_79;

/// Only its holder stamps and hands on. After an error the holder drops it and asks for it anew.
#[derive(Debug)]
pub struct RelaySeat {
    connection: PgConnection,
    seat: i64,
}

impl Journal {
    /// `None`: another instance holds the seat.
    pub async fn become_relay(&self) -> Result<Option<RelaySeat>> {
        let mut connection = PgConnection::connect_with(&self.pool.connect_options()).await?;
        let query = sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(LOCK);
        if !query.fetch_one(&mut connection).await? {
            connection.close().await?;
            return Ok(None);
        }
        let raise = sqlx::query_scalar("update event_log set seat = seat + 1 returning seat");
        let seat = raise.fetch_one(&mut connection).await?;
        replays::give_up(&mut connection).await?;
        Ok(Some(RelaySeat { connection, seat }))
    }
}

impl RelaySeat {
    /// For what else the seat hands on.
    pub(crate) fn connection(&mut self) -> &mut PgConnection {
        &mut self.connection
    }

    /// Gives the next positions to at most `limit` events, in the order of their writing, and wakes the sockets.
    /// Returns how many there were. A job's events are written under its lock, so they keep their order.
    pub async fn stamp(&mut self, limit: i64) -> Result<usize> {
        const WAITING: &str = "select exists (select 1 from outbox where position is null)";
        const STAMP: &str = "with waiting as (
                select event_id, row_number() over (order by event_id) as place
                from (select event_id from outbox where position is null order by event_id limit $2) as next
            ), stamped as (
                update outbox set position = log.position + waiting.place
                from waiting, event_log log where outbox.event_id = waiting.event_id and log.seat = $1
                returning 1
            )
            update event_log set position = position + (select count(*) from stamped) where seat = $1
            returning (select count(*) from stamped), pg_notify('ytempire', 'events')::text";
        let waiting: bool = sqlx::query_scalar(WAITING).fetch_one(&mut self.connection).await?;
        if !waiting {
            return Ok(0);
        }
        let query = sqlx::query_as(STAMP).bind(self.seat).bind(limit);
        let stamped: Option<(i64, String)> = query.fetch_optional(&mut self.connection).await?;
        let (stamped, _) = stamped.ok_or_else(lost)?;
        usize::try_from(stamped).map_err(JournalError::defect)
    }

    /// Stamped events of all workspaces that were not handed on, in order.
    pub async fn unsent(&mut self, limit: i64) -> Result<Vec<LoggedEvent>> {
        const UNSENT: &str = concat!(
            "select ",
            event_columns!(),
            " from outbox, event_log where outbox.position > event_log.sent order by outbox.position limit $1"
        );
        let query = sqlx::query_as::<_, EventRow>(UNSENT).bind(limit);
        query.fetch_all(&mut self.connection).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Everything up to `position` was handed on.
    pub async fn sent(&mut self, position: i64) -> Result<()> {
        const SENT: &str = "update event_log set sent = greatest(sent, least(position, $2)) where seat = $1";
        let query = sqlx::query(SENT).bind(self.seat).bind(position);
        let done = query.execute(&mut self.connection).await?;
        if done.rows_affected() == 1 { Ok(()) } else { Err(lost()) }
    }

    /// Oldest first.
    pub async fn unsent_dead_letters(&mut self, limit: i64) -> Result<Vec<DeadLetterRow>> {
        const UNSENT: &str = concat!(
            "select ",
            letter_columns!(),
            " from dead_letter where sent_at is null order by dead_letter_id limit $1"
        );
        let query = sqlx::query_as::<_, LetterRow>(UNSENT).bind(limit);
        query.fetch_all(&mut self.connection).await?.into_iter().map(TryInto::try_into).collect()
    }

    pub async fn dead_letters_sent(&mut self, ids: &[i64]) -> Result<()> {
        const SENT: &str = "update dead_letter set sent_at = now() where dead_letter_id = any($1)";
        sqlx::query(SENT).bind(ids).execute(&mut self.connection).await?;
        Ok(())
    }

    /// Takes the letters that somebody asked to replay, the oldest wish first. Each is given out once for one wish, so
    /// that its record is never sent twice: what comes of it is said with [`RelaySeat::replayed`] or
    /// [`RelaySeat::replay_failed`].
    pub async fn take_replays(&mut self, limit: i64) -> Result<Vec<DeadLetterRow>> {
        replays::take(&mut self.connection, self.seat, limit).await
    }

    pub async fn replayed(&mut self, id: i64) -> Result<()> {
        replays::done(&mut self.connection, id).await
    }

    /// `error` is for people.
    pub async fn replay_failed(&mut self, id: i64, error: &str) -> Result<()> {
        replays::failed(&mut self.connection, id, error).await
    }

    /// Forgets events that were handed on and are older than `days`. Returns how many.
    pub async fn trim(&mut self, days: u32) -> Result<u64> {
        const TRIM: &str = "with gone as (
                delete from outbox using event_log log
                where outbox.position <= log.sent and log.seat = $1 and outbox.at < now() - make_interval(days => $2)
                    and outbox.position < coalesce((select min(kept.position) from outbox kept
                        where kept.at >= now() - make_interval(days => $2)), log.position + 1)
                returning outbox.position
            )
            update event_log set oldest = greatest(oldest, 1 + (select max(position) from gone)) where seat = $1
            returning (select count(*) from gone)";
        let days = i32::try_from(days).map_err(JournalError::defect)?;
        let query = sqlx::query_scalar(TRIM).bind(self.seat).bind(days);
        let gone: Option<i64> = query.fetch_optional(&mut self.connection).await?;
        Ok(gone.ok_or_else(lost)?.unsigned_abs())
    }

    /// Frees the seat at once; a dropped one is free when PostgreSQL sees the connection end.
    pub async fn leave(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }
}

fn lost() -> JournalError {
    JournalError::Unavailable("another instance has taken the relay's seat".into())
}
