//! What rises, as ideas for videos: ranked, accepted, snoozed, dismissed.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use ytempire_domain::trend::{IdeaId, MAX_NICHE};
use ytempire_journal::{Decided, Decision, IdeaFilter, IdeaRow, IdeaState};

use super::{
    analytics::{answer, format, with_next},
    generate, page, trend_rows,
    views::{AcceptBody, NicheList, NicheView, SnoozeBody, TrendPage, TrendView, VideoView},
};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    idempotency,
    problem::{Problem, ProblemView},
};

/// As its cursors name it.
const LIST: &str = "trends";
/// Niches of one answer.
const MOST_NICHES: i64 = 500;
/// Longest snooze.
const YEAR: TimeDelta = TimeDelta::days(365);

/// Ranked topics, the best score first.
#[utoipa::path(
    get,
    path = "/api/v1/trends",
    operation_id = "trends_list",
    tag = "trends",
    params(("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"), ("niche" = Option<String>, Query, description = "only those of this niche, in any case"), ("state" = Option<String>, Query, description = "`new` (if left out), `accepted`, `snoozed`, `dismissed`, or `all`"), ("format" = Option<String>, Query, description = "`json` (if left out), or `csv`: the same rows as a file (RFC 4180)")),
    responses(
        (status = 200, description = "a page; where a file has a next one, Link names it", content((TrendPage = "application/json"), (String = "text/csv"))),
        (status = 304, description = "you hold this version"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let format = format(&call)?;
    let page = app.journal.ideas(app.workspace, &filter(&call)?, page::request(&app, &call, LIST)?).await?;
    let next_cursor = page::next(&app, LIST, &page)?;
    let view = TrendPage { items: page.items.into_iter().map(TrendView::from).collect(), next_cursor };
    let reply = answer(&call, format, "ideas", &view, trend_rows::table)?;
    Ok(with_next(reply, &call, format, view.next_cursor.as_deref()))
}

fn filter(call: &Call) -> Result<IdeaFilter, Problem> {
    let mut filter = IdeaFilter { niche: None, state: Some(IdeaState::New) };
    for (name, value) in call.queries() {
        match name.as_str() {
            "niche" if value.chars().count() > MAX_NICHE => {
                return Err(Problem::bad_request(format!("niche: at most {MAX_NICHE} characters")));
            }
            "niche" if !value.trim().is_empty() => filter.niche = Some(value),
            "state" => filter.state = state(&value)?,
            _ => {}
        }
    }
    Ok(filter)
}

/// `None`: every one.
fn state(name: &str) -> Result<Option<IdeaState>, Problem> {
    match name {
        "" | "new" => Ok(Some(IdeaState::New)),
        "accepted" => Ok(Some(IdeaState::Accepted)),
        "snoozed" => Ok(Some(IdeaState::Snoozed)),
        "dismissed" => Ok(Some(IdeaState::Dismissed)),
        "all" => Ok(None),
        _ => Err(Problem::bad_request("state: one of new, accepted, snoozed, dismissed and all")),
    }
}

/// Niches of which signals came, the one heard of last first.
#[utoipa::path(
    get,
    path = "/api/v1/trends/niches",
    operation_id = "trends_niches",
    tag = "trends",
    responses(
        (status = 200, description = "the niches", body = NicheList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn niches(app: Arc<App>, _: Call) -> Answer {
    let niches = app.journal.niches(app.workspace, MOST_NICHES).await?;
    Ok(Reply::ok(&NicheList { items: niches.into_iter().map(NicheView::from).collect() }))
}

/// Makes a video of it: a request that is named by the idea. Accepted again for the same channel, it is the same video.
#[utoipa::path(
    post,
    path = "/api/v1/trends/{id}/accept",
    operation_id = "trends_accept",
    tag = "trends",
    params(("id" = String, Path, description = "idea id"), ("Idempotency-Key" = Option<String>, Header, description = "names this call for 24 hours: the same call again gets the same answer")),
    request_body = AcceptBody,
    responses(
        (status = 202, description = "taken; Location names the video's status", body = VideoView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn accept(app: Arc<App>, call: Call) -> Answer {
    let id = id(&call)?;
    idempotency::once(&app, &call, async {
        let body: AcceptBody = call.json()?;
        let request = generate::parsed(body.raw(&existing(&app, &id).await?))?;
        let video_id = generate::admit(&app, &request).await?;
        // Where this is lost, accepting again finds the same video.
        decide(&app, &id, Decision::Accept(video_id)).await?;
        generate::taken(&app, video_id).await
    })
    .await
}

/// Hides it until a moment.
#[utoipa::path(
    post,
    path = "/api/v1/trends/{id}/snooze",
    operation_id = "trends_snooze",
    tag = "trends",
    params(("id" = String, Path, description = "idea id")),
    request_body = SnoozeBody,
    responses(
        (status = 200, description = "snoozed", body = TrendView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn snooze(app: Arc<App>, call: Call) -> Answer {
    let until = until(&call.json()?, call.now)?;
    shown(decide(&app, &id(&call)?, Decision::Snooze(until)).await?)
}

fn until(body: &SnoozeBody, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    let (member, until) = match (body.until, body.hours) {
        (Some(until), None) => ("/until", Some(until)),
        (None, Some(hours)) => ("/hours", TimeDelta::try_hours(hours).and_then(|hours| now.checked_add_signed(hours))),
        _ => return Err(Problem::unprocessable("", "either until or hours")),
    };
    let fits = |until: &DateTime<Utc>| *until > now && *until - now <= YEAR;
    until.filter(fits).ok_or_else(|| Problem::unprocessable(member, "a moment of the coming 365 days"))
}

/// Hides it for good.
#[utoipa::path(
    post,
    path = "/api/v1/trends/{id}/dismiss",
    operation_id = "trends_dismiss",
    tag = "trends",
    params(("id" = String, Path, description = "idea id")),
    responses(
        (status = 200, description = "dismissed", body = TrendView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn dismiss(app: Arc<App>, call: Call) -> Answer {
    shown(decide(&app, &id(&call)?, Decision::Dismiss).await?)
}

/// Takes a decision back. A video that was asked for goes on: it is cancelled by itself.
#[utoipa::path(
    post,
    path = "/api/v1/trends/{id}/restore",
    operation_id = "trends_restore",
    tag = "trends",
    params(("id" = String, Path, description = "idea id")),
    responses(
        (status = 200, description = "as if nobody had decided", body = TrendView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn restore(app: Arc<App>, call: Call) -> Answer {
    shown(decide(&app, &id(&call)?, Decision::Restore).await?)
}

fn id(call: &Call) -> Result<IdeaId, Problem> {
    call.id_of("id", "idea")
}

async fn existing(app: &App, id: &IdeaId) -> Result<IdeaRow, Problem> {
    app.journal.idea(app.workspace, id).await?.ok_or_else(|| Problem::not_found("idea"))
}

async fn decide(app: &App, id: &IdeaId, decision: Decision) -> Result<IdeaRow, Problem> {
    match app.journal.decide(app.workspace, id, decision).await? {
        Decided::Done(idea) => Ok(*idea),
        Decided::Missing => Err(Problem::not_found("idea")),
    }
}

fn shown(idea: IdeaRow) -> Answer {
    Ok(Reply::ok(&TrendView::from(idea)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snooze_is_a_moment_of_the_coming_year_said_in_one_way() {
        let now = DateTime::UNIX_EPOCH;
        let of = |until: Option<i64>, hours| {
            let until = until.map(|days| now + TimeDelta::days(days));
            self::until(&SnoozeBody { until, hours }, now).ok()
        };
        assert_eq!(of(None, Some(2)), Some(now + TimeDelta::hours(2)));
        assert_eq!(of(Some(365), None), Some(now + YEAR));
        for (until, hours) in [
            (None, None),
            (Some(1), Some(1)),
            (Some(0), None),
            (Some(-1), None),
            (Some(366), None),
            (None, Some(0)),
            (None, Some(i64::MAX)),
            (None, Some(8761)),
        ] {
            assert_eq!(of(until, hours), None, "{until:?} {hours:?}");
        }
    }
}
