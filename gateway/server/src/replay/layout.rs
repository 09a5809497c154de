//! How the columns of a CSV file become fields of a record: `layouts/README.md` describes the format.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use serde_json::Value;

use super::fields;
use crate::exit::Stop;

/// Those that ship with the program.
const SHIPPED: [(&str, &str); 2] = [
    ("yt-videos-daily", include_str!("../../layouts/yt-videos-daily.toml")),
    ("yt-channels-daily", include_str!("../../layouts/yt-channels-daily.toml")),
];

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub topic: String,
    pub series: Option<Series>,
    /// By the dotted name of the record's field.
    pub fields: BTreeMap<String, Field>,
}

/// Rows that follow one another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Rows with the same cells here are one series.
    pub columns: Vec<String>,
    /// Rises within a series, as text.
    pub order: String,
}

/// Where a field's value comes from: a column or a constant.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Field {
    pub column: Option<String>,
    pub constant: Option<Value>,
    pub prefix: String,
    pub suffix: String,
    pub first: Option<usize>,
    pub slug: bool,
    pub gain: bool,
}

impl Layout {
    /// A shipped one by its name, else a TOML file.
    pub fn find(name: &str) -> Result<Self, Stop> {
        let fail = |why: String| Stop::Config(format!("layout {name}: {why}"));
        let text = match SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
            Some((_, text)) => (*text).to_owned(),
            None if Path::new(name).is_file() => {
                std::fs::read_to_string(name).map_err(|error| fail(error.to_string()))?
            }
            None => {
                return Err(fail(format!("is neither a file nor one of {}", SHIPPED.map(|(name, _)| name).join(", "))));
            }
        };
        Layout::parse(&text).map_err(fail)
    }

    /// Columns that are called like the fields of `topic`.
    pub fn of_header<'a>(topic: &str, header: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let column = |name: &str| (name.to_owned(), Field { column: Some(name.to_owned()), ..Field::default() });
        let layout = Layout { topic: topic.to_owned(), series: None, fields: header.map(column).collect() };
        layout.check().map(|()| layout)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let layout: Layout = toml::from_str(text).map_err(|error| error.to_string())?;
        layout.check().map(|()| layout)
    }

    fn check(&self) -> Result<(), String> {
        let known = fields::of(&self.topic);
        for (name, field) in &self.fields {
            let Some(kind) = known.get(name) else {
                let names: Vec<_> = known.keys().map(String::as_str).collect();
                return Err(format!("{name} is no field of {}, which has {}", self.topic, names.join(", ")));
            };
            field.check(*kind, self.series.is_some()).map_err(|why| format!("{name}: {why}"))?;
        }
        Ok(())
    }
}

impl Field {
    fn check(&self, kind: fields::Kind, in_series: bool) -> Result<(), &'static str> {
        let is_changed = self.slug || self.first.is_some() || !self.prefix.is_empty() || !self.suffix.is_empty();
        match (&self.column, &self.constant) {
            (Some(_), Some(_)) | (None, None) => Err("either a column or a constant"),
            (None, Some(_)) if is_changed || self.gain => Err("a constant is taken as it is"),
            _ if self.gain && (!in_series || is_changed || kind != fields::Kind::Whole) => {
                Err("gain is of whole numbers, taken as they are, and needs [series]")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_valid() {
        for (name, _) in SHIPPED {
            let layout = Layout::find(name).unwrap_or_else(|error| panic!("{error}"));
            assert!(layout.fields.contains_key("channel_id"), "{name}");
        }
    }

    #[test]
    fn a_layout_that_cannot_work_is_refused_with_the_field_at_fault() {
        let analytics = |rest: &str| Layout::parse(&format!("topic = \"youtube-analytics\"\n{rest}"));
        for (text, word) in [
            ("[fields]\nviews = { column = \"v\" }", "views is no field"),
            ("[fields]\nday = { column = \"d\", constant = 1 }", "day: either"),
            ("[fields]\nday = {}", "day: either"),
            ("[fields]\nday = { colum = \"d\" }", "colum"),
            ("[fields]\nday = { constant = \"d\", slug = true }", "day: a constant"),
            ("[fields]\n\"metrics.views\" = { column = \"v\", gain = true }", "metrics.views: gain"),
            ("[series]\ncolumns = []\norder = \"d\"\n[fields]\nday = { column = \"v\", gain = true }", "day: gain"),
        ] {
            let error = analytics(text).expect_err(text);
            assert!(error.contains(word), "{text}: {error}");
        }
        assert!(Layout::find("no-such-layout").is_err());
        assert!(Layout::of_header("youtube-analytics", ["day", "veiws"].into_iter()).is_err());
    }
}
