//! Answers as values: compressed, guarded by headers and handed to warp in one place.

use std::{
    io::{self, Write as _},
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::{Stream, stream::BoxStream};
use serde::Serialize;
use warp::{
    Reply as _,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    reply::Response,
};
use ytempire_domain::ContentHash;

use super::Call;

/// Below this many bytes compression costs more than it saves.
const WORTHWHILE: usize = 1024;

pub enum Content {
    Whole(Bytes),
    /// A stream of exactly `length` bytes.
    Parts {
        stream: BoxStream<'static, io::Result<Bytes>>,
        length: u64,
    },
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub content: Content,
}

impl Reply {
    pub fn whole(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Reply { status, headers, content: Content::Whole(body.into()) }
    }

    /// A view, not to be cached.
    pub fn json<T: Serialize>(status: StatusCode, view: &T) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Reply::whole(status, headers, serde_json::to_vec(view).unwrap_or_default())
    }

    pub fn ok<T: Serialize>(view: &T) -> Self {
        Reply::json(StatusCode::OK, view)
    }

    pub fn empty(status: StatusCode) -> Self {
        Reply::whole(status, HeaderMap::new(), Bytes::new())
    }

    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// A header whose text comes from us but holds ids or names: what no header can carry is left out.
    pub fn with_text(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// A strong ETag of the whole body.
    pub fn tagged_by_content(self) -> Self {
        let Some(hash) = self.bytes().map(|bytes| ContentHash::of(bytes).to_string()) else { return self };
        self.with_text(header::ETAG, &format!("\"{}\"", &hash[..32]))
    }

    /// 304 without a body for a client that holds this version.
    pub fn unless_held(mut self, call: &Call) -> Self {
        if self.headers.get(header::ETAG).is_some_and(|etag| call.has(etag)) {
            self.headers.remove(header::CONTENT_TYPE);
            return Reply::whole(StatusCode::NOT_MODIFIED, self.headers, Bytes::new());
        }
        self
    }

    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            Content::Parts { .. } => None,
        }
    }

    /// Compresses a whole text that is worth it.
    pub fn gzip(mut self) -> Self {
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let Content::Whole(bytes) = &self.content else { return self };
        if self.status != StatusCode::OK || self.headers.contains_key(header::CONTENT_ENCODING) {
            return self;
        }
        if let Some(packed) = Reply::pack(bytes, kind) {
            self.content = Content::Whole(packed);
            self.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            self.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        self
    }

    /// The bytes compressed, where they are a text that is worth it.
    pub fn pack(bytes: &[u8], kind: &str) -> Option<Bytes> {
        if bytes.len() < WORTHWHILE || !is_text(kind) {
            return None;
        }
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(5));
        // Writing into memory does not fail; if it did, the plain answer is as good.
        encoder.write_all(bytes).and_then(|()| encoder.finish()).ok().map(Bytes::from)
    }

    pub fn into_warp(self) -> Response {
        let mut response = match self.content {
            Content::Whole(bytes) => Response::new(bytes.into()),
            Content::Parts { stream, length } => {
                let mut response = warp::reply::stream(Shared(Mutex::new(stream))).into_response();
                response.headers_mut().clear();
                response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
                response
            }
        };
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        // `identity` only told that nothing more is to be packed; it is no value for the wire.
        if response.headers().get(header::CONTENT_ENCODING).is_some_and(|coding| coding == "identity") {
            response.headers_mut().remove(header::CONTENT_ENCODING);
        }
        response
    }
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.contains("json") || kind.contains("javascript") || kind.contains("svg")
}

/// Makes a stream `Sync` for warp; the lock is never contended, for it is reached through `&mut` only.
struct Shared<S>(Mutex<S>);

impl<S: Stream + Unpin> Stream for Shared<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        match self.get_mut().0.get_mut() {
            Ok(stream) => Pin::new(stream).poll_next(cx),
            Err(_) => Poll::Ready(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_compressed_and_nothing_else() {
        let long = Reply::ok(&"x".repeat(5000)).gzip();
        assert_eq!(long.headers[header::CONTENT_ENCODING], "gzip");
        assert!(long.bytes().expect("whole").len() < 500);
        let short = Reply::ok(&"x").gzip();
        assert!(!short.headers.contains_key(header::CONTENT_ENCODING));
        let picture = Reply::ok(&"x".repeat(5000)).with_text(header::CONTENT_TYPE, "image/png").gzip();
        assert!(!picture.headers.contains_key(header::CONTENT_ENCODING));
    }
}
