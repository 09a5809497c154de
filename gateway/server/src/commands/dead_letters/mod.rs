//! `ytempire dead-letters`: the records that could not be used, and sending them again.

mod replay;
mod show;

use anyhow::Context as _;
use ytempire_domain::WorkspaceId;
use ytempire_journal::{DeadLetterRow, Journal, LetterFilter, PageRequest, ReplayState};

use crate::{
    cli::{Chosen, DeadLettersCommand, ListArgs},
    config::Config,
    table::table,
    visit::Visit,
};

const WS: WorkspaceId = WorkspaceId::LOCAL;
/// Letters of one look; one may have a megabyte.
const PAGE: u32 = 50;

pub async fn run(config: Config, command: DeadLettersCommand) -> anyhow::Result<()> {
    Visit::pay(&config, async |visit| match command {
        DeadLettersCommand::List(args) => list(&visit.journal, args).await,
        DeadLettersCommand::Show { id, json } => one(&visit.journal, id, json).await,
        DeadLettersCommand::Replay(args) => replay::run(visit, args).await,
    })
    .await
}

async fn list(journal: &Journal, args: ListArgs) -> anyhow::Result<()> {
    let mut letters = Letters::new(journal, filter(args.chosen));
    let (mut rows, mut left) = (Vec::new(), args.limit as usize);
    while left > 0
        && let Some(page) = letters.next_page().await?
    {
        for letter in page.iter().take(left) {
            match args.json {
                true => println!("{}", show::json(letter)),
                false => rows.push(row(letter)),
            }
        }
        left = left.saturating_sub(page.len());
    }
    if !args.json {
        println!("{}", table(&["id", "at", "from", "code", "detail", "replay"], &rows));
    }
    Ok(())
}

async fn one(journal: &Journal, id: i64, json: bool) -> anyhow::Result<()> {
    let letter = journal.dead_letter(WS, id).await?.with_context(|| format!("there is no dead letter {id}"))?;
    match json {
        true => println!("{}", show::json(&letter)),
        false => println!("{}", show::text(&letter)),
    }
    Ok(())
}

fn row(letter: &DeadLetterRow) -> Vec<String> {
    vec![
        letter.id.to_string(),
        letter.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        format!("{}/{}/{}", letter.topic, letter.partition, letter.raw.offset),
        letter.reason.code.clone(),
        letter.reason.detail.clone(),
        letter.replay.as_ref().map_or(String::new(), |replay| state(&replay.state).to_owned()),
    ]
}

fn state(state: &ReplayState) -> &'static str {
    match state {
        ReplayState::Asked => "asked",
        ReplayState::Sending => "sending",
        ReplayState::Replayed(_) => "replayed",
        ReplayState::Failed(_) => "failed",
    }
}

fn filter(chosen: Chosen) -> LetterFilter {
    LetterFilter { topic: chosen.topic, code: chosen.code }
}

/// Page after page, the newest letter first.
struct Letters<'a> {
    journal: &'a Journal,
    filter: LetterFilter,
    /// None: the last page was read.
    next: Option<PageRequest>,
}

impl<'a> Letters<'a> {
    fn new(journal: &'a Journal, filter: LetterFilter) -> Self {
        Letters { journal, filter, next: Some(PageRequest { limit: PAGE, after: None }) }
    }

    async fn next_page(&mut self) -> anyhow::Result<Option<Vec<DeadLetterRow>>> {
        let Some(request) = self.next.take() else { return Ok(None) };
        let page = self.journal.find_dead_letters(WS, &self.filter, request).await?;
        self.next = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        Ok(Some(page.items))
    }
}
