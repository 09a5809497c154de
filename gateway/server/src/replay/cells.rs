//! Cells that are neither text nor number: times that are counted since 1970.

use chrono::{DateTime, SecondsFormat, TimeDelta};

use super::layout::Unix;

/// RFC 3339.
pub fn since_1970(text: &str, unix: Unix) -> Result<String, String> {
    let since = text.parse::<i64>().ok().and_then(|count| match unix {
        Unix::Seconds => TimeDelta::try_seconds(count),
        Unix::Hours => TimeDelta::try_hours(count),
    });
    let time = since.and_then(|since| DateTime::UNIX_EPOCH.checked_add_signed(since));
    let shown: String = text.chars().take(40).collect();
    let time = time.ok_or_else(|| format!("{shown:?} is no whole number of {unix:?} since 1970"))?;
    Ok(time.to_rfc3339_opts(SecondsFormat::Secs, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_seconds_become_times_and_nonsense_does_not() {
        assert_eq!(since_1970("445746", Unix::Hours).as_deref(), Ok("2020-11-06T18:00:00Z"));
        assert_eq!(since_1970("-1", Unix::Seconds).as_deref(), Ok("1969-12-31T23:59:59Z"));
        for wrong in ["", "1.5", "noon", "99999999999999999999", "9223372036854775807"] {
            assert!(since_1970(wrong, Unix::Hours).is_err(), "{wrong}");
        }
    }
}
