//! Who is signed in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_domain::UserId;
use ytempire_journal::{Role, User};

#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterBody {
    #[schema(max_length = 254, example = "ann@example.org")]
    pub email: String,
    #[schema(min_length = 10, max_length = 128, format = Password)]
    pub password: String,
    /// Name for people; the part before the @ if left out.
    #[schema(max_length = 100)]
    pub name: Option<String>,
}

#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginBody {
    pub email: String,
    #[schema(format = Password)]
    pub password: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserView {
    #[schema(value_type = String)]
    pub user_id: UserId,
    pub email: String,
    pub name: String,
    /// `owner` or `member`.
    pub role: &'static str,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        let role = match user.role {
            Role::Owner => "owner",
            Role::Member => "member",
        };
        UserView { user_id: user.id, email: user.email, name: user.name, role }
    }
}

/// The refresh token is no member: it travels in an HttpOnly cookie only.
#[derive(Clone, Serialize, ToSchema)]
pub struct TokenView {
    pub access_token: String,
    /// `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: u64,
    pub user: UserView,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct WsTicket {
    /// Rides in `Sec-WebSocket-Protocol: ytempire.v1, ticket.<ticket>`; good for one connection.
    #[schema(example = "wst_…")]
    pub ticket: String,
    /// Seconds.
    pub expires_in: u64,
}
