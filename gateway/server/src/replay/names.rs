//! Names that lie in a file of their own: read whole before the rows that need them.

use std::collections::HashMap;

use csv::{ByteRecord, StringRecord};

use super::layout;

/// Names that are remembered.
const MOST: usize = 2_000_000;

#[derive(Debug, Default)]
pub struct Names(HashMap<String, String>);

/// Where key and name stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    key: usize,
    name: usize,
}

impl Places {
    /// `None`: this is no file of names. It has both columns, and not the others that the fields name.
    pub fn of(layout: &layout::Layout, header: &StringRecord) -> Option<Self> {
        let names = layout.names.as_ref()?;
        let place = |column: &str| header.iter().position(|known| known.trim() == column);
        let has_all =
            layout.fields.values().filter_map(|field| field.column.as_deref()).all(|name| place(name).is_some());
        let both = place(&names.key).zip(place(&names.name)).filter(|_| !has_all);
        both.map(|(key, name)| Places { key, name })
    }
}

impl Names {
    /// The later one of two of the same key.
    pub fn learn(&mut self, row: &ByteRecord, places: Places) -> Result<(), String> {
        let cell = |place: usize| match row.get(place).map(str::from_utf8) {
            Some(Ok(text)) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            Some(Ok(_)) | None => Err(format!("cell {} is empty", place + 1)),
            Some(Err(_)) => Err(format!("cell {} is not UTF-8", place + 1)),
        };
        if self.0.len() >= MOST {
            return Err(format!("more than {MOST} names"));
        }
        self.0.insert(cell(places.key)?, cell(places.name)?);
        Ok(())
    }

    pub fn of(&self, key: &str) -> Result<&str, String> {
        let shown: String = key.chars().take(40).collect();
        self.0.get(key).map(String::as_str).ok_or_else(|| match self.0.is_empty() {
            true => format!("{shown:?} has no name: give the file of names before this one"),
            false => format!("{shown:?} is not in the file of names"),
        })
    }
}
