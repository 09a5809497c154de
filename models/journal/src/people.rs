//! Who may sign in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use ytempire_domain::id::{UserId, WorkspaceId};

use crate::{Journal, JournalError, Result, codec};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Member,
}

#[derive(Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    pub name: String,
    pub role: Role,
    /// As the caller made it (PHC string).
    pub password_hash: String,
    pub created_at: DateTime<Utc>,
}

/// Without the hash and the address: neither belongs into a log.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

#[derive(Clone)]
pub struct NewUser {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password_hash: String,
}

macro_rules! person_columns {
    () => {
        "user_id, workspace_id, email, name, role, password_hash, created_at"
    };
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    user_id: Uuid,
    workspace_id: Uuid,
    email: String,
    name: String,
    role: String,
    password_hash: String,
    created_at: DateTime<Utc>,
}

impl TryFrom<PersonRow> for User {
    type Error = JournalError;

    fn try_from(row: PersonRow) -> Result<Self> {
        Ok(User {
            id: UserId::from_uuid(row.user_id),
            workspace_id: WorkspaceId::from_uuid(row.workspace_id),
            email: row.email,
            name: row.name,
            role: codec::named(&row.role)?,
            password_hash: row.password_hash,
            created_at: row.created_at,
        })
    }
}

impl Journal {
    /// `None`: somebody has this address already (in any case of letters), or the new one would be an owner beside
    /// others: the owner registers first, and of two at once one is first.
    pub async fn create_user(&self, ws: WorkspaceId, new: &NewUser) -> Result<Option<User>> {
        const LOCK: &str = "select 1 from workspace where workspace_id = $1 for no key update";
        const CREATE: &str = concat!(
            "insert into person (user_id, workspace_id, email, name, role, password_hash)
             select $2, $1, $3, $4, $5, $6
             where $5 <> 'owner' or not exists (select 1 from person where workspace_id = $1)
             on conflict do nothing returning ",
            person_columns!()
        );
        let mut tx = self.pool.begin().await?;
        sqlx::query(LOCK).bind(ws.uuid()).execute(&mut *tx).await?;
        let query = sqlx::query_as::<_, PersonRow>(CREATE).bind(ws.uuid()).bind(UserId::generate().uuid());
        let query = query.bind(codec::clean(&new.email)).bind(codec::clean(&new.name)).bind(codec::name_of(&new.role)?);
        let row = query.bind(&new.password_hash).fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        row.map(TryInto::try_into).transpose()
    }

    /// In any case of letters.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>> {
        const BY_EMAIL: &str = concat!("select ", person_columns!(), " from person where lower(email) = lower($1)");
        let query = sqlx::query_as::<_, PersonRow>(BY_EMAIL).bind(codec::clean(email));
        query.fetch_optional(&self.pool).await?.map(TryInto::try_into).transpose()
    }

    pub async fn user(&self, id: UserId) -> Result<Option<User>> {
        const ONE: &str = concat!("select ", person_columns!(), " from person where user_id = $1");
        let query = sqlx::query_as::<_, PersonRow>(ONE).bind(id.uuid());
        query.fetch_optional(&self.pool).await?.map(TryInto::try_into).transpose()
    }

    pub async fn count_users(&self, ws: WorkspaceId) -> Result<i64> {
        const COUNT: &str = "select count(*) from person where workspace_id = $1";
        Ok(sqlx::query_scalar(COUNT).bind(ws.uuid()).fetch_one(&self.pool).await?)
    }
}
