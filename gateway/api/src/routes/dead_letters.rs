//! Records that could not be used.

use std::sync::Arc;

use ytempire_journal::DeadLetterRow;

use super::{
    page,
    views::{DeadLetterPage, DeadLetterView},
};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    problem::ProblemView,
};

const SHOWN: usize = 2000;

/// As its cursors name it.
const LIST: &str = "dead-letters";

/// Records that could not be used, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/dead-letters",
    operation_id = "dead_letters_list",
    tag = "dead_letters",
    params(("limit" = Option<u32>, Query, description = "1 to 200, 50 if left out"), ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "a page", body = DeadLetterPage),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let page = app.journal.dead_letters(app.workspace, page::request(&app, &call, LIST)?).await?;
    let next_cursor = page::next(&app, LIST, &page)?;
    let items = page.items.into_iter().map(view).collect();
    Ok(Reply::ok(&DeadLetterPage { items, next_cursor }))
}

fn view(row: DeadLetterRow) -> DeadLetterView {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok().map(|text| text.chars().take(SHOWN).collect());
    DeadLetterView {
        topic: row.topic,
        partition: row.partition,
        offset: row.raw.offset,
        key: row.raw.key.and_then(text),
        bytes: row.raw.value.as_ref().map_or(0, Vec::len),
        value: row.raw.value.and_then(text),
        code: row.reason.code,
        detail: row.reason.detail,
        at: row.at,
    }
}
