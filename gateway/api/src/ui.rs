//! The pages, embedded at compile time where they were built.

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use bytes::Bytes;
use warp::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use ytempire_domain::ContentHash;

use crate::{
    http::{Answer, Call, Reply},
    problem::Problem,
};

/// Only our own files; emotion's empty style tag is the one inline style. MUI writes its rules through the CSSOM.
const POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data: blob:; \
    media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const INDEX: &str = "index.html";

#[cfg(has_pages)]
#[derive(rust_embed::RustEmbed)]
#[folder = "../ui/dist"]
struct Built;

struct File {
    plain: Bytes,
    /// Where it is shorter.
    packed: Option<Bytes>,
    etag: HeaderValue,
    kind: &'static str,
}

/// A file of the pages, or the page itself for a browser that navigates.
pub fn page(call: &Call) -> Answer {
    if !matches!(call.method, Method::GET | Method::HEAD) {
        return Err(Problem::not_found("path"));
    }
    let path = call.path.trim_start_matches('/');
    let files = files();
    let (name, file) = match files.get(path) {
        Some(file) => (path, Some(file)),
        None if call.wants_page() => (INDEX, files.get(INDEX)),
        None => return Err(Problem::not_found("file")),
    };
    Ok(file.map_or_else(placeholder, |file| send(call, name, file)))
}

fn send(call: &Call, name: &str, file: &File) -> Reply {
    let mut headers = HeaderMap::new();
    let caching = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::ETAG, file.etag.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if call.has(&file.etag) {
        return Reply::whole(StatusCode::NOT_MODIFIED, headers, Bytes::new());
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    let takes_gzip = call.header(&header::ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"));
    match &file.packed {
        Some(packed) if takes_gzip => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            Reply::whole(StatusCode::OK, headers, packed.clone())
        }
        _ => {
            // Told that it is as it shall be, so that it is not packed again.
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
            Reply::whole(StatusCode::OK, headers, file.plain.clone())
        }
    }
}

fn placeholder() -> Reply {
    const TEXT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>YTEMPIRE</title>\
        <h1>The pages were not built</h1><p>This gateway was compiled without them; its API works. To build them: \
        <code>cd gateway/ui &amp;&amp; npm ci &amp;&amp; npm run build</code>, then compile the gateway again.</html>";
    let reply = Reply::whole(StatusCode::OK, HeaderMap::new(), TEXT);
    let reply = reply.with(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    reply
        .with(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))
        .with(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"))
}

/// Packed once, when the first page is asked for.
fn files() -> &'static BTreeMap<String, File> {
    static FILES: OnceLock<BTreeMap<String, File>> = OnceLock::new();
    FILES.get_or_init(|| {
        embedded()
            .into_iter()
            .filter_map(|(name, data)| Some((name, file_of(data)?)))
            .map(|(name, (data, etag))| {
                let kind = kind_of(&name);
                let packed = Reply::pack(&data, kind);
                (name, File { plain: data, packed, etag, kind })
            })
            .collect()
    })
}

fn file_of(data: Cow<'static, [u8]>) -> Option<(Bytes, HeaderValue)> {
    let etag = HeaderValue::from_str(&format!("\"{}\"", &ContentHash::of(&data).to_string()[..32])).ok()?;
    Some((Bytes::from(data.into_owned()), etag))
}

#[cfg(has_pages)]
fn embedded() -> Vec<(String, Cow<'static, [u8]>)> {
    let public = Built::iter().filter(|name| !name.starts_with('.'));
    public.filter_map(|name| Some((name.to_string(), Built::get(&name)?.data))).collect()
}

#[cfg(not(has_pages))]
fn embedded() -> Vec<(String, Cow<'static, [u8]>)> {
    vec![]
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
