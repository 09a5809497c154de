//! Keys of programs.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_journal::{ApiKey, ApiKeyId};

/// What a key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ApiKeyScope)]
pub enum Scope {
    /// Every GET below `/api/v1/analytics`.
    #[serde(rename = "analytics:read")]
    AnalyticsRead,
}

impl Scope {
    pub const fn name(self) -> &'static str {
        match self {
            Scope::AnalyticsRead => "analytics:read",
        }
    }

    pub fn named(name: &str) -> Option<Scope> {
        (name == Scope::AnalyticsRead.name()).then_some(Scope::AnalyticsRead)
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyBody {
    /// For people.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    #[schema(min_items = 1)]
    pub scopes: Vec<Scope>,
    /// In the future; a key without it is good until it is revoked.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ApiKeyView {
    #[schema(value_type = String, example = "key_0192")]
    pub id: ApiKeyId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_at: DateTime<Utc>,
    #[schema(required)]
    pub expires_at: Option<DateTime<Utc>>,
    /// To the minute; null if it was never used.
    #[schema(required)]
    pub last_used_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        ApiKeyView {
            id: key.id,
            name: key.name,
            scopes: key.scopes.iter().filter_map(|name| Scope::named(name)).collect(),
            created_at: key.created_at,
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
        }
    }
}

/// The only answer that ever holds the key itself.
#[derive(Clone, Serialize, ToSchema)]
pub struct NewApiKeyView {
    /// Rides in `Authorization: Bearer <key>`. It is kept as a hash and cannot be shown again.
    #[schema(example = "yte_0192…_…")]
    pub key: String,
    pub api_key: ApiKeyView,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ApiKeyList {
    /// Newest first; revoked ones are left out.
    pub items: Vec<ApiKeyView>,
}
