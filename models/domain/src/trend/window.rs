//! The observations of one topic in one niche, by the time of the event: whatever order they come in, and however often.

mod cells;
mod past;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Point, SignalRow, Sparkline, TrendSignal, row, sparkline};
pub(super) use cells::{Cell, Hour, Series, hour_of};
pub use past::{Past, rises};

/// How far back observations are kept, from the newest one.
pub const WINDOW_HOURS: i64 = 48;
/// How far ahead a score looks.
pub const HORIZON_HOURS: u32 = 3;
/// Most hourly readings that one window keeps, over all sources and places: the newest ones.
pub const MAX_READINGS: usize = 1_000;
/// What counts as recent.
const DAY: TimeDelta = TimeDelta::hours(24);

/// Of each source and place the last observation of each hour. A function of the set of observations: their order and
/// their repetition change nothing, except that of two with one source, place and time the later record wins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// The topic as its newest observation spells it.
    #[serde(rename = "n")]
    topic: String,
    #[serde(rename = "t")]
    named_at: DateTime<Utc>,
    /// The earliest observation of all, kept or not.
    #[serde(rename = "f")]
    first_seen: DateTime<Utc>,
    /// Sorted by source, region and unit; none is empty.
    #[serde(rename = "s")]
    series: Vec<Series>,
}

impl Window {
    /// Begins with its first observation.
    pub fn of(signal: &TrendSignal) -> Self {
        let at = signal.observed_at;
        let mut window = Window { topic: signal.topic.clone(), named_at: at, first_seen: at, series: Vec::new() };
        window.fold(signal);
        window
    }

    /// Takes in one observation of this topic. Whether it changed anything: a late one may come too late, and one that is
    /// known says nothing new.
    pub fn fold(&mut self, signal: &TrendSignal) -> bool {
        let named = self.name(signal);
        let earlier = signal.observed_at < self.first_seen;
        if earlier {
            self.first_seen = signal.observed_at;
        }
        let told = self.put(signal);
        named || earlier || told
    }

    fn name(&mut self, signal: &TrendSignal) -> bool {
        let newer = (signal.observed_at, &signal.topic) > (self.named_at, &self.topic);
        if newer {
            (self.named_at, self.topic) = (signal.observed_at, signal.topic.clone());
        }
        newer
    }

    fn put(&mut self, signal: &TrendSignal) -> bool {
        let (hour, cell) = Cell::of(signal);
        if hour <= self.newest_hour().unwrap_or(hour) - WINDOW_HOURS {
            return false;
        }
        let region = signal.region.as_deref();
        let of_place = |series: &Series| series.source == signal.source && series.region.as_deref() == region;
        // One reading an hour of each source and place, whatever its unit.
        for series in self.series.iter_mut().filter(|series| of_place(series)) {
            if let Some(known) = series.at(hour) {
                if known.micros() > cell.micros() || (*known == cell && series.unit == signal.unit) {
                    return false;
                }
                series.remove(hour);
            }
        }
        let place = self.place_of(signal);
        self.series[place].insert(hour, cell);
        self.trim();
        self.series.iter().any(|series| of_place(series) && series.at(hour).is_some())
    }

    fn place_of(&mut self, signal: &TrendSignal) -> usize {
        let found = self.series.binary_search_by(|series| {
            (&series.source, &series.region, &series.unit).cmp(&(&signal.source, &signal.region, &signal.unit))
        });
        found.unwrap_or_else(|place| {
            self.series.insert(place, Series::of(signal));
            place
        })
    }

    /// Keeps what lies in the last hours, and of that only as much as fits: by hour, source and place, so that what is
    /// kept does not depend on the order of arrival.
    fn trim(&mut self) {
        let Some(newest) = self.newest_hour() else { return };
        for series in &mut self.series {
            series.forget_until(newest - WINDOW_HOURS);
        }
        while self.readings() > MAX_READINGS {
            let oldest = self.series.iter_mut().min_by_key(|series| series.oldest_hour().unwrap_or(Hour::MAX));
            let Some(series) = oldest else { break };
            series.drop_oldest();
        }
        self.series.retain(|series| series.oldest_hour().is_some());
    }

