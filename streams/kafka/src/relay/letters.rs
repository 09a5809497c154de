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
