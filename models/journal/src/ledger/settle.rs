use sqlx::PgConnection;
use ytempire_domain::{Currency, Micros, budget, event::Event, id::VideoId};

use super::{EntryRow, add, entry};
use crate::{
    Journal, JournalError, Result, codec,
    job_row::{self, JobRow},
    outbox, prices,
    undone::undone,
};

impl Journal {
    /// Charges what the call measured, up to what was reserved for it; the rest is noted as an overrun. The first
    /// measurement stands. Money that was spent is spent, so no generation is asked for; but when the reservation was
    /// given back meanwhile (its holder had died) the whole is an overrun, or the cap would not hold.
    pub async fn settle(&self, call_key: &str, measured: f64) -> Result<()> {
        let mut tx = self.pool.begin().await?;
        let (row, entry) = lock(&mut tx, call_key).await?;
        if entry.state == "settled" {
            return undone(tx, ()).await;
        }
        let cost = prices::cost(measured, entry.micros_per_unit)
            .ok_or_else(|| JournalError::defect("a measured quantity is a number from 0 on"))?;
        let is_reserved = entry.state == "reserved";
        let reserved = Micros(if is_reserved { entry.reserved_micros } else { 0 });
        let (charged, overrun) = budget::settle(reserved, cost);
        let state = if is_reserved { "settled" } else { "released" };
        note(&mut tx, call_key, state, measured, charged, overrun).await?;
        add(&mut tx, row.video_id, -reserved.0, charged.0).await?;
        let updated = cost_updated(&row, &entry, reserved, charged)?;
        outbox::advance(&mut tx, row.video_id, &[updated]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The call did not run: its money is free again. Of a call that is settled or given back already: nothing.
    pub async fn release_reservation(&self, call_key: &str) -> Result<()> {
        const RELEASE: &str = "update ledger_entry set state = 'released', ended_at = now() where call_key = $1";
        let mut tx = self.pool.begin().await?;
        let (row, entry) = lock(&mut tx, call_key).await?;
        if entry.state != "reserved" {
            return undone(tx, ()).await;
        }
        sqlx::query(RELEASE).bind(call_key).execute(&mut *tx).await?;
        add(&mut tx, row.video_id, -entry.reserved_micros, 0).await?;
        outbox::advance(&mut tx, row.video_id, &[]).await?;
        Ok(tx.commit().await?)
    }
}

/// The call's job under its lock, and what the ledger says under that lock.
async fn lock(tx: &mut PgConnection, call_key: &str) -> Result<(JobRow, EntryRow)> {
    let unknown = || JournalError::defect("nothing was reserved under this call key");
    let before = entry(&mut *tx, call_key).await?.ok_or_else(unknown)?;
    let row = job_row::lock(&mut *tx, VideoId::from_uuid(before.video_id)).await?.ok_or_else(unknown)?;
    let entry = entry(tx, call_key).await?.ok_or_else(unknown)?;
    Ok((row, entry))
}

async fn note(
    tx: &mut PgConnection,
    call_key: &str,
    state: &str,
    measured: f64,
    charged: Micros,
    overrun: Micros,
) -> Result<()> {
    const NOTE: &str = "update ledger_entry set state = $2, measured = $3, settled_micros = $4, overrun_micros = $5,
            ended_at = now()
        where call_key = $1";
    let query = sqlx::query(NOTE).bind(call_key).bind(state).bind(measured).bind(charged.0).bind(overrun.0);
    query.execute(tx).await?;
    Ok(())
}

/// The sums as they are after the change that was just made to the row that was read before it.
fn cost_updated(row: &JobRow, entry: &EntryRow, freed: Micros, charged: Micros) -> Result<Event> {
    let budget = row.budget();
    Ok(Event::VideoCostUpdated {
        video: row.video()?,
        stage: codec::named(&entry.step)?,
        cost_micros: Micros(budget.settled.0 + charged.0),
        reserved_micros: budget.reserved.saturating_sub(freed),
        cap_micros: budget.cap,
        currency: Currency::USD,
    })
}
