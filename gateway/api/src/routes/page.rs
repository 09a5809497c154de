//! Pages of lists: how many, and where the last one ended. A cursor is opaque to clients.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ytempire_journal::PageRequest;

use crate::{http::Call, problem::Problem};

pub fn request(call: &Call) -> Result<PageRequest, Problem> {
    let after = call.queries().find(|(name, value)| name == "cursor" && !value.is_empty());
    let after = after.map(|(_, value)| place(&value).ok_or_else(|| Problem::bad_request("cursor: not one of ours")));
    Ok(PageRequest { limit: limit(call, 50, 200)?, after: after.transpose()? })
}

pub fn limit(call: &Call, usual: u32, most: u32) -> Result<u32, Problem> {
    let Some((_, text)) = call.queries().find(|(name, _)| name == "limit") else { return Ok(usual) };
    let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
    limit.ok_or_else(|| Problem::bad_request(format!("limit: a whole number from 1 to {most}")))
}

pub fn cursor(place: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(place)
}

fn place(cursor: &str) -> Option<String> {
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()
}
