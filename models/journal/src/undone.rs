//! The end of a transaction that has nothing to say.

use sqlx::{Postgres, Transaction};

use crate::Result;

/// Gives the answer once every lock is free again: a transaction that is merely dropped holds them a moment longer, and
/// a claim passes a locked channel over.
pub(crate) async fn undone<T>(tx: Transaction<'_, Postgres>, answer: T) -> Result<T> {
    tx.rollback().await?;
    Ok(answer)
}
