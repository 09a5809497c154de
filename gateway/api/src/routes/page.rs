//! Pages of lists: how many, and where the last one ended. A cursor is opaque to clients, and signed.

use ytempire_journal::{Page, PageRequest};

use crate::{app::App, http::Call, problem::Problem};

/// Which page of `list` is asked for.
pub fn request(app: &App, call: &Call, list: &str) -> Result<PageRequest, Problem> {
    let cursor = call.queries().find(|(name, value)| name == "cursor" && !value.is_empty());
    let place = |cursor: &str| {
        app.tokens.unseal(list, cursor).ok_or_else(|| Problem::bad_request("cursor: not one of this list"))
    };
    let after = cursor.map(|(_, cursor)| place(&cursor)).transpose()?;
    Ok(PageRequest { limit: limit(call, 50, 200)?, after })
}

pub fn limit(call: &Call, usual: u32, most: u32) -> Result<u32, Problem> {
    let Some((_, text)) = call.queries().find(|(name, _)| name == "limit") else { return Ok(usual) };
    let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
    limit.ok_or_else(|| Problem::bad_request(format!("limit: a whole number from 1 to {most}")))
}

/// The cursor of the page after this one; `None` on the last.
pub fn next<T>(app: &App, list: &str, page: &Page<T>) -> Result<Option<String>, Problem> {
    let seal = |place: &String| app.tokens.seal(list, place).ok_or_else(Problem::broken);
    page.next.as_ref().map(seal).transpose()
}
