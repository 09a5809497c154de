//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use ytempire_inference::Task;

#[derive(Parser)]
#[command(version, about = "Trains, judges and asks the models of YTEMPIRE")]
pub struct Arguments {
    /// Folder of the models; `ytempire` gives that of its data folder
    #[arg(long, global = true, default_value = "var/models", value_name = "DIR")]
    pub registry: PathBuf,
    /// Folder of the sentence model, which titles need [default: where infra/setup puts it]
    #[arg(long, global = true, value_name = "DIR")]
    pub sentences: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Learn a family (trend, quality, titles, forecast) or one task, into a new version; a run that was stopped goes on
    Train(TrainArgs),
    /// The worker process of a running instance (it starts this itself)
    #[command(hide = true)]
    Worker { role: String },
    /// Learn with the training that started this process
    #[command(hide = true)]
    Member,
    /// Judge a version on a file with answers
    Evaluate {
        /// As `models list` names it
        task: Task,
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
        /// The promoted one unless given
        #[arg(long)]
        version: Option<String>,
    },
    /// Answer a file: row_id,score, or an id and the steps ahead
    Predict {
        /// As `models list` names it
        task: Task,
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The promoted one unless given
        #[arg(long)]
        version: Option<String>,
    },
    /// Put a version into use; a running service takes it up with its next question
    Promote {
        /// As `models list` names it
        task: Task,
        /// One of those that `models list` shows; `shipped` is the model of the program, where it has one
        version: String,
    },
    /// What there is
    #[command(subcommand)]
    Models(ModelsCommand),
}

#[derive(Args)]
pub struct TrainArgs {
    /// A family or a task
    pub what: String,
    /// Folder of the training files
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// A small model of each kind without a search: seconds, for a first look
    #[arg(long)]
    pub quick: bool,
    /// Processes that learn networks together; it pays for wide networks and large batches on idle cores alone
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub processes: u16,
    /// Use the new version at once
    #[arg(long)]
    pub promote: bool,
}

#[derive(Subcommand)]
pub enum ModelsCommand {
    /// All versions of all tasks
    List,
    /// The card of a version, the promoted one unless given
    Show { task: Task, version: Option<String> },
    /// Every task's version in use, or else its newest one, beside plain answers, with 95 % intervals (Markdown)
    Table,
    /// Write a version and its figures where MLflow shows them
    Export {
        task: Task,
        version: String,
        /// Folder of MLflow's file store (`mlflow ui --backend-store-uri file:DIR`); it is made where it is missing
        #[arg(long, value_name = "DIR")]
        mlflow: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
