//! Money of one video: reserved before a call, settled after it, never beyond the cap.

mod costs;
mod reserve;
mod settle;

pub use costs::{LedgerEntry, LedgerState};
pub use reserve::Reserved;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What the ledger says of one call, read under the job's lock.
#[derive(Debug, sqlx::FromRow)]
struct EntryRow {
    video_id: Uuid,
    step: String,
    state: String,
    micros_per_unit: i64,
    reserved_micros: i64,
}

async fn entry(tx: &mut PgConnection, call_key: &str) -> Result<Option<EntryRow>> {
    const ENTRY: &str =
        "select video_id, step, state, micros_per_unit, reserved_micros from ledger_entry where call_key = $1";
    Ok(sqlx::query_as(ENTRY).bind(call_key).fetch_optional(tx).await?)
}

/// Moves the sums that stand in the locked job's row.
async fn add(tx: &mut PgConnection, video_id: Uuid, reserved: i64, settled: i64) -> Result<()> {
    const ADD: &str = "update job set reserved_micros = reserved_micros + $2, settled_micros = settled_micros + $3
        where video_id = $1";
    sqlx::query(ADD).bind(video_id).bind(reserved).bind(settled).execute(tx).await?;
    Ok(())
}