    fn newest_hour(&self) -> Option<Hour> {
        self.series.iter().filter_map(Series::newest_hour).max()
    }

    fn readings(&self) -> usize {
        self.series.iter().map(Series::len).sum()
    }

    /// As its newest observation spells it.
    pub fn topic(&self) -> &str {
        &self.topic
    }

    pub fn first_seen(&self) -> DateTime<Utc> {
        self.first_seen
    }

    /// When the newest observation was made: the moment that a score is about.
    pub fn last_seen(&self) -> DateTime<Utc> {
        self.named_at
    }

    /// Who observed it within the 24 hours before `at`, sorted.
    pub fn sources(&self, at: DateTime<Utc>) -> Vec<&str> {
        let sources: BTreeSet<&str> = self.recent(at).map(|(series, _)| series.source.as_str()).collect();
        sources.into_iter().collect()
    }

    /// Where it was observed within the 24 hours before `at`, sorted; everywhere is no region.
    pub fn regions(&self, at: DateTime<Utc>) -> Vec<&str> {
        let regions: BTreeSet<&str> = self.recent(at).filter_map(|(series, _)| series.region.as_deref()).collect();
        regions.into_iter().collect()
    }

    /// The features of one moment; nothing of what was observed after it.
    pub fn row(&self, at: DateTime<Utc>) -> SignalRow {
        row::of(self, at)
    }

    /// The last 48 hours before `at`: the volume of the source with the most readings, or the rank where there is none.
    pub fn sparkline(&self, at: DateTime<Utc>) -> Sparkline {
        sparkline::of(self, at)
    }

    /// Every reading up to `at`.
    pub(super) fn until(&self, at: DateTime<Utc>) -> impl Iterator<Item = (&Series, &Cell)> {
        self.series
            .iter()
            .flat_map(|series| series.cells().map(move |cell| (series, cell)))
            .filter(move |(_, cell)| cell.at() <= at)
    }

    /// Those of the 24 hours before `at`.
    pub(super) fn recent(&self, at: DateTime<Utc>) -> impl Iterator<Item = (&Series, &Cell)> {
        self.until(at).filter(move |(_, cell)| cell.at() > at - DAY)
    }

    /// The best rank of each hour, in the order of time.
    pub(super) fn ranks(&self, at: DateTime<Utc>) -> Vec<Point> {
        let ranks = self.until(at).filter_map(|(_, cell)| Some((cell.hour(), f64::from(cell.rank()?))));
        by_hour(ranks, f64::min)
    }

    /// The unit of the main volume, and the greatest volume of each hour over its places.
    pub(super) fn volumes(&self, at: DateTime<Utc>) -> Option<(Option<&str>, Vec<Point>)> {
        let (source, unit) = self.main_volume(at)?;
        let of_it = self.until(at).filter(|(series, _)| series.source == source && series.unit.as_deref() == unit);
        let volumes = of_it.filter_map(|(_, cell)| Some((cell.hour(), cell.volume()?)));
        Some((unit, by_hour(volumes, f64::max)))
    }

    /// The source and unit with the most readings of a volume; the first by name of those with equally many.
    fn main_volume(&self, at: DateTime<Utc>) -> Option<(&str, Option<&str>)> {
        let mut counts: Vec<((&str, Option<&str>), usize)> = Vec::new();
        for (series, _) in self.until(at).filter(|(_, cell)| cell.volume().is_some()) {
            let key = (series.source.as_str(), series.unit.as_deref());
            match counts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, count)) => *count += 1,
                None => counts.push((key, 1)),
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max()?;
        counts.iter().filter(|(_, count)| *count == most).map(|(key, _)| *key).min()
    }
}

fn by_hour(values: impl Iterator<Item = (Hour, f64)>, better: fn(f64, f64) -> f64) -> Vec<Point> {
    let mut values: Vec<(Hour, f64)> = values.collect();
    values.sort_by_key(|(hour, _)| *hour);
    let mut points: Vec<Point> = Vec::new();
    for (hour, value) in values {
        let at = cells::start_of(hour);
        match points.last_mut() {
            Some(last) if last.at == at => last.value = better(last.value, value),
            _ => points.push(Point { at, value }),
        }
    }
    points
}

#[cfg(test)]
mod tests;
