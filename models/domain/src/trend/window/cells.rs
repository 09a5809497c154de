//! The readings of one source, place and unit: one an hour, small in memory and in JSON.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::trend::TrendSignal;

/// Whole hours since 1970, of years that lie before it too.
pub(in crate::trend) type Hour = i64;

const MICROS: i64 = 3_600_000_000;

pub(in crate::trend) fn hour_of(at: DateTime<Utc>) -> Hour {
    at.timestamp_micros().div_euclid(MICROS)
}

/// The hour's first moment.
pub(super) fn start_of(hour: Hour) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::microseconds(hour.saturating_mul(MICROS))
}

/// The last reading of an hour: the hour, the microseconds since it began, rank, volume.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::trend) struct Cell(Hour, u32, Option<u32>, Option<f64>);

impl Cell {
    pub fn of(signal: &TrendSignal) -> (Hour, Self) {
        let hour = hour_of(signal.observed_at);
        let within = signal.observed_at.timestamp_micros().rem_euclid(MICROS);
        // An hour has fewer microseconds than a u32 can say.
        let within = u32::try_from(within).unwrap_or(u32::MAX);
        (hour, Cell(hour, within, signal.rank, signal.volume))
    }

    pub fn hour(&self) -> Hour {
        self.0
    }

    pub fn micros(&self) -> u32 {
        self.1
    }

    pub fn at(&self) -> DateTime<Utc> {
        start_of(self.0) + TimeDelta::microseconds(i64::from(self.1))
    }

    pub fn rank(&self) -> Option<u32> {
        self.2
    }

    pub fn volume(&self) -> Option<f64> {
        self.3
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::trend) struct Series {
    #[serde(rename = "s")]
    pub source: String,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// One for an hour, in the order of time.
    #[serde(rename = "c")]
    cells: Vec<Cell>,
}

impl Series {
    /// Without a reading.
    pub fn of(signal: &TrendSignal) -> Self {
        let (source, region, unit) = (signal.source.clone(), signal.region.clone(), signal.unit.clone());
        Series { source, region, unit, cells: Vec::new() }
    }

    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter()
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn oldest_hour(&self) -> Option<Hour> {
        self.cells.first().map(Cell::hour)
    }

    pub fn newest_hour(&self) -> Option<Hour> {
        self.cells.last().map(Cell::hour)
    }

    pub fn at(&self, hour: Hour) -> Option<&Cell> {
        self.cells.binary_search_by_key(&hour, Cell::hour).ok().map(|place| &self.cells[place])
    }

    pub fn remove(&mut self, hour: Hour) {
        if let Ok(place) = self.cells.binary_search_by_key(&hour, Cell::hour) {
            self.cells.remove(place);
        }
    }

    /// In place of what is known of that hour.
    pub fn insert(&mut self, hour: Hour, cell: Cell) {
        match self.cells.binary_search_by_key(&hour, Cell::hour) {
            Ok(place) => self.cells[place] = cell,
            Err(place) => self.cells.insert(place, cell),
        }
    }

    /// That hour and what lies before it.
    pub fn forget_until(&mut self, hour: Hour) {
        self.cells.drain(..self.cells.partition_point(|cell| cell.hour() <= hour));
    }

    pub fn drop_oldest(&mut self) {
        if !self.cells.is_empty() {
            self.cells.remove(0);
        }
    }
}
