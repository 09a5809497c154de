//! A record as it came, out of librdkafka's memory.

use rdkafka::{
    Message as _,
    message::{BorrowedMessage, Headers as _},
};
use ytempire_journal::RawRecord;

pub(super) fn raw(message: &BorrowedMessage<'_>) -> RawRecord {
    let header = |header: rdkafka::message::Header<'_, &[u8]>| {
        (header.key.to_owned(), header.value.unwrap_or_default().to_vec())
    };
    RawRecord {
        offset: message.offset(),
        timestamp_ms: message.timestamp().to_millis(),
        key: message.key().map(<[u8]>::to_vec),
        value: message.payload().map(<[u8]>::to_vec),
        headers: message.headers().map(|headers| headers.iter().map(header).collect()).unwrap_or_default(),
    }
}
