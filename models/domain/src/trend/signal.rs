//! A trend signal: one observation of one topic at one source, parsed at the door into a value that cannot be wrong.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    request::MAX_TOPIC,
    text::{self, TextError},
};

/// Longest name of a niche in characters; a channel's niche has the same limit.
pub const MAX_NICHE: usize = 200;
/// Longest name of a source, unit in characters.
pub const MAX_NAME: usize = 64;
/// Longest licence note in characters.
pub const MAX_LICENCE: usize = 200;

/// What a source said about a topic at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendSignal {
    /// Who observed it: `wikipedia`, `google_trends`.
    pub source: String,
    pub topic: String,
    pub niche: String,
    /// ISO 3166-1 alpha-2 in capitals; none means everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Place in the source's own list, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Finite and not negative, counted in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<f64>,
    /// What `volume` counts: `views`, `searches`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub observed_at: DateTime<Utc>,
    /// Under which terms the figures may be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// The members of a signal as they came, before [`TrendSignal::parse`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawSignal {
    pub source: String,
    pub topic: String,
    pub niche: String,
    pub region: Option<String>,
    pub rank: Option<i64>,
    pub volume: Option<f64>,
    pub unit: Option<String>,
    /// RFC 3339.
    pub observed_at: String,
    pub licence: Option<String>,
}

/// Why a signal was refused; the text goes into `dead-letters`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TrendError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("region is an ISO 3166-1 code of two letters such as US")]
    Region,
    #[error("rank is a whole number from 1 to {}", u32::MAX)]
    Rank,
    #[error("volume is a finite number and not negative")]
    Volume,
    #[error("unit says what volume counts: it does not stand alone")]
    UnitAlone,
    #[error("observed_at is a time as in RFC 3339, such as 2026-01-31T12:00:00Z")]
    ObservedAt,
}

impl TrendError {
    /// The member of the signal at fault, as it is called on the wire.
    pub fn field(&self) -> &'static str {
        match self {
            TrendError::Text(
                TextError::Empty { field } | TextError::TooLong { field, .. } | TextError::Control { field },
            ) => field,
            TrendError::Region => "region",
            TrendError::Rank => "rank",
            TrendError::Volume => "volume",
            TrendError::UnitAlone => "unit",
            TrendError::ObservedAt => "observed_at",
        }
    }
}

impl TrendSignal {
    pub fn parse(raw: RawSignal) -> Result<Self, TrendError> {
        let rank = |n: i64| u32::try_from(n).ok().filter(|n| *n >= 1).ok_or(TrendError::Rank);
        let volume = |v: f64| if v.is_finite() && v >= 0.0 { Ok(v) } else { Err(TrendError::Volume) };
        if raw.unit.is_some() && raw.volume.is_none() {
            return Err(TrendError::UnitAlone);
        }
        let observed_at = DateTime::parse_from_rfc3339(&raw.observed_at).map_err(|_| TrendError::ObservedAt)?;
        Ok(TrendSignal {
            source: text::line("source", &raw.source, MAX_NAME)?,
            topic: text::line("topic", &raw.topic, MAX_TOPIC)?,
            niche: text::line("niche", &raw.niche, MAX_NICHE)?,
            region: raw.region.map(|region| self::region(&region)).transpose()?,
            rank: raw.rank.map(rank).transpose()?,
            volume: raw.volume.map(volume).transpose()?,
            unit: raw.unit.map(|unit| text::line("unit", &unit, MAX_NAME)).transpose()?,
            observed_at: observed_at.to_utc(),
            licence: raw.licence.map(|licence| text::line("licence", &licence, MAX_LICENCE)).transpose()?,
        })
    }
}

fn region(code: &str) -> Result<String, TrendError> {
    let fits = code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic());
    if fits { Ok(code.to_ascii_uppercase()) } else { Err(TrendError::Region) }
}

/// The form of a topic or niche under which signals and requests find each other: lower case, words one space apart.
pub fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawSignal {
        RawSignal {
            source: "wikipedia".into(),
            topic: " Honey bees ".into(),
            niche: "nature".into(),
            observed_at: "2026-11-01T12:00:00+02:00".into(),
            ..RawSignal::default()
        }
    }

    #[test]
    fn the_least_signal_is_four_members_and_its_time_is_utc() {
        let signal = TrendSignal::parse(raw()).expect("valid");
        assert_eq!((signal.topic.as_str(), signal.region, signal.volume), ("Honey bees", None, None));
        assert_eq!(signal.observed_at.to_rfc3339(), "2026-11-01T10:00:00+00:00");
    }

    #[test]
    fn each_member_is_refused_by_name() {
        type Edit = fn(&mut RawSignal);
        let table: [(Edit, &str); 11] = [
            (|r| r.source = " ".into(), "source"),
            (|r| r.topic = "t".repeat(MAX_TOPIC + 1), "topic"),
            (|r| r.niche = "a\nb".into(), "niche"),
            (|r| r.region = Some("USA".into()), "region"),
            (|r| r.region = Some("ß".into()), "region"),
            (|r| r.rank = Some(0), "rank"),
            (|r| r.volume = Some(f64::NAN), "volume"),
            (|r| r.volume = Some(-0.5), "volume"),
            (|r| r.unit = Some("views".into()), "unit"),
            (|r| r.observed_at = "yesterday".into(), "observed_at"),
            (|r| r.licence = Some("l".repeat(MAX_LICENCE + 1)), "licence"),
        ];
        for (edit, field) in table {
            let mut raw = raw();
            edit(&mut raw);
            let error = TrendSignal::parse(raw).expect_err(field);
            assert_eq!(error.field(), field, "{error}");
        }
    }

    #[test]
    fn a_signal_survives_its_json() {
        let full = RawSignal { region: Some("us".into()), rank: Some(3), volume: Some(1.5), ..raw() };
        let signal = TrendSignal::parse(RawSignal { unit: Some("views".into()), ..full }).expect("valid");
        let json = serde_json::to_string(&signal).expect("json");
        assert_eq!(serde_json::from_str::<TrendSignal>(&json).expect("back"), signal);
        assert_eq!(signal.region.as_deref(), Some("US"));
    }

    #[test]
    fn folding_levels_case_and_spaces() {
        assert_eq!(folded("  Why BEES\t dance "), "why bees dance");
        assert_eq!(folded("ÜBER"), "über");
    }
}
