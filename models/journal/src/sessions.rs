//! Sessions and their refresh tokens. A session is a family: each token is used once and names its successor's birth;
//! a used one that comes again was stolen, and the whole family ends.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;
use ytempire_domain::id::{SessionId, UserId};

use crate::{Journal, Result, undone::undone};

/// Two tabs, or a client that lost the answer, may use the same token within this time.
const GRACE_SECONDS: f64 = 10.0;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub user_id: UserId,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// What became of a refresh token that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The new token is good from now on.
    Rotated(Session),
    /// It was used before: its session is revoked.
    Reused,
    /// No such token, or its session has ended.
    Unknown,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: Uuid,
    user_id: Uuid,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Session {
            id: SessionId::from_uuid(row.session_id),
            user_id: UserId::from_uuid(row.user_id),
            created_at: row.created_at,
            expires_at: row.expires_at,
        }
    }
}

impl Journal {
    /// `refresh_hash` is the hash of the first token: the journal never sees a token.
    pub async fn create_session(&self, user: UserId, refresh_hash: &[u8], expires: DateTime<Utc>) -> Result<Session> {
        const CREATE: &str = "insert into session (session_id, user_id, expires_at) values ($1, $2, $3)
            returning session_id, user_id, created_at, expires_at";
        let mut tx = self.pool.begin().await?;
        let query = sqlx::query_as::<_, SessionRow>(CREATE).bind(SessionId::generate().uuid());
        let row = query.bind(user.uuid()).bind(expires).fetch_one(&mut *tx).await?;
        issue(&mut tx, row.session_id, refresh_hash).await?;
        tx.commit().await?;
        Ok(row.into())
    }

    /// The living session whose unused token this is.
    pub async fn session_by_refresh(&self, refresh_hash: &[u8]) -> Result<Option<Session>> {
        const BY_TOKEN: &str = "select s.session_id, s.user_id, s.created_at, s.expires_at
            from refresh_token t join session s using (session_id)
            where t.hash = $1 and t.used_at is null and s.revoked_at is null and s.expires_at > now()";
        let row: Option<SessionRow> = sqlx::query_as(BY_TOKEN).bind(refresh_hash).fetch_optional(&self.pool).await?;
        Ok(row.map(Into::into))
    }

    /// Swaps a token for the next one and moves the session's end to `expires`.
    pub async fn rotate_session(&self, old: &[u8], new: &[u8], expires: DateTime<Utc>) -> Result<Rotation> {
        const USE: &str = "update refresh_token set used_at = coalesce(used_at, now()) where hash = $1";
        const EXTEND: &str = "update session set expires_at = $2 where session_id = $1
            returning session_id, user_id, created_at, expires_at";
        let mut tx = self.pool.begin().await?;
        let Some((session, is_stolen)) = lock(&mut tx, old).await? else {
            return undone(tx, Rotation::Unknown).await;
        };
        if is_stolen {
            revoke(&mut tx, session).await?;
            tx.commit().await?;
            return Ok(Rotation::Reused);
        }
        sqlx::query(USE).bind(old).execute(&mut *tx).await?;
        issue(&mut tx, session, new).await?;
        let extend = sqlx::query_as::<_, SessionRow>(EXTEND).bind(session).bind(expires);
        let row = extend.fetch_one(&mut *tx).await?;
        tx.commit().await?;
        Ok(Rotation::Rotated(row.into()))
    }

    pub async fn revoke_session(&self, id: SessionId) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        revoke(&mut connection, id.uuid()).await
    }

    pub async fn session_alive(&self, id: SessionId) -> Result<bool> {
        const ALIVE: &str = "select exists (select 1 from session
            where session_id = $1 and revoked_at is null and expires_at > now())";
        Ok(sqlx::query_scalar(ALIVE).bind(id.uuid()).fetch_one(&self.pool).await?)
    }
}

/// The token's living session under its lock, and whether the token was used longer ago than the grace allows.
async fn lock(tx: &mut PgConnection, token: &[u8]) -> Result<Option<(Uuid, bool)>> {
    const LOCK: &str = "select s.session_id,
            coalesce(t.used_at < clock_timestamp() - make_interval(secs => $2), false)
        from refresh_token t join session s using (session_id)
        where t.hash = $1 and s.revoked_at is null and s.expires_at > now() for update of s, t";
    Ok(sqlx::query_as(LOCK).bind(token).bind(GRACE_SECONDS).fetch_optional(tx).await?)
}

async fn issue(tx: &mut PgConnection, session: Uuid, hash: &[u8]) -> Result<()> {
    const ISSUE: &str = "insert into refresh_token (hash, session_id) values ($1, $2)";
    sqlx::query(ISSUE).bind(hash).bind(session).execute(tx).await?;
    Ok(())
}

async fn revoke(tx: &mut PgConnection, session: Uuid) -> Result<()> {
    const REVOKE: &str = "update session set revoked_at = coalesce(revoked_at, now()) where session_id = $1";
    sqlx::query(REVOKE).bind(session).execute(tx).await?;
    Ok(())
}
