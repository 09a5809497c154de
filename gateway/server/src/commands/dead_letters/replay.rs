//! Asking the relay to send letters to their topic again.

use anyhow::bail;
use ytempire_journal::{DeadLetterRow, Journal, ReplayAsk, ReplayState};

use super::{Letters, WS, filter};
use crate::{cli::ReplayLettersArgs, visit::Visit};

pub async fn run(visit: &Visit, args: ReplayLettersArgs) -> anyhow::Result<()> {
    let mut asked = Asked::default();
    if args.ids.is_empty() {
        let mut letters = Letters::new(&visit.journal, filter(args.chosen));
        while let Some(page) = letters.next_page().await? {
            for letter in page.iter().filter(|letter| is_open(letter)) {
                asked.ask(&visit.journal, letter.id).await?;
            }
        }
    }
    for id in args.ids {
        asked.ask(&visit.journal, id).await?;
    }
    let when = if visit.somebody_runs() { "the relay sends them now" } else { "they are sent when the service runs" };
    println!("asked for {}; {when}", asked.letters);
    if asked.failed > 0 { bail!("{} could not be asked for", asked.failed) } else { Ok(()) }
}

/// Nobody has asked for it yet, or it was not sent. What was sent once is sent again by its id only.
fn is_open(letter: &DeadLetterRow) -> bool {
    letter.raw.value.is_some()
        && letter.replay.as_ref().is_none_or(|replay| matches!(replay.state, ReplayState::Failed(_)))
}

#[derive(Default)]
struct Asked {
    letters: u64,
    failed: u64,
}

impl Asked {
    async fn ask(&mut self, journal: &Journal, id: i64) -> anyhow::Result<()> {
        let why = match journal.ask_replay(WS, id).await? {
            ReplayAsk::Asked(_) => {
                self.letters += 1;
                return Ok(());
            }
            ReplayAsk::NoValue => "its record has no value",
            ReplayAsk::Missing => "there is no such dead letter",
        };
        self.failed += 1;
        eprintln!("{id}: {why}");
        Ok(())
    }
}
