//! A layout bound to the header of one file: rows in, values of records out.

use std::{collections::BTreeMap, str};

use csv::{ByteRecord, StringRecord};
use serde_json::{Map, Value};

use super::{
    cells,
    fields::{self, Kind},
    gains::Gains,
    layout::{Field, Layout},
    names::Names,
    slugs::{Slugs, folded},
};

/// What is remembered from row to row, and from file to file.
#[derive(Debug, Default)]
pub struct Memory {
    gains: Gains,
    slugs: Slugs,
    pub(super) names: Names,
}

pub struct Columns {
    fields: Vec<Bound>,
    series: Option<Series>,
    columns: usize,
}

struct Bound {
    name: String,
    kind: Kind,
    /// Where it stands in a row; none: a constant.
    place: Option<usize>,
    field: Field,
}

struct Series {
    places: Vec<usize>,
    order: usize,
}

impl Columns {
    /// Fails with what the header lacks.
    pub fn bind(layout: &Layout, header: &StringRecord) -> Result<Self, String> {
        let place = |column: &String| {
            let found = header.iter().position(|name| name.trim() == column);
            found.ok_or_else(|| format!("there is no column {column}"))
        };
        let known = fields::of(&layout.topic);
        let bound = layout.fields.iter().map(|(name, field)| {
            Ok(Bound {
                name: name.clone(),
                kind: known.get(name).copied().unwrap_or(Kind::Text),
                place: field.column.as_ref().map(place).transpose()?,
                field: field.clone(),
            })
        });
        let series = layout.series.as_ref().map(|series| {
            let places = series.columns.iter().map(place).collect::<Result<_, String>>()?;
            Ok::<_, String>(Series { places, order: place(&series.order)? })
        });
        Ok(Columns {
            fields: bound.collect::<Result<_, String>>()?,
            series: series.transpose()?,
            columns: header.len(),
        })
    }

    /// `None`: the row says nothing. An error says why it cannot be used.
    pub fn value(&self, row: &ByteRecord, memory: &mut Memory) -> Result<Option<Value>, String> {
        if row.len() != self.columns {
            return Err(format!("{} cells where the header has {}", row.len(), self.columns));
        }
        let mut gains = self.gains(row, &mut memory.gains)?.into_iter();
        let mut object = Map::new();
        let lacks = |bound: &&Bound| bound.field.beside.is_some();
        // Of every object that columns fill, whether this row has filled it.
        let mut filled = BTreeMap::new();
        for bound in self.fields.iter().filter(|bound| !lacks(bound)).chain(self.fields.iter().filter(lacks)) {
            if bound.field.beside.as_ref().is_some_and(|other| !fields::has(&object, other)) {
                continue;
            }
            let value = match (bound.place, bound.field.gain) {
                (None, _) => bound.field.constant.clone(),
                (Some(_), true) => gains.next().flatten().map(Value::from),
                (Some(place), false) => bound.cell(cell(row, place)?, memory)?,
            };
            if let (Some(_), Some((outer, _))) = (bound.place, bound.name.rsplit_once('.')) {
                *filled.entry(outer).or_insert(false) |= value.is_some();
            }
            if let Some(value) = value {
                fields::put(&mut object, &bound.name, value);
            }
        }
        Ok(filled.values().all(|filled| *filled).then_some(Value::Object(object)))
    }

    /// One for each field that is a gain, in their order.
    fn gains(&self, row: &ByteRecord, gains: &mut Gains) -> Result<Vec<Option<i64>>, String> {
        let Some(series) = &self.series else { return Ok(Vec::new()) };
        let name = series.places.iter().map(|place| cell(row, *place).map(str::to_owned));
        let name = name.collect::<Result<Vec<_>, _>>()?;
        let totals = self.fields.iter().filter(|bound| bound.field.gain).map(|bound| bound.total(row));
        gains.step(name, cell(row, series.order)?, &totals.collect::<Result<Vec<_>, _>>()?)
    }
}

impl Bound {
    fn cell(&self, text: &str, memory: &mut Memory) -> Result<Option<Value>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        if self.field.named {
            return memory.names.of(text).map(|name| Some(self.kind.value(name)));
        }
        if let Some(unix) = self.field.unix {
            return cells::since_1970(text, unix).map(|time| Some(Value::String(time)));
        }
        if let Some(map) = &self.field.map {
            let other =
                map.get(text).ok_or_else(|| format!("{}: {:?} is not in its map", self.name, shortened(text)))?;
            return Ok((!other.is_empty()).then(|| self.kind.value(other)));
        }
        let first: String = text.chars().take(self.field.first.unwrap_or(usize::MAX)).collect();
        let text = match (self.field.slug, self.field.first) {
            (true, None) => memory.slugs.fold(&first)?,
            // Here ids are meant to meet.
            (true, Some(_)) => folded(&first),
            (false, _) => first,
        };
        Ok(Some(self.kind.value(&format!("{}{text}{}", self.field.prefix, self.field.suffix))))
    }

    fn total(&self, row: &ByteRecord) -> Result<Option<i64>, String> {
        let Some(text) = self.place.map(|place| cell(row, place)).transpose()?.filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| format!("{}: {:?} is no whole number", self.name, shortened(text)))
    }
}

/// Without the blanks around it.
fn cell(row: &ByteRecord, place: usize) -> Result<&str, String> {
    let bytes = row.get(place).unwrap_or_default();
    str::from_utf8(bytes).map(str::trim).map_err(|_| format!("cell {} is not UTF-8", place + 1))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests;
