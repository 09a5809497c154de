//! What the gateway is told at its start.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

/// At most `count` within `window`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub count: u64,
    pub window: Duration,
}

#[derive(Clone, Debug)]
pub struct ApiConfig {
    /// `https://studio.example.org`, where browsers see this gateway under another name than its own; pages of that
    /// origin are let in, and with `https` cookies are marked Secure.
    pub public_origin: Option<String>,
    /// Signs access tokens; at least 32 bytes, the same on every instance.
    pub jwt_key: SecretString,
    /// Begins every key and channel in Redis, so that several products share one; the same on every instance.
    pub redis_prefix: String,
    pub access_lifetime: Duration,
    /// A session that is not used for so long ends.
    pub session_lifetime: Duration,
    /// Attempts to sign in from one address.
    pub login_per_address: Limit,
    /// Attempts to sign in to one account.
    pub login_per_account: Limit,
    /// Calls of one API key.
    pub calls_per_key: Limit,
    /// Bytes of a request body.
    pub max_body: u64,
    /// Head and body of a request each arrive within this time.
    pub read_patience: Duration,
    /// The longest that a handler may take.
    pub handler_patience: Duration,
    pub max_connections: usize,
    pub sockets_per_user: usize,
    pub heartbeat: Duration,
    /// A socket that takes no message for so long is closed.
    pub slow_consumer: Duration,
    /// A socket further behind the log than this many events starts anew.
    pub max_replay: i64,
}

impl Default for ApiConfig {
    fn default() -> Self {
        ApiConfig {
            public_origin: None,
            jwt_key: SecretString::from(""),
            redis_prefix: "ytempire".to_owned(),
            access_lifetime: Duration::from_secs(15 * 60),
            session_lifetime: Duration::from_secs(30 * 24 * 3600),
            login_per_address: Limit { count: 30, window: Duration::from_secs(60) },
            login_per_account: Limit { count: 10, window: Duration::from_secs(300) },
            calls_per_key: Limit { count: 600, window: Duration::from_secs(60) },
            max_body: 256 * 1024,
            read_patience: Duration::from_secs(15),
            handler_patience: Duration::from_secs(12),
            max_connections: 2048,
            sockets_per_user: 8,
            heartbeat: Duration::from_secs(20),
            slow_consumer: Duration::from_secs(20),
            max_replay: 10_000,
        }
    }
}

impl ApiConfig {
    pub(crate) fn check(&self) -> Result<(), ApiError> {
        if self.jwt_key.expose_secret().len() < 32 {
            return Err(ApiError::WeakKey);
        }
        if !is_prefix(&self.redis_prefix) {
            return Err(ApiError::RedisPrefix);
        }
        match &self.public_origin {
            Some(origin) if !is_origin(origin) => Err(ApiError::Origin),
            _ => Ok(()),
        }
    }

    /// Whether browsers reach this gateway through TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }
}

fn is_prefix(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    (1..=64).contains(&text.len()) && text.bytes().all(is_plain)
}

fn is_origin(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text)
}

/// Why the gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("the key of the access tokens has fewer than 32 bytes")]
    WeakKey,
    #[error("redis_prefix is 1 to 64 letters, digits and -_.:")]
    RedisPrefix,
    #[error("public_origin is scheme, host and port without a path, such as https://studio.example.org")]
    Origin,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_keys_and_origins_with_a_path_are_refused() {
        let good = ApiConfig { jwt_key: "k".repeat(32).into(), ..ApiConfig::default() };
        assert!(good.check().is_ok());
        assert!(matches!(ApiConfig::default().check(), Err(ApiError::WeakKey)));
        for (origin, fits) in [
            ("https://a.example", true),
            ("http://localhost:8080", true),
            ("https://a.example/", false),
            ("a.example", false),
            ("ftp://a", false),
        ] {
            let config = ApiConfig { public_origin: Some(origin.to_owned()), ..good.clone() };
            assert_eq!(config.check().is_ok(), fits, "{origin}");
        }
    }

    #[test]
    fn a_prefix_of_redis_keys_is_short_and_plain() {
        for (prefix, fits) in [("ytempire", true), ("a:b-1_2.c", true), ("", false), ("a b", false), ("*", false)] {
            let config =
                ApiConfig { jwt_key: "k".repeat(32).into(), redis_prefix: prefix.to_owned(), ..ApiConfig::default() };
            assert_eq!(config.check().is_ok(), fits, "{prefix}");
        }
    }
}
