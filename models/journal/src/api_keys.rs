//! Keys of programs: made and revoked by people. The journal never sees a key, only its hash.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use ytempire_domain::id::{Id, Kind, UserId, WorkspaceId};

use crate::{Journal, Result, codec};

/// What an [`ApiKeyId`] names.
#[derive(Debug)]
pub enum ApiKeyKind {}

impl Kind for ApiKeyKind {
    const PREFIX: &'static str = "key";
}

pub type ApiKeyId = Id<ApiKeyKind>;

/// Keys that a workspace may have at once.
const MOST: i64 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    /// What it opens, by names that the caller gives.
    pub scopes: Vec<String>,
    pub created_at: DateTime<Utc>,
    /// `None`: it is good until it is revoked.
    pub expires_at: Option<DateTime<Utc>>,
    /// To the minute; `None`: never.
    pub last_used_at: Option<DateTime<Utc>>,
}

#[derive(Clone)]
pub struct NewApiKey {
    pub id: ApiKeyId,
    pub name: String,
    /// One at least.
    pub scopes: Vec<String>,
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    pub expires_at: Option<DateTime<Utc>>,
}

macro_rules! key_columns {
    () => {
        "key_id, workspace_id, name, scopes, created_at, expires_at, last_used_at, hash"
    };
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    key_id: Uuid,
    workspace_id: Uuid,
    name: String,
    scopes: Vec<String>,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    hash: Vec<u8>,
}

impl From<KeyRow> for ApiKey {
    fn from(row: KeyRow) -> Self {
        ApiKey {
            id: ApiKeyId::from_uuid(row.key_id),
            workspace_id: WorkspaceId::from_uuid(row.workspace_id),
            name: row.name,
            scopes: row.scopes,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
        }
    }
}

impl Journal {
    /// `None`: the workspace has a hundred keys; revoke one first.
    pub async fn create_api_key(&self, ws: WorkspaceId, by: UserId, new: &NewApiKey) -> Result<Option<ApiKey>> {
        const LOCK: &str = "select 1 from workspace where workspace_id = $1 for no key update";
        const CREATE: &str = concat!(
            "insert into api_key (workspace_id, key_id, user_id, name, scopes, hash, expires_at)
             select $1, $2, $3, $4, $5, $6, $7
             where (select count(*) from api_key where workspace_id = $1 and revoked_at is null) < $8 returning ",
            key_columns!()
        );
        let mut tx = self.pool.begin().await?;
        sqlx::query(LOCK).bind(ws.uuid()).execute(&mut *tx).await?;
        let query = sqlx::query_as::<_, KeyRow>(CREATE).bind(ws.uuid()).bind(new.id.uuid()).bind(by.uuid());
        let query = query.bind(codec::clean(&new.name)).bind(&new.scopes).bind(new.hash.as_slice());
        let row = query.bind(new.expires_at).bind(MOST).fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(row.map(Into::into))
    }

    /// Those that are not revoked, newest first.
    pub async fn api_keys(&self, ws: WorkspaceId) -> Result<Vec<ApiKey>> {
        const LIST: &str = concat!(
            "select ",
            key_columns!(),
            " from api_key where workspace_id = $1 and revoked_at is null order by key_id desc"
        );
        let rows: Vec<KeyRow> = sqlx::query_as(LIST).bind(ws.uuid()).fetch_all(&self.pool).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The key and the hash of its secret, unless it is revoked or has expired.
    pub async fn living_api_key(&self, id: ApiKeyId) -> Result<Option<(ApiKey, Vec<u8>)>> {
        const ONE: &str = concat!(
            "select ",
            key_columns!(),
            " from api_key where key_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())"
        );
        let row: Option<KeyRow> = sqlx::query_as(ONE).bind(id.uuid()).fetch_optional(&self.pool).await?;
        Ok(row.map(|mut row| {
            let hash = std::mem::take(&mut row.hash);
            (row.into(), hash)
        }))
    }

    /// It is used now; written at most once a minute.
    pub async fn touch_api_key(&self, id: ApiKeyId) -> Result<()> {
        const TOUCH: &str = "update api_key set last_used_at = now()
            where key_id = $1 and (last_used_at is null or last_used_at <= now() - interval '1 minute')";
        sqlx::query(TOUCH).bind(id.uuid()).execute(&self.pool).await?;
        Ok(())
    }

    /// From now on it opens nothing. `false`: there is no such key, or it was revoked before.
    pub async fn revoke_api_key(&self, ws: WorkspaceId, id: ApiKeyId) -> Result<bool> {
        const REVOKE: &str = "update api_key set revoked_at = now()
            where workspace_id = $1 and key_id = $2 and revoked_at is null";
        let done = sqlx::query(REVOKE).bind(ws.uuid()).bind(id.uuid()).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }
}
