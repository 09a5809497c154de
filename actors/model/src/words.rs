//! An answer in the words of the house: what moved a score, said for people.

use ytempire_domain::trend::{Reason, ScoreSource, Scored};
use ytempire_inference::{Answer, SHIPPED, Source};

/// Features are left out: the reasons name those that counted.
pub fn scored(answer: Answer) -> Scored {
    let because = match (&answer.version, answer.because) {
        (_, Some(because)) => because,
        (Some(version), None) if version == SHIPPED => "the model of the program".to_owned(),
        (Some(version), None) => format!("{version} is promoted"),
        (None, None) => "no version is promoted".to_owned(),
    };
    Scored {
        probability: answer.probability,
        source: match answer.source {
            Source::Model => ScoreSource::Model,
            Source::Rule => ScoreSource::Rule,
        },
        model: answer.model,
        version: answer.version,
        because,
        base_rate: answer.base_rate,
        reasons: answer.reasons.into_iter().map(reason).collect(),
    }
}

fn reason(reason: ytempire_inference::Reason) -> Reason {
    let value = match reason.value {
        Some(value) => shown(value),
        None => "unknown".to_owned(),
    };
    let way = if reason.adds > 0.0 { "speaks for it" } else { "speaks against it" };
    Reason {
        words: format!("{}: {value}, {way}", spoken(&reason.feature)),
        effect: reason.adds,
        feature: reason.feature,
    }
}

fn shown(value: f32) -> String {
    let rounded = format!("{value:.2}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `value_gain_3` is the growth over 3 hours.
fn spoken(feature: &str) -> String {
    let (stem, lag) = match feature.rsplit_once('_') {
        Some((stem, lag)) if lag.bytes().all(|byte| byte.is_ascii_digit()) => (stem, Some(lag)),
        _ => (feature, None),
    };
    let words = match stem {
        "value_gain" => "growth (log)",
        "rank_gain" => "climb in the list (log)",
        "pace" => "rise in the horizon at the pace",
        "value" => "volume (log)",
        "rank" => "place in the list (log)",
        "age" => "hours since first seen (log)",
        "value_per_hour" => "volume for each hour of age (log)",
        "gain_change" => "change of the growth in the last hour",
        "readings" => "readings of the last day",
        "sources" => "sources of the last day",
        "places" => "places of the last day",
        "hours_known" => "earlier hours that are known",
        "day_cos" | "day_sin" => "time of the day",
        "weekday" => "day of the week",
        other => other,
    };
    lag.map_or_else(|| words.to_owned(), |lag| format!("{words} over {lag} h"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_with_its_value_and_its_side() {
        let reason = |feature: &str, value, adds| {
            reason(ytempire_inference::Reason { feature: feature.to_owned(), value, adds }).words
        };
        assert_eq!(reason("value_gain_3", Some(0.5), 1.25), "growth (log) over 3 h: 0.5, speaks for it");
        assert_eq!(reason("places", Some(2.0), -0.1), "places of the last day: 2, speaks against it");
        assert_eq!(
            reason("pace_1", None, -0.1),
            "rise in the horizon at the pace over 1 h: unknown, speaks against it"
        );
        assert_eq!(reason("\"why\"", None, 0.1), "\"why\": unknown, speaks for it");
    }
}
