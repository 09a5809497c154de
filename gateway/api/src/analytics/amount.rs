//! A number as clients get it: whole where it is counted, real where it is a ratio.

use std::{borrow::Cow, cmp::Ordering};

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

/// Counts and money stay exact: they never pass through a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Amount {
    Whole(i64),
    Real(f64),
}

impl Amount {
    /// `None` where a division has no answer.
    pub fn real(value: f64) -> Option<Amount> {
        value.is_finite().then_some(Amount::Real(value))
    }

    pub fn as_f64(self) -> f64 {
        match self {
            Amount::Whole(whole) => whole as f64,
            Amount::Real(real) => real,
        }
    }

    /// Whole numbers compare exactly.
    pub fn order(self, other: Amount) -> Ordering {
        match (self, other) {
            (Amount::Whole(left), Amount::Whole(right)) => left.cmp(&right),
            _ => self.as_f64().total_cmp(&other.as_f64()),
        }
    }
}

impl PartialSchema for Amount {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Number).into()
    }
}

impl ToSchema for Amount {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Amount")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_counts_stay_exact_on_the_wire_and_in_order() {
        let large = Amount::Whole(9_007_199_254_740_993);
        assert_eq!(serde_json::to_string(&large).expect("JSON"), "9007199254740993");
        assert_eq!(large.order(Amount::Whole(9_007_199_254_740_992)), Ordering::Greater);
        assert_eq!(serde_json::from_str::<Amount>("0.5").expect("a number"), Amount::Real(0.5));
        assert_eq!(Amount::real(f64::NAN), None);
    }
}
