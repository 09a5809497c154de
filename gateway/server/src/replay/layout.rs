//! How the columns of a CSV file become fields of a record: `layouts/README.md` describes the format.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use serde_json::Value;

use super::fields;
use crate::exit::Stop;

/// Those that ship with the program.
const SHIPPED: [(&str, &str); 9] = [
    ("yt-videos-daily", include_str!("../../layouts/yt-videos-daily.toml")),
    ("yt-channels-daily", include_str!("../../layouts/yt-channels-daily.toml")),
    ("hn-front-page-hourly", include_str!("../../layouts/hn-front-page-hourly.toml")),
    ("hn-stories", include_str!("../../layouts/hn-stories.toml")),
    ("hn-words-daily", include_str!("../../layouts/hn-words-daily.toml")),
    ("reddit-hourly", include_str!("../../layouts/reddit-hourly.toml")),
    ("twitter-trends", include_str!("../../layouts/twitter-trends.toml")),
    ("yt-chart-jp-daily", include_str!("../../layouts/yt-chart-jp-daily.toml")),
    ("yt-chart-us-daily", include_str!("../../layouts/yt-chart-us-daily.toml")),
];

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub topic: String,
    pub series: Option<Series>,
    pub names: Option<Names>,
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

/// The columns of a file of names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub key: String,
    pub name: String,
}

/// What one counts since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unix {
    Seconds,
    Hours,
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
    pub named: bool,
    pub unix: Option<Unix>,
    pub map: Option<BTreeMap<String, String>>,
    pub beside: Option<String>,
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
        let layout =
            Layout { topic: topic.to_owned(), series: None, names: None, fields: header.map(column).collect() };
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
            field.check(*kind, self).map_err(|why| format!("{name}: {why}"))?;
        }
        Ok(())
    }
}

impl Field {
    fn check(&self, kind: fields::Kind, layout: &Layout) -> Result<(), &'static str> {
        let is_cut = self.slug || self.first.is_some() || !self.prefix.is_empty() || !self.suffix.is_empty();
        let others = [self.named, self.unix.is_some(), self.map.is_some()].into_iter().filter(|set| *set).count();
        let is_changed = is_cut || others > 0;
        match (&self.column, &self.constant) {
            (Some(_), Some(_)) | (None, None) => Err("either a column or a constant"),
            (None, Some(_)) if is_changed || self.gain => Err("a constant is taken as it is"),
            _ if others > 1 || (others == 1 && is_cut) => Err("one of named, unix, map and what cuts or joins texts"),
            _ if self.named && layout.names.is_none() => Err("named needs [names]"),
            _ if self.beside.as_ref().is_some_and(|other| !layout.fields.contains_key(other)) => {
                Err("beside names another field of the layout")
            }
            _ if self.gain
                && (layout.series.is_none() || is_changed || self.beside.is_some() || kind != fields::Kind::Whole) =>
            {
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
            let key = if layout.topic == "trend-signals" { "niche" } else { "channel_id" };
            assert!(layout.fields.contains_key(key), "{name}");
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
            ("[fields]\nday = { column = \"d\", named = true }", "day: named"),
            ("[fields]\nday = { column = \"d\", unix = \"hours\", suffix = \"Z\" }", "day: one of"),
            ("[fields]\nday = { column = \"d\", unix = \"days\" }", "unix"),
            ("[fields]\nday = { column = \"d\", beside = \"video_id\" }", "day: beside"),
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
