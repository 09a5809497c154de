//! Rows in the binary form that COPY reads.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Sent at a time.
const CHUNK: usize = 256 * 1024;
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const NULL: [u8; 4] = (-1_i32).to_be_bytes();
const FLOAT8_OID: i32 = 701;

/// One row after the other, each field in the order of the columns.
#[derive(Default)]
pub(super) struct Encoder {
    bytes: Vec<u8>,
}

impl Encoder {
    /// Begins a row of that many fields.
    pub fn row(&mut self, fields: i16) {
        self.bytes.extend(fields.to_be_bytes());
    }

    pub fn uuid(&mut self, value: Uuid) {
        self.field(value.as_bytes());
    }

    pub fn int8(&mut self, value: i64) {
        self.field(&value.to_be_bytes());
    }

    pub fn opt_int8(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.int8(value),
            None => self.null(),
        }
    }

    pub fn int4(&mut self, value: i32) {
        self.field(&value.to_be_bytes());
    }

    pub fn boolean(&mut self, value: bool) {
        self.field(&[u8::from(value)]);
    }

    pub fn opt_float8(&mut self, value: Option<f64>) {
        match value {
            Some(value) => self.field(&value.to_be_bytes()),
            None => self.null(),
        }
    }

    pub fn text(&mut self, value: &str) {
        self.field(value.as_bytes());
    }

    /// Days since 2000-01-01.
    pub fn date(&mut self, value: NaiveDate) {
        const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");
        let days = value.signed_duration_since(EPOCH).num_days();
        // The years of a NaiveDate are fewer than the days of an i32.
        self.int4(days as i32);
    }

    pub fn opt_time(&mut self, value: Option<DateTime<Utc>>) {
        match value {
            Some(value) => self.time(value.timestamp_micros()),
            None => self.null(),
        }
    }

    /// From microseconds since 1970 to microseconds since 2000.
    pub fn time(&mut self, micros: i64) {
        const EPOCH: i64 = 946_684_800_000_000;
        self.int8(micros.saturating_sub(EPOCH));
    }

    /// An array of all coordinates, point after point.
    pub fn opt_points(&mut self, points: Option<&[(f64, f64)]>) {
        let Some(points) = points else { return self.null() };
        let numbers = i32::try_from(points.len() * 2).unwrap_or(i32::MAX);
        let header = [1, 0, FLOAT8_OID, numbers, 1];
        self.bytes.extend((20 + 12 * numbers).to_be_bytes());
        self.bytes.extend(header.into_iter().flat_map(i32::to_be_bytes));
        for (first, second) in points {
            self.field(&first.to_be_bytes());
            self.field(&second.to_be_bytes());
        }
    }

    fn null(&mut self) {
        self.bytes.extend(NULL);
    }

    fn field(&mut self, bytes: &[u8]) {
        // No field of ours has gigabytes.
        self.bytes.extend((bytes.len() as i32).to_be_bytes());
        self.bytes.extend(bytes);
    }
}

/// Copies the items into `target` (a table and its columns), each encoded by `encode`.
pub(super) async fn copy_in<T>(
    connection: &mut PgConnection,
    target: &str,
    items: impl IntoIterator<Item = T>,
    mut encode: impl FnMut(&mut Encoder, T),
) -> Result<u64> {
    let mut copy = connection.copy_in_raw(&format!("copy {target} from stdin (format binary)")).await?;
    let mut encoder = Encoder { bytes: HEADER.to_vec() };
    for item in items {
        encode(&mut encoder, item);
        if encoder.bytes.len() >= CHUNK {
            copy.send(encoder.bytes.as_slice()).await?;
            encoder.bytes.clear();
        }
    }
    encoder.bytes.extend((-1_i16).to_be_bytes());
    copy.send(encoder.bytes.as_slice()).await?;
    Ok(copy.finish().await?)
}
