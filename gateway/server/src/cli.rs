//! The command line.

mod records;

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, Parser, Subcommand};

pub use records::{Chosen, DeadLettersCommand, ListArgs, ReplayArgs, ReplayLettersArgs, SinkName};

use crate::config::Flags;

/// These are handed over, for they have flags of their own; `--data` is theirs behind the command and ours before it.
const MODELS_HELP: &str = "\
Models (handed to ytempire-models, which lies beside this program; each knows --help):
  train        Learn a family (trend, quality, titles, forecast) or one task from files (--data DIR), or signals.y_rise from
               what this instance has heard (--from-journal)
  evaluate     Judge a version on a file with answers
  predict      Answer a file
  promote      Put a version into use
  models       list | show | table | export";

/// Runs portfolios of YouTube channels: requests come in on Kafka, finished videos go out.
#[derive(Parser)]
#[command(name = "ytempire", version, propagate_version = true, args_override_self = true, after_help = MODELS_HELP)]
pub struct Cli {
    #[command(flatten)]
    pub flags: Flags,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Run everything in the foreground until Ctrl-C
    Serve(ServeArgs),
    /// Bring the database schema and the Kafka topics up to date, then end
    Migrate,
    /// Show or check the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Produce one record to video-requests
    Request(RequestArgs),
    /// Make one video with the same pipeline, then end: no servers are left behind
    MakeVideo(MakeVideoArgs),
    /// Produce recorded files to a topic, as if their records came in now
    Replay(ReplayArgs),
    /// Look at the records that could not be used, and send them again
    #[command(subcommand)]
    DeadLetters(DeadLettersCommand),
    /// Fill a sink anew: scylla from PostgreSQL's rows, postgres from the topic
    RebuildSink { sink: SinkName },
    /// Say what is missing on this machine and what would be used
    Doctor,
    /// A worker process of a running instance (it starts these itself)
    #[command(hide = true)]
    Worker { role: String },
    /// A command around models, or none at all
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

#[derive(Args)]
pub struct ServeArgs {
    /// Do not make the demo channel's first video
    #[arg(long)]
    pub no_demo: bool,
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Print every setting as TOML, secrets hidden
    Print,
    /// Check the settings; exit code 2 says they are wrong
    Check,
}

/// What a request may say; left out, the channel's settings hold.
#[derive(Args)]
pub struct RequestArgs {
    /// The channel that publishes it
    #[arg(long, default_value = "demo")]
    pub channel: String,
    /// Your own name for the request: the same one again makes no second video [default: a new one]
    #[arg(long)]
    pub request_id: Option<String>,
    /// Kafka to produce to [default: the instance of the data folder]
    #[arg(long, value_name = "HOST:PORT")]
    pub brokers: Option<String>,
    #[command(flatten)]
    pub wish: Wish,
}

#[derive(Args)]
pub struct MakeVideoArgs {
    /// Where the video goes
    #[arg(long, value_name = "FILE.mp4")]
    pub out: PathBuf,
    #[command(flatten)]
    pub wish: Wish,
}

/// The video that is wished for.
#[derive(Args)]
pub struct Wish {
    /// What the video is about
    #[arg(long)]
    pub topic: String,
    /// Text file to make it from
    #[arg(long, value_name = "FILE")]
    pub brief: Option<PathBuf>,
    /// 9:16, 16:9 or 1:1
    #[arg(long)]
    pub aspect: Option<String>,
    /// Wished length, 5 to 600
    #[arg(long)]
    pub seconds: Option<i64>,
    /// A voice; `ytempire doctor` lists them
    #[arg(long)]
    pub voice: Option<String>,
    /// Look of the pictures
    #[arg(long)]
    pub style: Option<String>,
    /// BCP 47 tag of the script's language
    #[arg(long)]
    pub language: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
