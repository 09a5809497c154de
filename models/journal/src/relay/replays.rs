//! Dead letters on their way back to their topic. A wish is marked before its record is sent: when the relay dies in
//! between, nobody knows whether it was, and a person decides.

use sqlx::PgConnection;

use crate::{
    DeadLetterRow, Result, codec,
    dead_letters::{LetterRow, letter_columns},
};

/// A new holder of the seat says of everything that its predecessor had taken that its end is not known.
pub(super) async fn give_up(connection: &mut PgConnection) -> Result<()> {
    const GIVE_UP: &str = "update dead_letter
        set replay_error = 'the relay stopped while it was sent: it may lie on its topic; ask again if it does not'
        where replay_asked_at is not null and replay_began_at is not null and replayed_at is null
            and replay_error is null";
    sqlx::query(GIVE_UP).execute(connection).await?;
    Ok(())
}

pub(super) async fn take(connection: &mut PgConnection, seat: i64, limit: i64) -> Result<Vec<DeadLetterRow>> {
    const WAITING: &str = "select exists (select 1 from dead_letter where replay_asked_at is not null
        and replay_began_at is null and replayed_at is null and replay_error is null)";
    const TAKE: &str = concat!(
        "with next as (
            select dead_letter_id as id from dead_letter
            where replay_asked_at is not null and replay_began_at is null and replayed_at is null
                and replay_error is null
            order by replay_asked_at, dead_letter_id limit $2 for update
        )
        update dead_letter set replay_began_at = clock_timestamp() from next, event_log
        where dead_letter_id = next.id and event_log.seat = $1 returning ",
        letter_columns!()
    );
    if !sqlx::query_scalar(WAITING).fetch_one(&mut *connection).await? {
        return Ok(Vec::new());
    }
    let query = sqlx::query_as::<_, LetterRow>(TAKE).bind(seat).bind(limit);
    query.fetch_all(connection).await?.into_iter().map(TryInto::try_into).collect()
}

pub(super) async fn done(connection: &mut PgConnection, id: i64) -> Result<()> {
    const DONE: &str = "update dead_letter set replayed_at = now() where dead_letter_id = $1";
    sqlx::query(DONE).bind(id).execute(connection).await?;
    Ok(())
}

pub(super) async fn failed(connection: &mut PgConnection, id: i64, error: &str) -> Result<()> {
    const FAILED: &str = "update dead_letter set replay_error = $2 where dead_letter_id = $1";
    sqlx::query(FAILED).bind(id).bind(codec::clean(error)).execute(connection).await?;
    Ok(())
}
