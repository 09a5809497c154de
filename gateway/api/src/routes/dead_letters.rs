//! Records that could not be used.

use std::sync::Arc;

use warp::http::{StatusCode, header};
use ytempire_journal::{LetterFilter, ReplayAsk};

use super::{
    page,
    views::{DeadLetterDetail, DeadLetterPage, DeadLetterView},
};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    idempotency,
    problem::{Problem, ProblemView},
};

/// As its cursors name it.
const LIST: &str = "dead-letters";

/// Records that could not be used, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/dead-letters",
    operation_id = "dead_letters_list",
    tag = "dead_letters",
    params(("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"), ("topic" = Option<String>, Query, description = "only those of this topic"), ("code" = Option<String>, Query, description = "only those refused for this reason")),
    responses(
        (status = 200, description = "a page", body = DeadLetterPage),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let named = |wanted: &str| call.queries().find(|(name, value)| name == wanted && !value.is_empty());
    let filter =
        LetterFilter { topic: named("topic").map(|(_, text)| text), code: named("code").map(|(_, text)| text) };
    let page = page::request(&app, &call, LIST)?;
    let page = app.journal.find_dead_letters(app.workspace, &filter, page).await?;
    let next_cursor = page::next(&app, LIST, &page)?;
    let items = page.items.into_iter().map(DeadLetterView::in_list).collect();
    Ok(Reply::ok(&DeadLetterPage { items, next_cursor }))
}

/// One record that could not be used, with its headers.
#[utoipa::path(
    get,
    path = "/api/v1/dead-letters/{id}",
    operation_id = "dead_letters_read",
    tag = "dead_letters",
    params(("id" = i64, Path, description = "letter id")),
    responses(
        (status = 200, description = "the letter", body = DeadLetterDetail),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read(app: Arc<App>, call: Call) -> Answer {
    let letter = app.journal.dead_letter(app.workspace, call.id_of("id", "dead letter")?).await?;
    let letter = letter.ok_or_else(|| Problem::not_found("dead letter"))?;
    Ok(Reply::ok(&DeadLetterDetail::from(letter)))
}

/// Asks that the record be sent to its topic again, as it came. Asked again before it was sent, it is sent once; asked
/// again after that, it is sent once more.
#[utoipa::path(
    post,
    path = "/api/v1/dead-letters/{id}/replay",
    operation_id = "dead_letters_replay",
    tag = "dead_letters",
    params(("id" = i64, Path, description = "letter id"), ("Idempotency-Key" = Option<String>, Header, description = "names this call for 24 hours: the same call again gets the same answer")),
    responses(
        (status = 202, description = "asked for; Location is where to see how it goes", body = DeadLetterDetail),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn replay(app: Arc<App>, call: Call) -> Answer {
    let id: i64 = call.id_of("id", "dead letter")?;
    idempotency::once(&app, &call, async {
        match app.journal.ask_replay(app.workspace, id).await? {
            ReplayAsk::Asked(letter) => {
                let reply = Reply::json(StatusCode::ACCEPTED, &DeadLetterDetail::from(*letter));
                Ok(reply.with_text(header::LOCATION, &format!("/api/v1/dead-letters/{id}")))
            }
            ReplayAsk::NoValue => Err(Problem::conflict(
                "nothing_to_replay",
                "The record has no value",
                "a record without a value says nothing, however often it is sent",
            )),
            ReplayAsk::Missing => Err(Problem::not_found("dead letter")),
        }
    })
    .await
}
