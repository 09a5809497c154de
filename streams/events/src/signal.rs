//! `trend-signals`: one observation of one topic at one source.

use ytempire_domain::trend::{RawSignal, TrendSignal};

use crate::{
    OutRecord, Refused, TREND_SIGNALS,
    headers::{DATASCHEMA, Headers},
    members::Members,
    version::{KNOWN, schema_name},
};

const FIELDS: &[&str] = &["source", "topic", "niche", "region", "rank", "volume", "unit", "observed_at", "licence"];

/// What a record has observed.
pub fn parse_signal(value: Option<&[u8]>, headers: &Headers) -> Result<TrendSignal, Refused> {
    let (mut members, _) = Members::of_record(TREND_SIGNALS, value, headers, FIELDS)?;
    let raw = RawSignal {
        source: members.text("source")?,
        topic: members.text("topic")?,
        niche: members.text("niche")?,
        region: members.opt_text("region")?,
        rank: members.opt_whole("rank")?,
        volume: members.opt_number("volume")?,
        unit: members.opt_text("unit")?,
        observed_at: members.text("observed_at")?,
        licence: members.opt_text("licence")?,
    };
    TrendSignal::parse(raw).map_err(Refused::invalid)
}

/// The record that carries it. Its key keeps a niche's signals in one partition, in order.
pub fn signal_record(signal: &TrendSignal) -> OutRecord {
    let value = serde_json::json!(signal).to_string().into_bytes();
    let schema = schema_name(TREND_SIGNALS, KNOWN);
    OutRecord::json(TREND_SIGNALS, &signal.niche, value, &[(DATASCHEMA, &schema)])
}
