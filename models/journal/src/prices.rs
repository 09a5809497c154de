//! What a provider takes for a unit of its work.

use sqlx::PgConnection;
use ytempire_domain::Micros;

use crate::{Journal, JournalError, Result};

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Price {
    pub provider: String,
    /// What is counted: `cpu_second`, later `kilotoken`.
    pub unit: String,
    /// Millionths of the currency for one unit.
    pub micros_per_unit: i64,
}

impl Journal {
    pub async fn prices(&self) -> Result<Vec<Price>> {
        const ALL: &str = "select provider, unit, micros_per_unit from price order by provider, unit";
        Ok(sqlx::query_as(ALL).fetch_all(&self.pool).await?)
    }

    /// For calls reserved from now on; a reservation keeps the price that it was made at.
    pub async fn set_price(&self, price: &Price) -> Result<()> {
        const SET: &str = "insert into price (provider, unit, micros_per_unit) values ($1, $2, $3)
            on conflict (provider, unit) do update set micros_per_unit = excluded.micros_per_unit";
        let query = sqlx::query(SET).bind(&price.provider).bind(&price.unit).bind(price.micros_per_unit);
        query.execute(&self.pool).await?;
        Ok(())
    }
}

/// Micros for one unit. A call without a price must not run: its cost could not be bound.
pub(crate) async fn of_unit(tx: &mut PgConnection, provider: &str, unit: &str) -> Result<i64> {
    const ONE: &str = "select micros_per_unit from price where provider = $1 and unit = $2";
    let price: Option<i64> = sqlx::query_scalar(ONE).bind(provider).bind(unit).fetch_optional(tx).await?;
    price.ok_or_else(|| JournalError::defect(format!("there is no price of {provider}/{unit}")))
}

/// What a quantity costs, rounded up to a whole micro; `None` where it is no cost: negative, no number, out of range.
pub(crate) fn cost(quantity: f64, micros_per_unit: i64) -> Option<Micros> {
    // Below 2^53 every whole f64 is exact, and nine billion units of money are out of any cap's reach.
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    let cost = (quantity * micros_per_unit as f64).ceil();
    (quantity >= 0.0 && cost < LIMIT).then_some(Micros(cost as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_rounded_up_and_never_negative() {
        assert_eq!(cost(1.0, 14), Some(Micros(14)));
        assert_eq!(cost(0.01, 14), Some(Micros(1)));
        assert_eq!(cost(0.0, 14), Some(Micros::ZERO));
        for no_quantity in [-1.0, f64::NAN, f64::INFINITY, f64::MAX] {
            assert_eq!(cost(no_quantity, 14), None, "{no_quantity}");
        }
    }
}
