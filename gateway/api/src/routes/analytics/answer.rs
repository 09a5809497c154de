//! An answer as JSON or as a file, with an ETag of its content.

use serde::Serialize;
use warp::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::query::Format;
use crate::{
    analytics::table::Table,
    http::{Answer, Call, Reply},
    problem::{Problem, chain},
};

/// `name` is that of the file; `table` is asked for where a file is.
pub fn answer<T: Serialize>(
    call: &Call,
    format: Format,
    name: &str,
    view: &T,
    table: impl FnOnce(&T) -> Table,
) -> Answer {
    let reply = match format {
        Format::Json => Reply::ok(view),
        Format::Csv => file(name, table(view))?,
    };
    // Only with the same authorisation, so no cache may share it.
    let reply = reply.with(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(reply.tagged_by_content().unless_held(call))
}

fn file(name: &str, table: Table) -> Result<Reply, Problem> {
    let bytes = table.csv().map_err(|error| {
        tracing::error!(error = chain(&error), "rows cannot be written as CSV");
        Problem::broken()
    })?;
    let reply = Reply::whole(StatusCode::OK, HeaderMap::new(), bytes);
    let reply = reply.with(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
    Ok(reply.with_text(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"ytempire-{name}.csv\"")))
}

/// Where the rest of a file is, if it is not the whole.
pub fn with_next(reply: Reply, call: &Call, format: Format, cursor: Option<&str>) -> Reply {
    let Some(cursor) = cursor.filter(|_| format == Format::Csv) else { return reply };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(call.queries().filter(|(name, _)| name != "cursor"));
    let query = query.append_pair("cursor", cursor).finish();
    reply.with_text(header::LINK, &format!("<{}?{query}>; rel=\"next\"", call.path))
}
