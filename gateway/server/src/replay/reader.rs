//! Files in, records out, in the order of the files.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use csv::ByteRecord;

use super::{
    check::Door,
    columns::{Columns, Memory},
    input::{Input, Position, Shape},
    layout::Layout,
    lines,
    names::Places,
};
use crate::exit::Stop;

/// What is to be read.
pub struct Job {
    files: Vec<PathBuf>,
    /// None: columns are called like fields.
    layout: Option<Layout>,
    door: Door,
}

/// What one line of a file is.
#[derive(Debug)]
pub enum Found {
    Ready(Ready),
    /// It says nothing.
    Skipped,
    Refused {
        /// File and line.
        place: String,
        why: String,
    },
}

/// A record that its topic's parser takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub key: String,
    pub value: Vec<u8>,
    /// When it was observed.
    pub time: Option<DateTime<Utc>>,
}

/// Takes what was found; `false`: no more is wanted.
pub type Give<'a> = &'a mut dyn FnMut(Found) -> bool;

impl Job {
    /// `topic`: what the command line names; a layout has one of its own, and they must agree.
    pub fn new(files: Vec<PathBuf>, topic: Option<&str>, layout: Option<Layout>) -> Result<Self, Stop> {
        let own = layout.as_ref().map(|layout| layout.topic.as_str());
        if let (Some(named), Some(own)) = (topic, own)
            && named != own
        {
            return Err(Stop::Config(format!("the layout is for {own}, not for {named}")));
        }
        let door = Door::of(topic.or(own).unwrap_or(ytempire_events::YOUTUBE_ANALYTICS))?;
        Ok(Job { files, layout, door })
    }

