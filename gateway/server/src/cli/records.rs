//! Commands about records: replaying files, dead letters, sinks.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::replay::Repeat;

/// Files are CSV with a header or JSON lines (a record's value on each), plain or gzip.
///
/// CSV columns become fields as a layout says: one that ships (yt-videos-daily, yt-channels-daily; of trends
/// hn-front-page-hourly, hn-stories, hn-words-daily, reddit-hourly, twitter-trends, yt-chart-jp-daily, yt-chart-us-daily), a
/// TOML file of yours (gateway/server/layouts/README.md describes the format), or none where the columns are called like the fields
/// (channel_id, day, metrics.views). A line that cannot be used is reported and counted, the rest goes on, and the exit code is 8.
#[derive(Args)]
pub struct ReplayArgs {
    /// CSV or JSON lines, plain or gzip; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Topic to produce to [default: the layout's, else youtube-analytics]
    #[arg(long)]
    pub topic: Option<String>,
    /// How the columns of CSV become fields
    #[arg(long, value_name = "NAME|FILE.toml")]
    pub layout: Option<String>,
    /// Let time pass N times as fast as in the files [default: as fast as Kafka takes them]
    #[arg(long, value_name = "N", value_parser = speed)]
    pub speed: Option<f64>,
    /// Kafka to produce to [default: the instance of the data folder]
    #[arg(long, value_name = "HOST:PORT")]
    pub brokers: Option<String>,
    /// For rehearsals: send each record that often, such as 2, or 1..3 for one to three times
    #[arg(long, value_name = "TIMES", default_value = "1")]
    pub repeat: Repeat,
    /// For rehearsals: in an order that the seed decides
    #[arg(long, value_name = "SEED", conflicts_with = "speed")]
    pub shuffle: Option<u64>,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse::<f64>().ok().filter(|speed| speed.is_finite() && *speed > 0.0);
    speed.ok_or_else(|| "a number above 0, such as 1 or 86400 (a day in a second)".to_owned())
}

#[derive(Subcommand)]
pub enum DeadLettersCommand {
    /// The newest ones
    List(ListArgs),
    /// One of them, its bytes and headers included
    Show {
        /// As `list` names it
        id: i64,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Send records to their topic again, byte by byte; by topic and code: those that were not sent again yet
    Replay(ReplayLettersArgs),
}

#[derive(Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub chosen: Chosen,
    /// At most so many
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// As JSON, one object on each line
    #[arg(long)]
    pub json: bool,
}

/// Which letters.
#[derive(Args)]
pub struct Chosen {
    /// Of that topic
    #[arg(long)]
    pub topic: Option<String>,
    /// With that reason, such as unknown_field
    #[arg(long)]
    pub code: Option<String>,
}

#[derive(Args)]
pub struct ReplayLettersArgs {
    /// As `list` names them
    #[arg(value_name = "ID", required_unless_present = "topic", conflicts_with_all = ["topic", "code"])]
    pub ids: Vec<i64>,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SinkName {
    Scylla,
    Postgres,
}
