//! The way of nearly every record: one pass over its bytes, nothing in between. Whatever does not go this way at once is
//! read again by [`super::worded`], which decides and finds the words; so this way may refuse too much, never too little.

use std::{fmt, marker::PhantomData};

use super::{Metrics, Report, fields};
use crate::{MAX_VALUE, YOUTUBE_ANALYTICS, headers::Headers, members, version};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    channel_id: &'a str,
    video_id: Option<&'a str>,
    day: &'a str,
    observed_at: &'a str,
    published_at: Option<&'a str>,
    complete: Option<bool>,
    metrics: Object<Metrics>,
}

pub(super) fn report(value: Option<&[u8]>, headers: &Headers) -> Option<Report> {
    let value = value.filter(|value| value.len() <= MAX_VALUE)?;
    if members::is_structured(headers) || version::is_newer(YOUTUBE_ANALYTICS, headers) != Ok(false) {
        return None;
    }
    // Looked through once as a whole, not string by string.
    let Object(wire) = serde_json::from_str::<Object<Wire<'_>>>(str::from_utf8(value).ok()?).ok()?;
    fields::check(&wire.metrics.0).ok()?;
    Some(Report {
        channel_id: wire.channel_id.parse().ok()?,
        video_id: wire.video_id.map(fields::video_id).transpose().ok()?,
        day: fields::day(wire.day).ok()?,
        observed_at: fields::time("observed_at", wire.observed_at).ok()?,
        published_at: wire.published_at.map(|time| fields::time("published_at", time)).transpose().ok()?,
        complete: wire.complete,
        metrics: wire.metrics.0,
    })
}

/// A JSON object and nothing else: what serde derives would take a list of the values too.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}
