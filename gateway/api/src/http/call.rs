//! One request as the routes see it.

use std::{net::SocketAddr, str::FromStr};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use warp::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::json;
use crate::{auth::Identity, problem::Problem};

#[derive(Clone)]
pub struct Call {
    pub method: Method,
    pub path: String,
    /// Without the question mark.
    pub query: String,
    pub headers: HeaderMap,
    pub peer: Option<SocketAddr>,
    /// `x-request-id`: the client's where it is harmless, else our own.
    pub id: String,
    /// When it came.
    pub now: DateTime<Utc>,
    pub params: Vec<(&'static str, String)>,
    /// Set by the gate for every route that asks for a person.
    pub who: Option<Identity>,
    pub body: Bytes,
}

impl Call {
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// A path parameter that is an id: one that cannot be is not found.
    pub fn id_of<T: FromStr>(&self, name: &str, what: &str) -> Result<T, Problem> {
        self.param(name).parse().map_err(|_| Problem::not_found(what))
    }

    pub fn who(&self) -> Result<Identity, Problem> {
        self.who.ok_or_else(|| Problem::unauthorized("unauthorized", "this needs an access token"))
    }

    /// The JSON body; a member that is unknown, missing or wrong is named.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        json::parse(&self.body)
    }

    pub fn queries(&self) -> impl Iterator<Item = (String, String)> {
        url::form_urlencoded::parse(self.query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()))
    }

    /// The key of a repeatable POST: printable ASCII, 1 to 128 characters.
    pub fn idempotency_key(&self) -> Result<Option<&str>, Problem> {
        let Some(value) = self.headers.get("idempotency-key") else { return Ok(None) };
        let fits = |key: &&str| (1..=128).contains(&key.len());
        let key = value.to_str().ok().map(|key| key.trim_matches('"')).filter(fits);
        key.map(Some).ok_or_else(|| {
            Problem::new(StatusCode::BAD_REQUEST, "bad_idempotency_key", "The Idempotency-Key cannot be used")
                .detail("it has 1 to 128 printable ASCII characters")
        })
    }

    /// The version that the caller saw, from a strong `If-Match`.
    pub fn if_match(&self) -> Result<i64, Problem> {
        let Some(tag) = self.header(&header::IF_MATCH) else {
            return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "if_match_required", "If-Match is missing")
                .detail("send the ETag of the version that you changed"));
        };
        let version =
            tag.trim().strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).and_then(|tag| tag.parse().ok());
        version.ok_or_else(|| Problem::new(StatusCode::PRECONDITION_FAILED, "stale", "It was changed elsewhere"))
    }

    /// Whether the client holds what has this ETag.
    pub fn has(&self, etag: &HeaderValue) -> bool {
        let Some(held) = self.header(&header::IF_NONE_MATCH) else { return false };
        let ours = etag.to_str().unwrap_or_default();
        held == "*" || held.split(',').any(|tag| tag.trim().trim_start_matches("W/") == ours)
    }

    /// Whether a browser navigates here: it asks for a page.
    pub fn wants_page(&self) -> bool {
        self.method == Method::GET && self.header(&header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
    }
}
