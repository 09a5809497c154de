//! Money is whole micros (millionths) of a currency: no fractions, no rounding on the way.

use std::{fmt, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

/// Millionths of a currency unit: `1_000_000` is one dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    pub const ZERO: Self = Micros(0);

    pub const fn from_units(units: i64) -> Self {
        Micros(units * 1_000_000)
    }

    /// `None` where the sum leaves the range of an `i64` (nine trillion units).
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Micros)
    }

    pub fn saturating_sub(self, other: Self) -> Self {
        Micros(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Micros {
    /// Units with as many decimals as it needs, two at least: `3.00`, `0.000014`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, micros) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let decimals = format!("{:06}", micros % 1_000_000);
        let kept = decimals.trim_end_matches('0').len().max(2);
        write!(f, "{sign}{}.{}", micros / 1_000_000, &decimals[..kept])
    }
}

/// An ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const USD: Self = Currency(*b"USD");
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a currency is three capital letters (ISO 4217)")]
pub struct CurrencyError;

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|x| x.is_ascii_uppercase()) => Ok(Currency([*a, *b, *c])),
            _ => Err(CurrencyError),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Code)
    }
}

/// Reads a code where it lies.
struct Code;

impl Visitor<'_> for Code {
    type Value = Currency;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("three capital letters (ISO 4217)")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Currency, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_with_the_decimals_it_needs() {
        let cases = [(3_000_000, "3.00"), (14, "0.000014"), (-1_500_000, "-1.50"), (0, "0.00"), (1_234_560, "1.23456")];
        for (micros, text) in cases {
            assert_eq!(Micros(micros).to_string(), text);
        }
    }

    #[test]
    fn a_currency_is_three_capitals() {
        assert_eq!("USD".parse(), Ok(Currency::USD));
        assert_eq!("usd".parse::<Currency>(), Err(CurrencyError));
        assert_eq!("USDT".parse::<Currency>(), Err(CurrencyError));
    }
}
