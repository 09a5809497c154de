use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ytempire_domain::{Micros, Step, id::VideoId};

use crate::{Journal, JournalError, Result, codec};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerState {
    /// The call runs.
    Reserved,
    Settled,
    /// Given back: the call did not run, or its holder died.
    Released,
}

/// One call and its money.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerEntry {
    pub call_key: String,
    pub step: Step,
    pub provider: String,
    pub unit: String,
    pub micros_per_unit: i64,
    /// Units that were reserved.
    pub quantity: f64,
    /// Units that were used.
    pub measured: Option<f64>,
    pub state: LedgerState,
    pub reserved: Micros,
    pub settled: Micros,
    /// Used beyond the reservation: shown, not charged.
    pub overrun: Micros,
    pub reserved_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct CostRow {
    call_key: String,
    step: String,
    provider: String,
    unit: String,
    micros_per_unit: i64,
    quantity: f64,
    measured: Option<f64>,
    state: String,
    reserved_micros: i64,
    settled_micros: i64,
    overrun_micros: i64,
    reserved_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
}

impl TryFrom<CostRow> for LedgerEntry {
    type Error = JournalError;

    fn try_from(row: CostRow) -> Result<Self> {
        Ok(LedgerEntry {
            call_key: row.call_key,
            step: codec::named(&row.step)?,
            provider: row.provider,
            unit: row.unit,
            micros_per_unit: row.micros_per_unit,
            quantity: row.quantity,
            measured: row.measured,
            state: codec::named(&row.state)?,
            reserved: Micros(row.reserved_micros),
            settled: Micros(row.settled_micros),
            overrun: Micros(row.overrun_micros),
            reserved_at: row.reserved_at,
            ended_at: row.ended_at,
        })
    }
}

impl Journal {
    /// Every call of a video, oldest first.
    pub async fn costs(&self, video_id: VideoId) -> Result<Vec<LedgerEntry>> {
        const COSTS: &str = "select call_key, step, provider, unit, micros_per_unit, quantity, measured, state,
                reserved_micros, settled_micros, overrun_micros, reserved_at, ended_at
            from ledger_entry where video_id = $1 order by reserved_at, call_key";
        let rows: Vec<CostRow> = sqlx::query_as(COSTS).bind(video_id.uuid()).fetch_all(&self.pool).await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
