//! The cap of one video: money is reserved before a call and settled after it.

use crate::money::Micros;

/// What a video may cost and what is already bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    pub cap: Micros,
    /// Reserved for calls that run.
    pub reserved: Micros,
    /// Settled for calls that ended.
    pub settled: Micros,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BudgetError {
    #[error("this call needs {needed}; {left} of the cap of {cap} is left")]
    Exceeded { needed: Micros, left: Micros, cap: Micros },
    #[error("a cost is never negative")]
    Negative,
}

impl Budget {
    /// What may still be bound.
    pub fn left(self) -> Micros {
        self.cap.saturating_sub(self.reserved).saturating_sub(self.settled)
    }

    /// Binds `needed`, or says what is missing; after `Ok`, reserved + settled <= cap.
    pub fn reserve(self, needed: Micros) -> Result<Budget, BudgetError> {
        if needed < Micros::ZERO {
            return Err(BudgetError::Negative);
        }
        let reserved = self.reserved.checked_add(needed);
        match reserved {
            Some(reserved) if needed <= self.left() => Ok(Budget { reserved, ..self }),
            _ => Err(BudgetError::Exceeded { needed, left: self.left(), cap: self.cap }),
        }
    }
}

/// What a call that ended may be charged: never more than was reserved for it, so that the cap holds whatever it
/// measured. The rest is an overrun, shown but not charged.
pub fn settle(reserved: Micros, measured: Micros) -> (Micros, Micros) {
    let charged = measured.max(Micros::ZERO).min(reserved);
    (charged, measured.saturating_sub(charged).max(Micros::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_reserved_and_settled_the_cap_holds(cap in 0i64..10_000, calls in prop::collection::vec((0i64..4_000, 0i64..6_000), 0..30)) {
            let mut budget = Budget { cap: Micros(cap), reserved: Micros::ZERO, settled: Micros::ZERO };
            for (needed, measured) in calls {
                let Ok(bound) = budget.reserve(Micros(needed)) else {
                    prop_assert!(Micros(needed) > budget.left());
                    continue;
                };
                let (charged, over) = settle(Micros(needed), Micros(measured));
                prop_assert_eq!(charged.0 + over.0, measured);
                budget = Budget { reserved: budget.reserved, settled: Micros(bound.settled.0 + charged.0), ..bound };
                prop_assert!(budget.reserved.0 + budget.settled.0 <= cap);
            }
        }
    }

    #[test]
    fn a_refusal_says_what_is_left() {
        let budget = Budget { cap: Micros(10), reserved: Micros(3), settled: Micros(4) };
        assert_eq!(
            budget.reserve(Micros(4)),
            Err(BudgetError::Exceeded { needed: Micros(4), left: Micros(3), cap: Micros(10) })
        );
        assert_eq!(budget.reserve(Micros(-1)), Err(BudgetError::Negative));
        assert_eq!(budget.reserve(Micros(3)).map(Budget::left), Ok(Micros::ZERO));
    }
}
