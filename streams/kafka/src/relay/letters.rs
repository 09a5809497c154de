//! Dead letters on their way out.

use ytempire_events::{DeadLetter, OutRecord, dead_letter_record};
use ytempire_journal::DeadLetterRow;

pub(super) fn record(row: &DeadLetterRow) -> OutRecord {
    letter(row, row.raw.value.as_deref(), &row.raw.headers)
}

/// For a broker that takes no large records: all of it but the record itself, which the journal keeps.
pub(super) fn slip(row: &DeadLetterRow) -> OutRecord {
    let bytes = row.raw.value.as_ref().map_or(0, Vec::len).to_string().into();
    let mut record = letter(row, row.raw.value.as_ref().map(|_| &b""[..]), &[]);
    record.headers.push((ytempire_events::headers::ORIGIN_VALUE_BYTES.to_owned(), bytes));
    record
}

/// On a record that was a dead letter: the letter's number.
const REPLAYED_FROM: &str = "replayed_from";

/// The record as it came, for the topic that it came from.
pub(super) fn again(row: &DeadLetterRow) -> OutRecord {
    let own = row.raw.headers.iter().filter(|(name, _)| name != REPLAYED_FROM).cloned();
    let headers = own.chain([(REPLAYED_FROM.to_owned(), row.id.to_string().into())]).collect();
    let value = row.raw.value.clone().unwrap_or_default();
    OutRecord { topic: row.topic.clone(), key: row.raw.key.clone(), value, headers }
}

fn letter(row: &DeadLetterRow, value: Option<&[u8]>, headers: &[(String, Vec<u8>)]) -> OutRecord {
    dead_letter_record(&DeadLetter {
        topic: &row.topic,
        partition: row.partition,
        offset: row.raw.offset,
        timestamp_ms: row.raw.timestamp_ms,
        key: row.raw.key.as_deref(),
        value,
        headers,
        code: &row.reason.code,
        detail: &row.reason.detail,
        at: row.at,
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use ytempire_journal::{DeadReason, RawRecord};

    use super::*;

    #[test]
    fn a_record_goes_back_as_it_came_and_says_which_letter_it_was() {
        let headers = vec![("replayed_from".to_owned(), b"3".to_vec()), ("ce_id".to_owned(), vec![0, 255])];
        let raw = RawRecord { offset: 4, timestamp_ms: None, key: Some(vec![1]), value: Some(vec![0xff, 0]), headers };
        let reason = DeadReason { code: "bad_json".to_owned(), detail: String::new() };
        let (topic, at) = ("video-requests".to_owned(), DateTime::UNIX_EPOCH);
        let record = again(&DeadLetterRow { id: 17, topic, partition: 2, raw, reason, at, replay: None });
        assert_eq!((record.topic.as_str(), record.key), ("video-requests", Some(vec![1])));
        assert_eq!(record.value, [0xff, 0]);
        let expected = [("ce_id".to_owned(), vec![0, 255]), ("replayed_from".to_owned(), b"17".to_vec())];
        assert_eq!(record.headers, expected);
    }
}
