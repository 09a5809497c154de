//! The same call twice has one effect: a caller's key, the hash of its body, and the answer for a day.

use ytempire_domain::{ContentHash, id::UserId};

use crate::{Journal, JournalError, Result, codec};

/// What a call that names a key finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// Nobody made this call: do it, then finish or abandon it.
    New,
    /// It was made: this is its answer.
    Replay { status: u16, body: Vec<u8> },
    /// The key was used with another body.
    Conflict,
    /// The same call is being done now.
    InProgress,
}

#[derive(sqlx::FromRow)]
struct CallRow {
    body_hash: Vec<u8>,
    status: Option<i16>,
    body: Option<Vec<u8>>,
}

impl Journal {
    /// A key is free again after a day. A call that was begun and never ended (its instance died) is free after two
    /// minutes: its effect is idempotent by itself or did not happen.
    pub async fn begin_call(&self, user: UserId, key: &str, body_hash: &ContentHash) -> Result<Begin> {
        const BEGIN: &str = "insert into api_call as c (user_id, key, body_hash) values ($1, $2, $3)
            on conflict (user_id, key) do update
                set body_hash = excluded.body_hash, status = null, body = null, begun_at = now()
                where c.begun_at < now() - interval '24 hours'
                    or (c.status is null and c.begun_at < now() - interval '2 minutes')
            returning 1";
        const THERE: &str = "select body_hash, status, body from api_call where user_id = $1 and key = $2";
        let key = codec::clean(key);
        let hash = body_hash.as_bytes().as_slice();
        let begin = sqlx::query(BEGIN).bind(user.uuid()).bind(&key).bind(hash);
        if begin.fetch_optional(&self.pool).await?.is_some() {
            return Ok(Begin::New);
        }
        let there = sqlx::query_as(THERE).bind(user.uuid()).bind(&key);
        let there: Option<CallRow> = there.fetch_optional(&self.pool).await?;
        match there {
            // Abandoned between the two statements: the caller tries again.
            None => Ok(Begin::InProgress),
            Some(call) if call.body_hash != hash => Ok(Begin::Conflict),
            Some(CallRow { status: Some(status), body, .. }) => {
                let status = u16::try_from(status).map_err(JournalError::defect)?;
                Ok(Begin::Replay { status, body: body.unwrap_or_default() })
            }
            Some(_) => Ok(Begin::InProgress),
        }
    }

    pub async fn finish_call(&self, user: UserId, key: &str, status: u16, body: &[u8]) -> Result<()> {
        const FINISH: &str = "update api_call set status = $3, body = $4 where user_id = $1 and key = $2";
        let status = i16::try_from(status).map_err(JournalError::defect)?;
        let query = sqlx::query(FINISH).bind(user.uuid()).bind(codec::clean(key)).bind(status).bind(body);
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// The call had no effect: its key is free again.
    pub async fn abandon_call(&self, user: UserId, key: &str) -> Result<()> {
        const ABANDON: &str = "delete from api_call where user_id = $1 and key = $2 and status is null";
        sqlx::query(ABANDON).bind(user.uuid()).bind(codec::clean(key)).execute(&self.pool).await?;
        Ok(())
    }

    /// Forgets answers that nobody may replay any more. Returns how many.
    pub async fn sweep_calls(&self) -> Result<u64> {
        const SWEEP: &str = "delete from api_call where begun_at < now() - interval '24 hours'";
        Ok(sqlx::query(SWEEP).execute(&self.pool).await?.rows_affected())
    }
}
