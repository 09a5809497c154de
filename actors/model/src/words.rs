//! An answer in the words of the house: what moved a score, said for people.

use ytempire_domain::trend::{HORIZON_HOURS, Reason, ScoreSource, Scored};
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
    let way = if reason.adds > 0.0 { "speaks for it" } else { "speaks against it" };
    Reason {
        words: format!("{}, {way}", spoken(&reason.feature, reason.value.map(f64::from))),
        effect: reason.adds,
        feature: reason.feature,
    }
}

/// `value_gain_3` of 0.5 is `up 65 % in 3 h`: features are logarithms where counts span many powers of ten, people count plainly.
fn spoken(feature: &str, value: Option<f64>) -> String {
    let (stem, hours) = match feature.rsplit_once('_') {
        Some((stem, lag)) if lag.bytes().all(|byte| byte.is_ascii_digit()) => (stem, lag),
        _ => (feature, ""),
    };
    let Some(value) = value else { return format!("{}: unknown", subject(stem, hours)) };
    let plainly = value.exp_m1();
    match stem {
        "value" => format!("a volume of {}", shown(plainly)),
        "rank" => format!("place {} in the list", shown(plainly.round())),
        "age" => format!("first seen {} h ago", shown(plainly)),
        "value_per_hour" => format!("a volume of {} for each hour since it was first seen", shown(plainly)),
        "value_gain" => format!("{} in {hours} h", percent(plainly)),
        "rank_gain" if value > 0.005 => {
            format!("it was {} times as far down the list {hours} h before", shown(value.exp()))
        }
        "rank_gain" if value < -0.005 => {
            format!("it is {} times as far down the list as {hours} h before", shown((-value).exp()))
        }
        "rank_gain" => format!("the same place in the list as {hours} h before"),
        "pace" => format!("{} in {HORIZON_HOURS} h at the pace of the last {hours} h", percent(value)),
        "gain_change" if value > 0.005 => "it rises faster than an hour before".to_owned(),
        "gain_change" if value < -0.005 => "it rises slower than an hour before".to_owned(),
        "gain_change" => "it rises as fast as an hour before".to_owned(),
        "readings" => format!("read {} in the last day", times(value)),
        "sources" => counted(value, "source", "of the last day"),
        "places" => counted(value, "place", "of the last day"),
        "hours_known" => counted(value, "earlier reading", "known"),
        "day_cos" | "day_sin" | "weekday" => subject(stem, hours),
        other => format!("{other}: {}", shown(value)),
    }
}

/// What a feature is about.
fn subject(stem: &str, hours: &str) -> String {
    match stem {
        "value" | "value_per_hour" => "its volume".to_owned(),
        "rank" => "its place in the list".to_owned(),
        "age" => "when it was first seen".to_owned(),
        "value_gain" | "pace" => format!("its growth in {hours} h"),
        "rank_gain" => format!("its climb in {hours} h"),
        "gain_change" => "the change of its growth".to_owned(),
        "day_cos" | "day_sin" => "the time of the day".to_owned(),
        "weekday" => "the day of the week".to_owned(),
        other => other.to_owned(),
    }
}

fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    match percent {
        _ if percent > 0.0 => format!("up {percent} %"),
        _ if percent < 0.0 => format!("down {} %", -percent),
        _ => "unchanged".to_owned(),
    }
}

fn times(count: f64) -> String {
    if count == 1.0 { "once".to_owned() } else { format!("{} times", shown(count)) }
}

fn counted(count: f64, one: &str, more: &str) -> String {
    format!("{} {one}{} {more}", shown(count), if count == 1.0 { "" } else { "s" })
}

fn shown(value: f64) -> String {
    let rounded = if value.abs() < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    rounded.strip_suffix(".0").unwrap_or(&rounded).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_as_people_count_and_with_its_side() {
        let reason = |feature: &str, value, adds| {
            reason(ytempire_inference::Reason { feature: feature.to_owned(), value, adds }).words
        };
        assert_eq!(reason("value_gain_3", Some(0.5), 1.25), "up 65 % in 3 h, speaks for it");
        assert_eq!(reason("places", Some(2.0), -0.1), "2 places of the last day, speaks against it");
        assert_eq!(reason("pace_1", None, -0.1), "its growth in 1 h: unknown, speaks against it");
        assert_eq!(reason("\"why\"", None, 0.1), "\"why\": unknown, speaks for it");
    }

    #[test]
    fn logarithms_are_told_as_what_they_were_made_of() {
        let log = |count: f64| Some(count.ln_1p());
        for (feature, value, words) in [
            ("value", log(1234.0), "a volume of 1234"),
            ("rank", log(2.0), "place 2 in the list"),
            ("age", log(0.5), "first seen 0.5 h ago"),
            ("value_gain_6", Some(-0.7), "down 50 % in 6 h"),
            ("value_gain_1", Some(0.0), "unchanged in 1 h"),
            ("rank_gain_2", Some(3.0_f64.ln()), "it was 3 times as far down the list 2 h before"),
            ("rank_gain_2", Some(-(3.0_f64.ln())), "it is 3 times as far down the list as 2 h before"),
            ("rank_gain_24", Some(0.0), "the same place in the list as 24 h before"),
            ("pace_2", Some(0.25), "up 25 % in 3 h at the pace of the last 2 h"),
            ("gain_change", Some(-1.0), "it rises slower than an hour before"),
            ("readings", Some(1.0), "read once in the last day"),
            ("sources", Some(1.0), "1 source of the last day"),
            ("weekday", Some(3.0), "the day of the week"),
        ] {
            assert_eq!(spoken(feature, value), words, "{feature}");
        }
    }
}