    pub fn topic(&self) -> &'static ytempire_events::Topic {
        self.door.topic
    }

    /// Bytes of all files as they lie there; none where one is a pipe.
    pub fn bytes(&self) -> Option<u64> {
        let size = |file: &PathBuf| file.metadata().ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
        self.files.iter().map(size).sum()
    }

    /// Reads every file to its end, or until no more is wanted. Blocks.
    pub fn read(&self, position: &Position, give: Give<'_>) -> anyhow::Result<()> {
        let mut memory = Memory::default();
        for file in &self.files {
            let input = Input::open(file, position)?;
            let is_wanted = match input.shape {
                Shape::Csv => self.rows(file, input, &mut memory, give)?,
                Shape::JsonLines => self.lines(file, input, give)?,
            };
            if !is_wanted {
                break;
            }
        }
        Ok(())
    }

    fn rows(&self, file: &Path, input: Input, memory: &mut Memory, give: Give<'_>) -> anyhow::Result<bool> {
        let refuse = |why: String| Stop::Config(format!("{}: {why}", file.display()));
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input.reader);
        let header = rows.headers().with_context(|| format!("reading the header of {}", file.display()))?.clone();
        let layout = match &self.layout {
            Some(layout) => layout.clone(),
            None => Layout::of_header(self.door.topic.name, header.iter().map(str::trim)).map_err(refuse)?,
        };
        if let Some(places) = Places::of(&layout, &header) {
            return learn(file, &mut rows, places, memory, give);
        }
        let columns = Columns::bind(&layout, &header).map_err(refuse)?;
        let mut row = ByteRecord::new();
        while rows.read_byte_record(&mut row).with_context(|| format!("reading {}", file.display()))? {
            let line = row.position().map_or(0, csv::Position::line);
            let found = match columns.value(&row, memory) {
                Ok(Some(value)) => self.checked(value.to_string().into_bytes(), file, line),
                Ok(None) => Found::Skipped,
                Err(why) => refused(file, line, why),
            };
            if !give(found) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn lines(&self, file: &Path, mut input: Input, give: Give<'_>) -> anyhow::Result<bool> {
        if self.layout.is_some() {
            let why = format!("{} holds JSON lines: a layout is for CSV", file.display());
            return Err(Stop::Config(why).into());
        }
        let (mut text, mut line) = (Vec::new(), 0);
        while lines::next(&mut input.reader, &mut text).with_context(|| format!("reading {}", file.display()))? {
            line += 1;
            let value = text.trim_ascii();
            if !value.is_empty() && !give(self.checked(value.to_vec(), file, line)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn checked(&self, value: Vec<u8>, file: &Path, line: u64) -> Found {
        match self.door.check(&value) {
            Ok(checked) => Found::Ready(Ready { key: checked.key, value, time: checked.time }),
            Err(why) => refused(file, line, why.to_string()),
        }
    }
}

/// Reads a file of names.
fn learn<R: std::io::Read>(
    file: &Path,
    rows: &mut csv::Reader<R>,
    places: Places,
    memory: &mut Memory,
    give: Give<'_>,
) -> anyhow::Result<bool> {
    let mut row = ByteRecord::new();
    while rows.read_byte_record(&mut row).with_context(|| format!("reading {}", file.display()))? {
        let line = row.position().map_or(0, csv::Position::line);
        if let Err(why) = memory.names.learn(&row, places)
            && !give(refused(file, line, why))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn refused(file: &Path, line: u64, why: String) -> Found {
    Found::Refused { place: format!("{}:{line}", file.display()), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, layout: Option<&str>) -> anyhow::Result<Vec<Found>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("file");
        std::fs::write(&file, text)?;
        let layout = layout.map(Layout::find).transpose()?;
        let (job, mut found) = (Job::new(vec![file.clone(), file], None, layout)?, Vec::new());
        job.read(&Position::default(), &mut |one| {
            found.push(one);
            true
        })?;
        Ok(found)
    }

    fn kinds(found: &[Found]) -> String {
        let kind = |one: &Found| match one {
            Found::Ready(_) => 'r',
            Found::Skipped => 's',
            Found::Refused { .. } => 'x',
        };
        found.iter().map(kind).collect()
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_and_the_rest_goes_on() {
        let good =
            r#"{"channel_id":"demo","day":"2026-01-01","observed_at":"2026-01-02T00:00:00Z","metrics":{"views":1}}"#;
        let found = read(&format!("{good}\n\n{{\"channel\":1}}\nnot json\n  {good}\r\n"), None).expect("readable");
        assert_eq!(kinds(&found), "rxxrrxxr");
        let Found::Refused { place, why } = &found[1] else { panic!("{found:?}") };
        assert!(place.ends_with("file:3") && why.starts_with("unknown_field"), "{place} {why}");
        let Found::Ready(ready) = &found[3] else { panic!("{found:?}") };
        assert_eq!((ready.key.as_str(), ready.value.as_slice()), ("demo", good.as_bytes()));
    }

    #[test]
    fn rows_with_the_fields_own_names_need_no_layout() {
        let csv = "channel_id,video_id,day,observed_at,metrics.views,metrics.likes\n\
                   demo,\"v\",2026-01-01,2026-01-02T00:00:00Z,5,\n\
                   Demo,,2026-01-01,2026-01-02T00:00:00Z,5,\n\
                   demo,,2026-01-01,2026-01-02T00:00:00Z,,\n";
        let found = read(csv, None).expect("readable");
        assert_eq!(kinds(&found), "rxsrxs");
        let Found::Ready(ready) = &found[0] else { panic!("{found:?}") };
        let value: serde_json::Value = serde_json::from_slice(&ready.value).expect("json");
        assert_eq!(value["metrics"], serde_json::json!({ "views": 5 }));
        assert_eq!(ready.time.map(|time| time.timestamp()), Some(1_767_312_000));
    }

    #[test]
    fn a_series_goes_on_in_the_next_file() {
        let csv = "date,video_id,views,likes,comments\n2026-01-01,v,1,1,1\n2026-01-02,v,2,2,2\n";
        let found = read(csv, Some("yt-videos-daily")).expect("readable");
        assert_eq!(kinds(&found), "srxx", "the same rows again do not follow");
        let Found::Refused { place, .. } = &found[2] else { panic!("{found:?}") };
        assert!(place.ends_with("file:2"), "{place}");
    }

    #[test]
    fn what_does_not_fit_together_is_refused_before_anything_is_sent() {
        let json = "{\"channel_id\":\"demo\"}\n";
        assert!(read(json, Some("yt-videos-daily")).is_err());
        assert!(read("day,veiws\n", None).is_err());
        assert!(read("[{}]", None).is_err());
        let layout = Layout::find("yt-videos-daily").expect("shipped");
        assert!(Job::new(vec![], Some("trend-signals"), Some(layout)).is_err());
    }

    const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/recorded/");

    fn recorded(files: &[&str]) -> Vec<Found> {
        let files = files.iter().map(|file| PathBuf::from(format!("{RECORDED}{file}"))).collect();
        let layout = Layout::find("hn-front-page-hourly").expect("shipped");
        let (job, mut found) = (Job::new(files, None, Some(layout)).expect("it fits"), Vec::new());
        let read = job.read(&Position::default(), &mut |one| {
            found.push(one);
            true
        });
        read.expect("readable");
        found
    }

    #[test]
    fn a_recorded_front_page_becomes_signals_with_the_names_of_the_file_before_it() {
        let found = recorded(&["hn_titles.csv.gz", "hn_front_page_hourly.csv.gz"]);
        assert_eq!((found.len(), kinds(&found).replace('r', "")), (465, String::new()));
        let Found::Ready(ready) = &found[0] else { panic!("{found:?}") };
        let value: serde_json::Value = serde_json::from_slice(&ready.value).expect("JSON");
        assert_eq!(
            value,
            serde_json::json!({
                "source": "hacker-news", "niche": "technology", "topic": "A Linux sysadmin's introduction to cgroups", "rank": 1, "volume": 81,
                "unit": "points", "observed_at": "2020-11-06T18:00:00Z", "licence": "ISC, christian-fei/hn-history",
            })
        );
        assert_eq!(ready.key, "technology");
        let without = recorded(&["hn_front_page_hourly.csv.gz"]);
        let Found::Refused { why, .. } = &without[0] else { panic!("{without:?}") };
        assert!(why.contains("give the file of names before this one"), "{why}");
    }
}
