//! One niche that is heard of: scores what changes and keeps its ranking.
//!
//! Owns the scores of its topics while it lives; its partition puts changed windows into its inbox. If it breaks nothing
//! falls with it: its partition finds that its windows are newer than its ranking, and starts it again.

use std::collections::HashMap;

use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use tokio::time::Instant;
use ytempire_domain::trend::{Meaning, RankedTopic, SignalRow, Window};
use ytempire_journal::JournalError;

use super::{
    inbox::{Inbox, Pending},
    names::Names,
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
    /// What names mean.
    Read(Result<HashMap<String, Meaning>, Panicked>),
    #[cfg(test)]
    Break,
}

pub(crate) struct NicheState {
    args: NicheArgs,
    /// While it is not being made anew.
    ranking: Ranking,
    work: Option<Task>,
    names: Names,
    /// Names are learned that the ranking does not show yet.
    news: bool,
    reading: Option<Task>,
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
        Ok(NicheState {
            args,
            ranking: Ranking::default(),
            work: None,
            names: Names::default(),
            news: false,
            reading: None,
            began: now,
            not_before: now,
        })
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
            NicheMsg::Read(read) => state.learn(&myself, read?),
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
        if self.work.is_some() || (self.args.inbox.is_empty() && !self.news) {
            return;
        }
        if now < self.not_before {
            myself.send_after(self.not_before - now, || NicheMsg::Look);
            return;
        }
        let pending = self.args.inbox.take();
        (self.began, self.news) = (now, false);
        let (args, ranking, niche) = (self.args.clone(), std::mem::take(&mut self.ranking), myself.clone());
        let names = self.names.clone();
        let work = async move { rank(&args, ranking, pending, &names).await };
        self.work = Some(Task::watched(work, move |ranked| tell(&niche, NicheMsg::Ranked(ranked))));
    }

    fn ranked(&mut self, myself: &ActorRef<NicheMsg>, ranking: Ranking) {
        (self.work, self.ranking) = (None, ranking);
        // A niche whose ranking takes long is ranked half of the time at most.
        self.not_before = Instant::now() + self.args.shared.config.pace.rank.max(self.began.elapsed());
        self.names.keep(&self.ranking.named);
        self.read(myself);
        self.look(myself);
    }

    /// A few more names, beside what is ranked meanwhile.
    fn read(&mut self, myself: &ActorRef<NicheMsg>) {
        let unread = self.names.unread(&self.ranking.named);
        if self.reading.is_some() || unread.is_empty() {
            return;
        }
        let (shared, niche) = (self.args.shared.clone(), myself.clone());
        let work = async move { shared.scorer.meanings(unread).await };
        self.reading = Some(Task::watched(work, move |read| tell(&niche, NicheMsg::Read(read))));
    }

    /// What nobody could read is tried again after the next ranking.
    fn learn(&mut self, myself: &ActorRef<NicheMsg>, read: HashMap<String, Meaning>) {
        (self.reading, self.news) = (None, self.news || !read.is_empty());
        self.names.learn(read);
        self.look(myself);
    }
}

/// Scores what has changed and stores the ranking; the windows are read back where the changes do not tell all.
async fn rank(
    args: &NicheArgs,
    mut ranking: Ranking,
    pending: Option<Pending>,
    names: &Names,
) -> Result<Ranking, JournalError> {
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
    let niches = patiently("reading the niches of channels", || journal.channel_niches(workspace, NICHES)).await?;
    ranking.named = niches.iter().chain(best.iter().map(|ranked| &ranked.topic)).cloned().collect();
    let best = names.tell(best, &niches);
    let store = || journal.store_ranking(workspace, &args.niche, revision, &best);
    let is_stored = patiently("storing a ranking", store).await?;
    metrics::ranked(is_stored, since.elapsed());
    ranking.revision = Some(revision);
    Ok(ranking)
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
