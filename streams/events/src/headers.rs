//! Names of the headers, and how one is read. CloudEvents attributes in binary mode carry the prefix `ce_`.

pub const SPECVERSION: &str = "ce_specversion";
/// The event's name: `video_published`.
pub const TYPE: &str = "ce_type";
/// Unique within `ce_source`; consumers drop repeats by it.
pub const ID: &str = "ce_id";
pub const SOURCE: &str = "ce_source";
/// What the event is about: `video:vid_…`, `channel:demo`.
pub const SUBJECT: &str = "ce_subject";
/// RFC 3339, UTC.
pub const TIME: &str = "ce_time";
/// Schema and version that the value was written for.
pub const DATASCHEMA: &str = "ce_dataschema";
/// Revision of the subject that the event brought about (an extension attribute).
pub const SUBJECT_VERSION: &str = "ce_subjectversion";
pub const CONTENT_TYPE: &str = "content-type";

/// Of a dead letter: the code of the reason.
pub const REASON: &str = "reason";
/// Of a dead letter: the reason for people.
pub const DETAIL: &str = "reason_detail";
/// Topic, partition and offset of the record.
pub const ORIGIN_TOPIC: &str = "origin_topic";
pub const ORIGIN_PARTITION: &str = "origin_partition";
pub const ORIGIN_OFFSET: &str = "origin_offset";
/// Milliseconds since 1970, where the record had a time.
pub const ORIGIN_TIMESTAMP: &str = "origin_timestamp_ms";
/// The record's own key, byte by byte, where it had one.
pub const ORIGIN_KEY: &str = "origin_key";
/// Before the name of each header that the record itself had.
pub const ORIGIN_HEADER: &str = "origin_header.";
/// Stands there where the record had no value (a tombstone).
pub const ORIGIN_NO_VALUE: &str = "origin_no_value";
/// Full length of a value that did not fit; the journal keeps all of it.
pub const ORIGIN_VALUE_BYTES: &str = "origin_value_bytes";
/// How many headers the record had where they and its key did not fit; the journal keeps them.
pub const ORIGIN_HEADERS_LEFT_OUT: &str = "origin_headers_left_out";

pub(crate) const JSON: (&str, &str) = (CONTENT_TYPE, "application/json");
pub(crate) const SPEC_1: (&str, &str) = (SPECVERSION, "1.0");
/// Who we are as a source of events.
pub(crate) const OURSELVES: (&str, &str) = (SOURCE, "/ytempire");

/// Headers of one record, in order; a name may stand there twice.
pub type Headers = [(String, Vec<u8>)];

/// The last header of that name, if it is text.
pub fn text<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    let (_, value) = headers.iter().rev().find(|(key, _)| key == name)?;
    str::from_utf8(value).ok()
}

/// Whether there is a header of that name.
pub(crate) fn has(headers: &Headers, name: &str) -> bool {
    headers.iter().any(|(key, _)| key == name)
}
