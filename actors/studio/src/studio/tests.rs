//! The restart table, read by killing every part. No database answers: nothing here may need one.

use std::{collections::HashSet, sync::Arc, time::Duration};

use ractor::{Actor, ActorCell, ActorId, ActorRef};
use tokio::sync::Notify;
use ytempire_artefacts::Artefacts;
use ytempire_domain::id::InstanceId;
use ytempire_journal::Journal;

use super::{Part, Root, StudioArgs, StudioMsg};
use crate::{
    config::{StudioConfig, WorkerCommand},
    looped::{Loop, LoopArgs},
    progress::Progresses,
    shared::Shared,
    sinks::Sinks,
    slots::Slots,
    status::Board,
    steps::LocalSteps,
};

/// Without a log there is no intake, without a read copy nobody feeds it.
const ABSENT: usize = 2;

/// A tree on a folder, without a database and without workers that start.
async fn tree(folder: &std::path::Path) -> (ActorRef<StudioMsg>, Arc<Board>) {
    let config = StudioConfig {
        worker: WorkerCommand { program: folder.join("no such program"), args: vec![] },
        ..StudioConfig::new(InstanceId::generate(), folder.join("s"), folder.join("l"), folder.join("a"))
    };
    let journal = Journal::connect("postgres://nobody@127.0.0.1:1/none", 2).expect("an address");
    let artefacts = Artefacts::open(&folder.join("artefacts")).expect("a folder");
    let (config, board, slots) = (Arc::new(config), Arc::new(Board::new()), Slots::new());
    let steps = LocalSteps::new(config.clone(), journal.clone(), artefacts.clone(), slots.clone(), board.clone());
    let shared = Shared {
        config,
        sinks: Sinks::new(&journal),
        journal,
        board: board.clone(),
        progresses: Progresses::new(),
        model: steps.model.clone(),
        steps: Arc::new(steps),
        scorer: Arc::new(crate::ByRule),
        outbox: Arc::new(Notify::new()),
    };
    let args = StudioArgs { shared, artefacts, slots, log: None, producer: None };
    let (root, _) = Actor::spawn(None, Root, args).await.expect("the root starts");
    (root, board)
}

fn ids(children: &[ActorCell]) -> HashSet<ActorId> {
    children.iter().map(ActorCell::get_id).collect()
}

/// The children once there are that many of them, none of these.
async fn children(root: &ActorRef<StudioMsg>, count: usize, without: &HashSet<ActorId>) -> Vec<ActorCell> {
    let wait = async {
        loop {
            let children = root.get_children();
            if children.len() == count && ids(&children).is_disjoint(without) {
                return children;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), wait).await.expect("the parts are there")
}

#[tokio::test(start_paused = true)]
async fn every_part_that_ends_is_started_again_and_the_root_lives_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, board) = tree(folder.path()).await;
    let parts = Part::ALL.len() - ABSENT;
    let mut before = children(&root, parts, &HashSet::new()).await;
    for _ in 0..3 {
        before.iter().for_each(ActorCell::kill);
        before = children(&root, parts, &ids(&before)).await;
    }
    assert!(board.read().dispatcher.ok, "{:?}", board.read().dispatcher);
    root.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(start_paused = true)]
async fn one_part_that_ends_leaves_the_others_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, _) = tree(folder.path()).await;
    let parts = Part::ALL.len() - ABSENT;
    let before = children(&root, parts, &HashSet::new()).await;
    for victim in &before {
        let running = ids(&root.get_children());
        let Some(victim) = root.get_children().into_iter().find(|child| child.get_id() == victim.get_id()) else {
            panic!("a part ended with another one");
        };
        victim.kill();
        let killed = HashSet::from([victim.get_id()]);
        let after = ids(&children(&root, parts, &killed).await);
        assert_eq!(running.difference(&after).collect::<Vec<_>>(), [&victim.get_id()]);
    }
    root.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(start_paused = true)]
async fn a_slot_whose_program_is_missing_is_unavailable_and_goes_on_trying() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, board) = tree(folder.path()).await;
    children(&root, Part::ALL.len() - ABSENT, &HashSet::new()).await;
    let wait = async {
        while !board.read().slots.iter().all(|slot| slot.state == "unavailable") || board.read().slots.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("the slots say so");
    assert!(board.read().slots.iter().all(|slot| !slot.detail.is_empty()), "{:?}", board.read().slots);
    root.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(start_paused = true)]
async fn what_never_ends_fails_when_it_panics_or_returns() {
    for work in [true, false] {
        let work = Box::pin(async move { assert!(work, "as told") });
        let (looped, ended) = Actor::spawn(None, Loop, LoopArgs { work }).await.expect("it starts");
        tokio::time::timeout(Duration::from_secs(5), ended)
            .await
            .expect("it ends")
            .expect("without a panic of its own");
        assert_eq!(looped.get_status(), ractor::ActorStatus::Stopped);
    }
}
