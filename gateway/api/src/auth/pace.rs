//! How many calls a key has left. Redis counts; while it is away every call may come in, and that is said.

use warp::http::{HeaderName, StatusCode};

use crate::{app::App, http::Reply, problem::Problem};

/// Where a key stands within its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    limit: u64,
    remaining: u64,
    /// Seconds until the window ends.
    reset: u64,
}

impl Pace {
    /// Counts one more call. `None`: nobody counts now.
    ///
    /// # Errors
    /// 429 where that was one too many.
    pub async fn of(app: &App, key: &str) -> Result<Option<Pace>, Problem> {
        let limit = app.config.calls_per_key;
        let Ok(counted) = app.redis.counted(&format!("key:{key}"), limit).await else {
            metrics::counter!("ytempire_gateway_limits_skipped_total", "limit" => "key").increment(1);
            tracing::warn!("redis is away: a key's call was not counted");
            return Ok(None);
        };
        let (remaining, reset) = (limit.count.saturating_sub(counted.count), counted.left.as_secs().max(1));
        let pace = Pace { limit: limit.count, remaining, reset };
        if counted.count <= limit.count {
            return Ok(Some(pace));
        }
        metrics::counter!("ytempire_gateway_limited_total", "limit" => "key").increment(1);
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "Too many calls");
        Err(pace.on_problem(problem.detail("the key has used up its calls").retry_after(counted.left)))
    }

    pub fn on_reply(&self, reply: Reply) -> Reply {
        self.headers().into_iter().fold(reply, |reply, (name, value)| reply.with_text(name, &value))
    }

    pub fn on_problem(&self, problem: Problem) -> Problem {
        self.headers().into_iter().fold(problem, |problem, (name, value)| problem.with_text(name, &value))
    }

    fn headers(&self) -> [(HeaderName, String); 3] {
        let named = |name, value: u64| (HeaderName::from_static(name), value.to_string());
        [
            named("ratelimit-limit", self.limit),
            named("ratelimit-remaining", self.remaining),
            named("ratelimit-reset", self.reset),
        ]
    }
}
