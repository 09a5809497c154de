//! One niche that is heard of: scores what changes and keeps its ranking.
//!
//! Owns the scores of its topics while it lives; its partition puts changed windows into its inbox. If it breaks nothing
//! falls with it: its partition finds that its windows are newer than its ranking, and starts it again.

use std::collections::HashMap;

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use tokio::time::Instant;
use ytempire_domain::trend::{RankedTopic, SignalRow, Window, fitting, together};
use ytempire_journal::JournalError;

use super::{
    inbox::{Inbox, Pending},
    ranking::{MOST_KNOWN, Ranking},
    score::scores,
};
use crate::{
    clock::Clock,
    metrics,
    patience::patiently,
    shared::Shared,
    task::{Panicked, Task},
    tell,
};

/// Names that are read for one ranking: scores wait for the worker meanwhile.
const MOST_READ: usize = 16;
/// Niches of channels that topics are held against.
const NICHES: i64 = 100;

#[derive(Clone)]
pub(crate) struct NicheArgs {
    pub shared: Shared,
    pub clock: Clock,
    /// Folded.
    pub niche: String,
    pub(super) inbox: Inbox,
}

pub(crate) enum NicheMsg {
    /// Looks into its inbox.
    Look,
    Ranked(Result<Result<Ranking, JournalError>, Panicked>),
    #[cfg(test)]
    Break,
}

pub(crate) struct NicheState {
    args: NicheArgs,
    /// While it is not being made anew.
    ranking: Ranking,
    work: Option<Task>,
    began: Instant,
    /// Not before that is it ranked again.
    not_before: Instant,
}

pub(crate) struct Niche;

impl Actor for Niche {
    type Msg = NicheMsg;
    type State = NicheState;
    type Arguments = NicheArgs;

    async fn pre_start(&self, _: ActorRef<NicheMsg>, args: NicheArgs) -> Result<NicheState, ActorProcessingErr> {
        let now = Instant::now();
        Ok(NicheState { args, ranking: Ranking::default(), work: None, began: now, not_before: now })
    }

    async fn handle(
        &self,
        myself: ActorRef<NicheMsg>,
        message: NicheMsg,
        state: &mut NicheState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            NicheMsg::Look => state.look(&myself),
            NicheMsg::Ranked(ranked) => state.ranked(&myself, ranked??),
            #[cfg(test)]
            NicheMsg::Break => panic!("the niche was told to break"),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<NicheMsg>,
        event: SupervisionEvent,
        _: &mut NicheState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}

impl NicheState {
    /// One ranking at a time, in a task: it waits for the database as long as that is away.
    fn look(&mut self, myself: &ActorRef<NicheMsg>) {
        let now = Instant::now();
        if self.work.is_some() || (self.args.inbox.is_empty() && !self.ranking.unread) {
            return;
        }
        if now < self.not_before {
            myself.send_after(self.not_before - now, || NicheMsg::Look);
            return;
        }
        let pending = self.args.inbox.take();
        self.began = now;
        let (args, ranking, niche) = (self.args.clone(), std::mem::take(&mut self.ranking), myself.clone());
        let work = async move { rank(&args, ranking, pending).await };
        self.work = Some(Task::watched(work, move |ranked| tell(&niche, NicheMsg::Ranked(ranked))));
    }

    fn ranked(&mut self, myself: &ActorRef<NicheMsg>, ranking: Ranking) {
        (self.work, self.ranking) = (None, ranking);
        // A niche whose ranking takes long is ranked half of the time at most.
        self.not_before = Instant::now() + self.args.shared.config.pace.rank.max(self.began.elapsed());
        self.look(myself);
    }
}

/// Scores what has changed and stores the ranking; the windows are read back where the changes do not tell all. Without a
/// change more of its names are read.
async fn rank(args: &NicheArgs, mut ranking: Ranking, pending: Option<Pending>) -> Result<Ranking, JournalError> {
    let since = pending.as_ref().map_or_else(Instant::now, |pending| pending.since);
    let told = match &pending {
        Some(pending) => pending.revisions.filter(|(first, _)| ranking.is_followed_by(*first)),
        None => ranking.revision.map(|known| (known, known)),
    };
    let (revision, topics) = match (told, pending) {
        (Some((_, last)), Some(_)) if ranking.revision >= Some(last) => return Ok(ranking),
        (Some((_, last)), pending) => (last, pending.map(|pending| pending.topics).into_iter().flatten().collect()),
        (None, _) => {
            ranking = Ranking::default();
            read_back(args).await?
        }
    };
    score(args, &mut ranking, topics).await;
    let best = ranking.best();
    let (journal, workspace) = (&args.shared.journal, args.shared.config.workspace);
    ranking.niches = patiently("reading the niches of channels", || journal.channel_niches(workspace, NICHES)).await?;
    let best = one_of_each(args, &mut ranking, best).await;
    let store = || journal.store_ranking(workspace, &args.niche, revision, &best);
    let is_stored = patiently("storing a ranking", store).await?;
    metrics::ranked(is_stored, since.elapsed());
    ranking.revision = Some(revision);
    Ok(ranking)
}

/// With the names of one topic together and the niche that each belongs to, as far as it is known what they mean. A few new
/// names are read each time; while there are more, another ranking follows without a signal.
async fn one_of_each(args: &NicheArgs, ranking: &mut Ranking, best: Vec<RankedTopic>) -> Vec<RankedTopic> {
    let names = ranking.niches.iter().chain(best.iter().map(|ranked| &ranked.topic));
    let unread = names.filter(|name| !ranking.meanings.contains_key(*name));
    let unread: Vec<String> = unread.take(MOST_READ).cloned().collect();
    let read = if unread.is_empty() { HashMap::new() } else { args.shared.scorer.meanings(unread).await };
    ranking.unread = !read.is_empty();
    ranking.meanings.extend(read);
    let mut best = together(best, &ranking.meanings);
    for ranked in &mut best {
        ranked.fits = fitting(&ranked.topic, &ranking.niches, &ranking.meanings);
    }
    best
}

async fn read_back(args: &NicheArgs) -> Result<(i64, Vec<(String, Window)>), JournalError> {
    let (journal, workspace) = (&args.shared.journal, args.shared.config.workspace);
    let most = i64::try_from(MOST_KNOWN).unwrap_or(i64::MAX);
    let read = || journal.windows(workspace, &args.niche, most);
    let (revision, topics) = patiently("reading windows back", read).await?;
    Ok((revision, topics.into_iter().map(|topic| (topic.topic, topic.window)).collect()))
}

async fn score(args: &NicheArgs, ranking: &mut Ranking, topics: Vec<(String, Window)>) {
    let rows: Vec<SignalRow> = topics.iter().map(|(_, window)| window.row(window.last_seen())).collect();
    let scored = scores(args.shared.scorer.as_ref(), &rows).await;
    metrics::scored(&scored);
    let now = args.clock.now();
    for (((topic, window), row), scored) in topics.into_iter().zip(&rows).zip(scored) {
        ranking.put(topic, RankedTopic::new(&window, row, scored, now));
    }
}
