//! `ytempire rebuild-sink`: a store of metrics is filled anew.

use std::{cell::Cell, io::IsTerminal as _, time::Duration};

use anyhow::Context as _;
use indicatif::ProgressBar;
use tokio::{sync::watch, time::Instant};
use ytempire_sinks::{
    PostgresSink,
    scylla::{FeedState, ScyllaSink, rebuild_copy, rebuild_postgres},
};

use crate::{cli::SinkName, config::Config, exit::Stop, sinks, visit::Visit};

/// Between two words about how far it is.
const WORD: Duration = Duration::from_secs(1);
const LINE_EVERY: Duration = Duration::from_secs(10);

pub async fn run(config: Config, sink: SinkName) -> anyhow::Result<()> {
    let copy = sinks::copy(&config.scylla)?;
    Visit::pay(&config, async |visit| {
        let postgres = PostgresSink::new(&visit.journal);
        match (sink, copy) {
            (SinkName::Scylla, None) => Err(Stop::Config("scylla.contact_points is not set".to_owned()).into()),
            (SinkName::Scylla, Some(copy)) => scylla_anew(&postgres, &copy).await,
            (SinkName::Postgres, Some(copy)) => postgres_anew(&postgres, &copy).await,
            (SinkName::Postgres, None) => sums_anew(&postgres).await,
        }
    })
    .await
}

/// From PostgreSQL's rows; where an instance feeds the copy, that one writes and this waits.
async fn scylla_anew(postgres: &PostgresSink, copy: &ScyllaSink) -> anyhow::Result<()> {
    let (state, mut seen) = watch::channel(FeedState::default());
    let (began, words) = (Instant::now(), Words::new());
    let rebuilt = rebuild_copy(postgres, copy, &state);
    tokio::pin!(rebuilt);
    loop {
        tokio::select! {
            done = &mut rebuilt => {
                words.end();
                done.context("filling the copy")?;
                break;
            }
            () = tokio::time::sleep(WORD) => words.say(&told(&seen.borrow_and_update())),
        }
    }
    let rows = seen.borrow().rows;
    println!("the copy is filled: {rows} rows by this process, {} s", began.elapsed().as_secs());
    Ok(())
}

fn told(state: &FeedState) -> String {
    match (&state.trouble, state.seated) {
        (Some(trouble), _) => format!("waits: {trouble}"),
        (None, false) => "another instance feeds the copy and fills it".to_owned(),
        (None, true) => format!("{} rows", state.rows),
    }
}

/// From the copy's rows.
async fn postgres_anew(postgres: &PostgresSink, copy: &ScyllaSink) -> anyhow::Result<()> {
    let (began, words) = (Instant::now(), Words::new());
    words.say("reading the copy");
    let rows = rebuild_postgres(postgres, copy).await;
    words.end();
    let rows = rows.context("filling PostgreSQL from the copy")?;
    println!("PostgreSQL has every row of the copy: {rows} rows, {} s", began.elapsed().as_secs());
    Ok(())
}

/// Without a copy, what can be made anew is what follows from the rows.
async fn sums_anew(postgres: &PostgresSink) -> anyhow::Result<()> {
    let began = Instant::now();
    let days = postgres.rebuild_rollups().await.context("adding up anew")?;
    println!(
        "there is no copy to read: the sums were added up anew from PostgreSQL's own rows, {days} days of channels, {} s",
        began.elapsed().as_secs()
    );
    Ok(())
}

/// A spinner on a terminal, else a line now and then.
struct Words {
    spinner: Option<ProgressBar>,
    line_at: Cell<Instant>,
}

impl Words {
    fn new() -> Self {
        let spinner = std::io::stderr().is_terminal().then(ProgressBar::new_spinner);
        Words { spinner, line_at: Cell::new(Instant::now()) }
    }

    fn say(&self, words: &str) {
        if let Some(spinner) = &self.spinner {
            spinner.set_message(words.to_owned());
            spinner.tick();
        } else if self.line_at.get() <= Instant::now() {
            self.line_at.set(Instant::now() + LINE_EVERY);
            eprintln!("{words}");
        }
    }

    fn end(&self) {
        if let Some(spinner) = &self.spinner {
            spinner.finish_and_clear();
        }
    }
}
