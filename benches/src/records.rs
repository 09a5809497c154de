//! Records of `youtube-analytics` as the benches send them: of each channel the same day, reported again and again.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Odd, so that the reports of a channel come in another order than they were made.
const STRIDE: u64 = 37;
const FIRST: DateTime<Utc> = DateTime::from_timestamp_secs(1_700_000_000).expect("a time");

/// `keys` channels, each reported `rounds` times; the newest report of a channel comes anywhere among them.
#[derive(Clone, Copy, Debug)]
pub struct Keyed {
    pub keys: u64,
    pub rounds: u64,
}

impl Keyed {
    /// About so many records of at most 10,000 channels.
    pub fn of(records: u64) -> Self {
        let keys = (records / 200).clamp(10, 10_000);
        Keyed { keys, rounds: (records / keys).max(1) }
    }

    /// The same channels with some share of the records.
    pub fn part(self, share: u64) -> Self {
        Keyed { rounds: (self.rounds / share).max(1), ..self }
    }

    pub fn len(self) -> u64 {
        self.keys * self.rounds
    }

    /// Key and value, some 200 bytes.
    pub fn all(self) -> impl Iterator<Item = (String, String)> {
        (0..self.len()).map(move |number| self.record(number))
    }

    fn record(self, number: u64) -> (String, String) {
        let (key, round) = (number % self.keys, number / self.keys);
        let observed = (round * STRIDE + key) % self.rounds;
        let channel = format!("bench-channel-{key:05}");
        let views = self.views_of(key, observed);
        let at = (FIRST + TimeDelta::seconds(observed as i64)).format("%FT%TZ");
        let value = format!(
            r#"{{"channel_id":"{channel}","day":"{day}","observed_at":"{at}","metrics":{{"views":{views},"minutes_watched":{minutes},"likes":{likes},"revenue_micros":{revenue},"currency":"USD"}}}}"#,
            day = day(),
            minutes = views / 2,
            likes = views / 50,
            revenue = views * 1_500,
        );
        (channel, value)
    }

    /// Rises with each report, so that an older one in its place would show.
    fn views_of(self, key: u64, observed: u64) -> u64 {
        1_000 + key % 97 + observed * 3
    }

    /// What the newest reports of all channels add up to.
    pub fn views(self) -> u64 {
        (0..self.keys).map(|key| self.views_of(key, self.rounds - 1)).sum()
    }
}

/// The day that all of them are about.
fn day() -> NaiveDate {
    (FIRST - TimeDelta::days(2)).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_newest_report_of_each_channel_adds_up_to_what_is_said_and_a_record_has_about_200_bytes() {
        let keyed = Keyed { keys: 13, rounds: 20 };
        let mut newest: BTreeMap<String, (DateTime<Utc>, i64)> = BTreeMap::new();
        for (key, value) in keyed.all() {
            assert!((180..=220).contains(&value.len()), "{} bytes", value.len());
            let report = ytempire_events::parse_report(Some(value.as_bytes()), &Vec::new()).expect("a report");
            assert_eq!(report.channel_id.as_str(), key);
            let said = (report.observed_at, report.metrics.views.expect("views"));
            let known = newest.entry(key).or_insert(said);
            *known = said.max(*known);
        }
        assert_eq!(newest.len(), 13);
        assert_eq!(newest.values().map(|(_, views)| *views as u64).sum::<u64>(), keyed.views());
    }
}
