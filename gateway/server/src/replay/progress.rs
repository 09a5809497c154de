//! How far a replay is: a bar on a terminal, else a line now and then.

use std::{io::IsTerminal as _, time::Duration};

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::Instant;

use super::{
    input::Position,
    reader::{Found, Ready},
};

/// Refused lines that are shown; a wrong layout would fill the screen.
const SHOWN: u64 = 50;
const LINE_EVERY: Duration = Duration::from_secs(10);

/// What has become of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records that Kafka has, each copy counted.
    pub sent: u64,
    /// Rows that say nothing.
    pub skipped: u64,
    pub refused: u64,
    /// Of the newest record that was sent.
    pub time: Option<DateTime<Utc>>,
}

pub struct Progress {
    tally: Tally,
    position: Position,
    /// Of the files, where that is known.
    bytes: Option<u64>,
    /// All records, once they were read and are held.
    held: Option<u64>,
    began: Instant,
    bar: Option<ProgressBar>,
    line_at: Instant,
}

impl Progress {
    /// `bytes`: of all files.
    pub fn new(bytes: Option<u64>) -> anyhow::Result<Self> {
        let bar = std::io::stderr().is_terminal().then(|| bar(bytes)).transpose()?;
        let began = Instant::now();
        Ok(Progress {
            tally: Tally::default(),
            position: Position::default(),
            bytes,
            held: None,
            began,
            bar,
            line_at: began + LINE_EVERY,
        })
    }

    /// The reader moves it.
    pub fn position(&self) -> Position {
        self.position.clone()
    }

    /// Counts what was found, tells what was refused, keeps the records.
    pub fn found(&mut self, lines: impl Iterator<Item = Found>) -> Vec<Ready> {
        let mut ready = Vec::new();
        for line in lines {
            match line {
                Found::Ready(record) => ready.push(record),
                Found::Skipped => self.tally.skipped += 1,
                Found::Refused { place, why } => self.refused(&place, &why),
            }
        }
        self.show();
        ready
    }

    fn refused(&mut self, place: &str, why: &str) {
        self.tally.refused += 1;
        match self.tally.refused {
            1..=SHOWN => self.say(&format!("{place}: {why}")),
            n if n == SHOWN + 1 => self.say("further refused lines are only counted"),
            _ => {}
        }
    }

    /// Everything was read; that many records are about to be sent.
    pub fn holds(&mut self, records: usize) {
        self.held = Some(records as u64);
        if let Some(bar) = &self.bar {
            bar.set_length(records as u64);
        }
    }

    pub fn sent(&mut self, records: &[Ready]) {
        self.tally.sent += records.len() as u64;
        self.tally.time = records.iter().filter_map(|record| record.time).max().max(self.tally.time);
        self.show();
    }

    /// Nothing is due yet.
    pub fn waits(&mut self) {
        self.show();
    }

    /// The end: the display is gone.
    pub fn finish(self) -> (Tally, Duration) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        (self.tally, self.began.elapsed())
    }

    fn show(&mut self) {
        if let Some(bar) = &self.bar {
            bar.set_position(self.held.map_or(self.position.get(), |_| self.tally.sent));
            bar.set_message(self.tally.words(self.began.elapsed()));
        } else if self.line_at <= Instant::now() {
            self.line_at = Instant::now() + LINE_EVERY;
            let (now, all) = match self.held {
                Some(held) => (self.tally.sent, Some(held)),
                None => (self.position.get(), self.bytes),
            };
            let share = all.filter(|all| *all > 0).map_or(String::new(), |all| format!("{} %, ", now * 100 / all));
            self.say(&format!("{share}{}", self.tally.words(self.began.elapsed())));
        }
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }
}

impl Tally {
    /// `1200 records, 400/s, at 2026-01-31, 3 refused, 20 without a figure`.
    pub fn words(&self, took: Duration) -> String {
        let rate = self.sent as f64 / took.as_secs_f64().max(0.001);
        let mut words = format!("{} records, {rate:.0}/s", self.sent);
        if let Some(time) = self.time {
            words += &format!(", at {}", time.format("%Y-%m-%d %H:%M"));
        }
        for (count, what) in [(self.refused, "refused"), (self.skipped, "without a figure")] {
            if count > 0 {
                words += &format!(", {count} {what}");
            }
        }
        words
    }
}

fn bar(bytes: Option<u64>) -> anyhow::Result<ProgressBar> {
    let template = match bytes {
        Some(_) => "{elapsed_precise} {bar:30} {percent:>3} % {msg}",
        None => "{elapsed_precise} {spinner} {msg}",
    };
    let bar = bytes.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    Ok(bar.with_style(ProgressStyle::with_template(template)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_what_was_sent_and_what_was_not() {
        let mut progress = Progress::new(None).expect("a display");
        let time = DateTime::from_timestamp(1_769_860_800, 0);
        let record = Ready { key: "k".to_owned(), value: Vec::new(), time };
        let refused = |n| Found::Refused { place: format!("f:{n}"), why: "no".to_owned() };
        let lines = [Found::Ready(record.clone()), Found::Skipped, refused(3), refused(4)];
        let ready = progress.found(lines.into_iter());
        assert_eq!(ready, [record]);
        progress.sent(&ready);
        let (tally, _) = progress.finish();
        assert_eq!(
            tally.words(Duration::from_secs(2)),
            "1 records, 0/s, at 2026-01-31 12:00, 2 refused, 1 without a figure"
        );
    }
}
