//! When it is worth publishing: weekday by hour, with what the first days of each video brought.

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use chrono_tz::Tz;

use super::Amount;

pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Videos that were published within one hour of the week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// From Monday.
    pub weekday: usize,
    pub hour: usize,
    pub videos: i64,
    /// Mean of those whose views are known.
    pub mean_views: Option<Amount>,
}

/// `videos`: when each was published, and its views at the age that is compared, where it has reached it. Slots without
/// a video are left out; the rest rises by weekday and hour.
pub fn slots(videos: &[(DateTime<Utc>, Option<i64>)], tz: Tz) -> Vec<Slot> {
    let mut sums = [(0_i64, 0_i64, 0_i128); 7 * 24];
    for (at, views) in videos {
        let local = at.with_timezone(&tz);
        let (weekday, hour) = (local.weekday().num_days_from_monday() as usize, local.hour() as usize);
        let (all, known, sum) = &mut sums[weekday * 24 + hour];
        *all += 1;
        if let Some(views) = views {
            *known += 1;
            *sum += i128::from(*views);
        }
    }
    let slot = |(index, (videos, known, sum)): (usize, (i64, i64, i128))| Slot {
        weekday: index / 24,
        hour: index % 24,
        videos,
        mean_views: Amount::real(sum as f64 / known as f64),
    };
    sums.into_iter().enumerate().filter(|(_, (videos, ..))| *videos > 0).map(slot).collect()
}

#[cfg(test)]
mod tests {
    use super::super::period::PLATFORM;
    use super::*;

    #[test]
    fn an_hour_of_the_week_is_that_of_the_clock_on_the_wall() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        // Sunday 22 November 2026, 01:30 in UTC, is Saturday 17:30 in Los Angeles.
        let videos = [
            (at("2026-11-22T01:30:00Z"), Some(10)),
            (at("2026-11-15T01:00:00Z"), Some(25)),
            (at("2026-11-15T01:59:59Z"), None),
            (at("2026-11-16T08:00:00Z"), None),
        ];
        let slot = |weekday, hour, videos, mean: Option<f64>| Slot {
            weekday,
            hour,
            videos,
            mean_views: mean.map(Amount::Real),
        };
        assert_eq!(slots(&videos, PLATFORM), [slot(0, 0, 1, None), slot(5, 17, 3, Some(17.5))]);
        assert_eq!(slots(&videos[..1], Tz::UTC), [slot(6, 1, 1, Some(10.0))]);
        assert_eq!(slots(&[], PLATFORM), []);
    }
}
