//! `dead-letters`: the record as it came, the reason, where it came from.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::{
    DEAD_LETTERS, OutRecord, TOPICS,
    headers::{
        DETAIL, Headers, ID, ORIGIN_HEADER, ORIGIN_HEADERS_LEFT_OUT, ORIGIN_KEY, ORIGIN_NO_VALUE, ORIGIN_OFFSET,
        ORIGIN_PARTITION, ORIGIN_TIMESTAMP, ORIGIN_TOPIC, ORIGIN_VALUE_BYTES, OURSELVES, REASON, SPEC_1, SUBJECT, TIME,
        TYPE,
    },
};

/// A record that could not be used.
#[derive(Clone, Copy, Debug)]
pub struct DeadLetter<'a> {
    pub topic: &'a str,
    pub partition: i32,
    pub offset: i64,
    pub timestamp_ms: Option<i64>,
    pub key: Option<&'a [u8]>,
    pub value: Option<&'a [u8]>,
    pub headers: &'a Headers,
    pub code: &'a str,
    pub detail: &'a str,
    /// When it was refused.
    pub at: DateTime<Utc>,
}

/// Room that key, headers and framing of a letter may take beside its value.
const ENVELOPE: usize = 128 * 1024;

/// Always fits the topic: one letter that the broker refuses would hold up all that follow.
pub fn dead_letter_record(letter: &DeadLetter<'_>) -> OutRecord {
    let mut headers = own_headers(letter);
    let key_bytes = letter.key.map_or(0, <[u8]>::len);
    let per_header = |(name, value): &(String, Vec<u8>)| ORIGIN_HEADER.len() + name.len() + value.len() + 20;
    let envelope = letter.headers.iter().map(per_header).sum::<usize>() + key_bytes;
    if envelope <= ENVELOPE / 2 {
        headers.extend(letter.key.map(|key| (ORIGIN_KEY.to_owned(), key.to_vec())));
        let prefixed = |(name, value): &(String, Vec<u8>)| (format!("{ORIGIN_HEADER}{name}"), value.clone());
        headers.extend(letter.headers.iter().map(prefixed));
    } else {
        headers.push((ORIGIN_HEADERS_LEFT_OUT.to_owned(), letter.headers.len().to_string().into()));
    }
    let value = letter.value.unwrap_or_default();
    let kept = value.get(..max_value()).unwrap_or(value);
    if kept.len() < value.len() {
        headers.push((ORIGIN_VALUE_BYTES.to_owned(), value.len().to_string().into()));
    }
    OutRecord { topic: DEAD_LETTERS.to_owned(), key: Some(letter.topic.into()), value: kept.to_vec(), headers }
}

fn own_headers(letter: &DeadLetter<'_>) -> Vec<(String, Vec<u8>)> {
    let place = format!("{}/{}/{}", letter.topic, letter.partition, letter.offset);
    let time = letter.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let detail: String = letter.detail.chars().take(1000).collect();
    let (partition, offset) = (letter.partition.to_string(), letter.offset.to_string());
    let timestamp = letter.timestamp_ms.map(|ms| ms.to_string());
    let mut headers = vec![
        SPEC_1,
        (TYPE, "dead_letter"),
        (ID, &place),
        OURSELVES,
        (SUBJECT, &place),
        (TIME, &time),
        (REASON, letter.code),
        (DETAIL, &detail),
        (ORIGIN_TOPIC, letter.topic),
        (ORIGIN_PARTITION, &partition),
        (ORIGIN_OFFSET, &offset),
    ];
    headers.extend(timestamp.as_deref().map(|ms| (ORIGIN_TIMESTAMP, ms)));
    headers.extend(letter.value.is_none().then_some((ORIGIN_NO_VALUE, "true")));
    headers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

fn max_value() -> usize {
    let limit = TOPICS.iter().find(|topic| topic.name == DEAD_LETTERS).map_or(0, |topic| topic.max_message_bytes);
    usize::try_from(limit).unwrap_or_default().saturating_sub(ENVELOPE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter<'a>(value: Option<&'a [u8]>, headers: &'a Headers) -> DeadLetter<'a> {
        DeadLetter {
            topic: "video-requests",
            partition: 3,
            offset: 41,
            timestamp_ms: Some(1000),
            key: Some(b"d\xffmo"),
            value,
            headers,
            code: "bad_json",
            detail: "expected value",
            at: DateTime::UNIX_EPOCH,
        }
    }

    fn header<'a>(record: &'a OutRecord, name: &str) -> Option<&'a [u8]> {
        record.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_slice())
    }

    fn bytes(record: &OutRecord) -> usize {
        record.value.len() + record.headers.iter().map(|(name, value)| name.len() + value.len() + 10).sum::<usize>()
    }

    #[test]
    fn a_letter_carries_the_record_byte_by_byte_with_reason_and_origin() {
        let own = [("ce_id".to_owned(), vec![0, 255])];
        let record = dead_letter_record(&letter(Some(b"{\xff"), &own));
        assert_eq!((record.topic.as_str(), record.key.as_deref()), (DEAD_LETTERS, Some(&b"video-requests"[..])));
        assert_eq!(record.value, b"{\xff");
        let expected: [(&str, &[u8]); 8] = [
            (REASON, b"bad_json"),
            (ORIGIN_TOPIC, b"video-requests"),
            (ORIGIN_PARTITION, b"3"),
            (ORIGIN_OFFSET, b"41"),
            (ORIGIN_TIMESTAMP, b"1000"),
            (ORIGIN_KEY, b"d\xffmo"),
            ("origin_header.ce_id", &[0, 255]),
            (ID, b"video-requests/3/41"),
        ];
        for (name, value) in expected {
            assert_eq!(header(&record, name), Some(value), "{name}");
        }
        assert_eq!(header(&record, ORIGIN_NO_VALUE), None);
    }

    #[test]
    fn a_tombstone_is_told_from_an_empty_value() {
        assert!(header(&dead_letter_record(&letter(None, &[])), ORIGIN_NO_VALUE).is_some());
        assert!(header(&dead_letter_record(&letter(Some(b""), &[])), ORIGIN_NO_VALUE).is_none());
    }

    #[test]
    fn however_large_the_record_its_letter_fits_the_topic() {
        let huge = vec![b'x'; 5 * 1024 * 1024];
        let many: Vec<(String, Vec<u8>)> = (0..200_000).map(|_| ("h".to_owned(), vec![])).collect();
        let record = dead_letter_record(&letter(Some(&huge), &many));
        assert!(bytes(&record) < 2 * 1024 * 1024, "{}", bytes(&record));
        assert_eq!(header(&record, ORIGIN_VALUE_BYTES), Some(&b"5242880"[..]));
        assert_eq!(header(&record, ORIGIN_HEADERS_LEFT_OUT), Some(&b"200000"[..]));
    }
}
