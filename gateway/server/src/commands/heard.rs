//! What this instance has heard of topics, as rows that `ytempire-models` learns `signals.y_rise` from.
//!
//! Windows hold the last two days of every topic, and for two weeks those of topics that nobody speaks of any more: each of
//! their hours becomes a row by the very code that asks the model, with what came of it three hours later.

use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use chrono::SecondsFormat;
use flate2::{Compression, write::GzEncoder};
use ytempire_domain::{
    WorkspaceId,
    trend::{Past, SignalRow, Window, rises},
};
use ytempire_journal::Journal;

use crate::{config::Config, local::private_file, visit::Visit};

/// Beside nothing else in its folder; `ytempire-models` knows it by this name.
const FILE: &str = "signals.csv.gz";
const WS: WorkspaceId = WorkspaceId::LOCAL;
const PAGE: u32 = 500;
/// More topics than these are thinned evenly; so are rows. A training takes minutes.
const MOST_TOPICS: u64 = 5_000;
const MOST_ROWS: usize = 60_000;
/// Below any of these a model would learn chance.
const LEAST: Extent = Extent { moments: 500, topics: 50, hours: 24, rises: 20, others: 20 };

/// Writes what is known into a folder of the data folder, and says which one. An error where that is too little.
pub async fn write(config: &Config) -> anyhow::Result<PathBuf> {
    let folder = config.data.join("heard");
    Visit::pay(config, async |visit| {
        let rows = read(&visit.journal).await?;
        let extent = enough(&rows)?;
        eprintln!("{extent}");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(FILE);
        private_file(&file, &packed(&rows)?).with_context(|| format!("writing {}", file.display()))
    })
    .await?;
    Ok(folder)
}

/// One moment of a topic, and what came of it.
#[derive(Debug)]
struct Row {
    id: String,
    topic: String,
    past: Past,
    rises: bool,
}

async fn read(journal: &Journal) -> anyhow::Result<Vec<Row>> {
    let every = journal.count_windows(WS).await?.div_ceil(MOST_TOPICS).max(1);
    let (mut heard, mut next, mut number) = (Heard::default(), None, 0);
    loop {
        let page = journal.all_windows(WS, next, PAGE).await.context("reading what was heard")?;
        for window in &page.windows {
            if number % every == 0 {
                heard.add(window, number);
            }
            number += 1;
        }
        next = page.next;
        if next.is_none() {
            return Ok(heard.rows());
        }
    }
}

#[derive(Default)]
struct Heard {
    moments: Vec<(String, String, Past)>,
    /// Which source spoke of anything in which hour.
    hours: HashSet<(String, i64)>,
}

impl Heard {
    fn add(&mut self, window: &Window, number: u64) {
        self.hours.extend(window.heard().map(|(source, hour)| (source.to_owned(), hour)));
        let moment = |past: Past| (format!("{number}_{}", past.at.timestamp()), window.topic().to_owned(), past);
        self.moments.extend(window.past().into_iter().map(moment));
    }

    /// A topic that its source left out three hours later did not rise; where the source said nothing at all, nothing is known.
    fn rows(self) -> Vec<Row> {
        let Heard { moments, hours } = self;
        let is_known = |past: &Past| past.later.is_some() || hours.contains(&(past.source.clone(), past.hour_later()));
        let known = moments.into_iter().filter(|(_, _, past)| is_known(past));
        let rows: Vec<Row> = known
            .map(|(id, topic, past)| Row { rises: rises(past.row.value.unwrap_or(0.0), past.later), id, topic, past })
            .collect();
        let every = rows.len().div_ceil(MOST_ROWS).max(1);
        rows.into_iter().step_by(every).collect()
    }
}

/// How much there is to learn from.
struct Extent {
    moments: usize,
    topics: usize,
    hours: usize,
    rises: usize,
    others: usize,
}

impl std::fmt::Display for Extent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Extent { moments, topics, hours, rises, others } = self;
        write!(f, "{moments} moments of {topics} topics in {hours} hours, {rises} rises and {others} others")
    }
}

fn enough(rows: &[Row]) -> anyhow::Result<Extent> {
    let rises = rows.iter().filter(|row| row.rises).count();
    let extent = Extent {
        moments: rows.len(),
        topics: rows.iter().map(|row| &row.topic).collect::<BTreeSet<_>>().len(),
        hours: rows.iter().map(|row| row.past.hour_later()).collect::<BTreeSet<_>>().len(),
        rises,
        others: rows.len() - rises,
    };
    let is = |of: fn(&Extent) -> usize| of(&extent) >= of(&LEAST);
    ensure!(
        is(|e| e.moments) && is(|e| e.topics) && is(|e| e.hours) && is(|e| e.rises) && is(|e| e.others),
        "too little was heard to learn from. With a volume, and with their next three hours known, there are {extent}; it takes \
         {LEAST}. Let the instance go on reading trend-signals, or train on files: --data"
    );
    Ok(extent)
}

/// The task's own columns, by name.
fn packed(rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(GzEncoder::new(Vec::new(), Compression::fast()));
    out.write_record(["row_id", "ts", "topic"].into_iter().chain(SignalRow::COLUMNS).chain(["y_rise"]))?;
    for row in rows {
        let at = row.past.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let values = row.past.row.values().map(|value| value.map_or_else(String::new, |value| value.to_string()));
        let label = u8::from(row.rises).to_string();
        out.write_record([row.id.clone(), at, row.topic.clone()].into_iter().chain(values).chain([label]))?;
    }
    Ok(out.into_inner().map_err(csv::IntoInnerError::into_error)?.finish()?)
}

/// Where `--from-journal` stands in the words of a `train`; an error where it cannot be meant.
pub fn asked(words: &[std::ffi::OsString]) -> anyhow::Result<Option<usize>> {
    let is = |word: &str| words.iter().any(|given| given == word);
    let Some(place) = words.iter().position(|word| word == "--from-journal") else { return Ok(None) };
    let fits = words[0] == "train" && is("signals.y_rise");
    ensure!(
        fits,
        "--from-journal is for `train signals.y_rise`: the journal keeps signals, and nothing for other tasks"
    );
    ensure!(!is("--data"), "--from-journal stands in the place of --data: give one of them");
    Ok(Some(place))
}

/// The words with the folder in the flag's place.
pub fn in_place_of(words: &[std::ffi::OsString], place: usize, folder: &Path) -> Vec<std::ffi::OsString> {
    let mut words = words.to_vec();
    words.splice(place..=place, ["--data".into(), folder.into()]);
    words
}

#[cfg(test)]
#[path = "heard_tests.rs"]
mod tests;
