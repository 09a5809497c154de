//! Refusals: RFC 9457 problem documents, the only shape in which this gateway says no.

use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;
use warp::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use ytempire_journal::JournalError;
use ytempire_sinks::SinkError;

use crate::http::Reply;

/// How long a client waits for a part of the house that is away.
const AWAY: Duration = Duration::from_secs(3);

/// One member of the request that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer into the body as a fragment.
    #[schema(example = "#/topic")]
    pub pointer: String,
    pub detail: String,
}

/// RFC 9457 problem document.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemView {
    /// `/problems/` and the code with hyphens.
    #[serde(rename = "type")]
    #[schema(example = "/problems/unknown-channel")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Path of the request.
    pub instance: String,
    /// Stable and searchable.
    #[schema(example = "unknown_channel")]
    pub code: String,
    pub request_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
}

/// A refusal before it knows which request it answers.
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    code: &'static str,
    title: &'static str,
    /// Boxed: a result that holds a refusal stays small.
    rest: Box<Rest>,
}

#[derive(Clone, Debug, Default)]
struct Rest {
    detail: Option<String>,
    errors: Vec<FieldProblem>,
    retry_after: Option<Duration>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Problem { status, code, title, rest: Box::default() }
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.rest.detail = Some(detail.into());
        self
    }

    /// Names a member of the body at fault.
    pub fn at(mut self, pointer: &str, detail: impl Into<String>) -> Self {
        self.rest.errors.push(FieldProblem { pointer: format!("#{pointer}"), detail: detail.into() });
        self
    }

    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.rest.retry_after = Some(delay);
        self
    }

    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.rest.headers.push((name, value));
        self
    }

    /// Left out where no header can carry it.
    pub fn with_text(self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => self.header(name, value),
            Err(_) => self,
        }
    }

    pub fn with_etag(self, etag: &str) -> Self {
        self.with_text(header::ETAG, etag)
    }

    pub fn not_found(what: &str) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "not_found", "Not found").detail(format!("there is no such {what}"))
    }

    pub fn unauthorized(code: &'static str, detail: &str) -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, code, "Sign in")
            .detail(detail)
            .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// A body that is JSON and says something that cannot be.
    pub fn unprocessable(pointer: &str, detail: impl Into<String>) -> Self {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_request",
            "The request cannot be carried out as it stands",
        )
        .at(pointer, detail)
    }

    pub fn bad_request(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "bad_request", "The request cannot be read").detail(detail)
    }

    pub fn starting() -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "starting", "The system is starting")
            .detail("databases and workers are coming up")
            .retry_after(Duration::from_secs(1))
    }

    pub fn too_slow() -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too_slow", "It took too long")
            .detail("the work was cut off; the same call may be made again")
            .retry_after(AWAY)
    }

    pub fn redis_away() -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "redis_unavailable", "Redis is away")
            .detail("sign-in and live updates need it; try again in a moment")
            .retry_after(AWAY)
    }

    pub fn forbidden(code: &'static str, detail: &str) -> Self {
        Problem::new(StatusCode::FORBIDDEN, code, "Not allowed").detail(detail)
    }

    pub fn conflict(code: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::CONFLICT, code, title).detail(detail)
    }

    pub fn broken() -> Self {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something is broken here")
            .detail("it is in the log under this request id")
    }

    /// The document for the request of that path and id.
    pub fn reply(self, path: &str, request_id: &str) -> Reply {
        let millis = |delay: Duration| u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        let Rest { detail, errors, retry_after, headers: own } = *self.rest;
        let view = ProblemView {
            kind: format!("/problems/{}", self.code.replace('_', "-")),
            title: self.title.to_owned(),
            status: self.status.as_u16(),
            detail,
            instance: path.to_owned(),
            code: self.code.to_owned(),
            request_id: request_id.to_owned(),
            retry_after_ms: retry_after.map(millis),
            errors,
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(delay) = retry_after {
            headers.insert(header::RETRY_AFTER, delay.as_secs().max(1).into());
        }
        headers.extend(own);
        Reply::whole(self.status, headers, serde_json::to_vec(&view).unwrap_or_default())
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        if error.is_unavailable() {
            tracing::warn!(error = chain(&error), "a request found the database away");
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "database_unavailable", "The database is away")
                .detail("nothing was lost; try again in a moment")
                .retry_after(AWAY);
        }
        tracing::error!(error = chain(&error), "a request met a defect of the journal");
        Problem::broken()
    }
}

impl From<SinkError> for Problem {
    fn from(error: SinkError) -> Self {
        match &error {
            SinkError::Unavailable(_) => {
                tracing::warn!(error = chain(&error), "a request found the store of the analytics away");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "analytics_unavailable",
                    "The store of the analytics is away",
                )
                .detail("nothing was lost; try again in a moment")
                .retry_after(AWAY)
            }
            SinkError::Defect(_) => {
                tracing::error!(error = chain(&error), "a request met a defect of the sinks");
                Problem::broken()
            }
        }
    }
}

/// An error and its sources on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
