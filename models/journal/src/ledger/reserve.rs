use sqlx::PgConnection;
use ytempire_domain::{
    Micros, Step,
    budget::{Budget, BudgetError},
};

use super::{add, entry};
use crate::{
    ClaimKey, Journal, JournalError, Result,
    job_row::{self, JobRow},
    outbox, prices,
    undone::undone,
};

/// What became of a wish to spend.
#[derive(Debug, PartialEq, Eq)]
pub enum Reserved {
    /// This much is bound: the call may run.
    Bound(Micros),
    /// The call must not run.
    Exceeded(BudgetError),
    /// The claim is no longer in force.
    Stale,
}

/// One call that is to be paid for.
struct Call<'a> {
    key: &'a str,
    step: Step,
    provider: &'a str,
    unit: &'a str,
    quantity: f64,
    price: i64,
    cost: Micros,
}

impl Journal {
    /// Binds the money of one call. The key names the call (`{video}/{step}/{attempt}/{call}`): while its reservation
    /// stands, or once it is settled, asking again binds nothing more. A reservation that was given back is made anew.
    ///
    /// What a dead generation reserved and never settled is given back first: its calls ended with its process.
    pub async fn reserve(
        &self,
        key: ClaimKey,
        call_key: &str,
        step: Step,
        provider: &str,
        unit: &str,
        quantity: f64,
    ) -> Result<Reserved> {
        let mut tx = self.pool.begin().await?;
        let Some(row) = job_row::lock_held(&mut tx, key).await? else {
            return undone(tx, Reserved::Stale).await;
        };
        let price = prices::of_unit(&mut tx, provider, unit).await?;
        let Some(cost) = prices::cost(quantity, price) else {
            return undone(tx, Reserved::Exceeded(BudgetError::Negative)).await;
        };
        let call = Call { key: call_key, step, provider, unit, quantity, price, cost };
        let budget = give_back_older(&mut tx, &row, key.generation).await?;
        let reserved = bind(&mut tx, &row, key.generation, budget, &call).await?;
        tx.commit().await?;
        Ok(reserved)
    }
}

/// The budget without what older generations left reserved.
async fn give_back_older(tx: &mut PgConnection, row: &JobRow, generation: i64) -> Result<Budget> {
    const OLDER: &str = "with older as (
            update ledger_entry set state = 'released', ended_at = now()
            where video_id = $1 and state = 'reserved' and generation < $2 returning reserved_micros
        )
        select coalesce(sum(reserved_micros), 0)::bigint from older";
    let query = sqlx::query_scalar(OLDER).bind(row.video_id).bind(generation);
    let freed: i64 = query.fetch_one(&mut *tx).await?;
    if freed > 0 {
        add(tx, row.video_id, -freed, 0).await?;
    }
    let budget = row.budget();
    Ok(Budget { reserved: budget.reserved.saturating_sub(Micros(freed)), ..budget })
}

async fn bind(
    tx: &mut PgConnection,
    row: &JobRow,
    generation: i64,
    budget: Budget,
    call: &Call<'_>,
) -> Result<Reserved> {
    const BIND: &str = "insert into ledger_entry (call_key, workspace_id, video_id, step, generation, provider, unit,
            micros_per_unit, quantity, state, reserved_micros)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reserved', $10)
        on conflict (call_key) do update set state = 'reserved', generation = excluded.generation,
            step = excluded.step, provider = excluded.provider, unit = excluded.unit, reserved_at = now(),
            micros_per_unit = excluded.micros_per_unit, quantity = excluded.quantity, ended_at = null, measured = null,
            reserved_micros = excluded.reserved_micros, settled_micros = 0";
    match entry(tx, call.key).await? {
        Some(there) if there.video_id != row.video_id => {
            return Err(JournalError::defect("a call key names a call of another video"));
        }
        Some(there) if there.state != "released" => return Ok(Reserved::Bound(Micros(there.reserved_micros))),
        _ => {}
    }
    if let Err(refused) = budget.reserve(call.cost) {
        return Ok(Reserved::Exceeded(refused));
    }
    let query = sqlx::query(BIND).bind(call.key).bind(row.workspace_id).bind(row.video_id).bind(call.step.name());
    let query = query.bind(generation).bind(call.provider).bind(call.unit).bind(call.price).bind(call.quantity);
    query.bind(call.cost.0).execute(&mut *tx).await?;
    add(tx, row.video_id, call.cost.0, 0).await?;
    outbox::advance(tx, row.video_id, &[]).await?;
    Ok(Reserved::Bound(call.cost))
}
