//! Whether a browser's call comes from our own pages.

use warp::http::header;

use crate::{config::ApiConfig, http::Call};

/// A browser names the page's origin; what names none is no browser, or a plain navigation that carries no strict cookie.
pub fn same_origin(config: &ApiConfig, call: &Call) -> bool {
    let site = call.headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let Some(origin) = call.headers.get(header::ORIGIN) else {
        return !matches!(site, Some("cross-site" | "same-site"));
    };
    let Ok(origin) = origin.to_str() else { return false };
    if config.public_origin.as_deref() == Some(origin) {
        return true;
    }
    let host = call.header(&header::HOST).unwrap_or_default();
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    named.is_some_and(|named| !host.is_empty() && named.eq_ignore_ascii_case(host))
}
