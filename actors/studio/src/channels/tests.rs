//! Channels under a host of the test's own, on a paused clock; one test beside a real database.

mod host;
mod sink;

use std::collections::BTreeMap;

use super::*;
use host::{HOUR, QUIET, World, change, id, truth};

#[tokio::test(start_paused = true)]
async fn a_channel_wakes_when_several_writes_running_change_it_and_after_a_quiet_minute_its_state_is_as_read_back() {
    let (world, mut all) = (World::new().await, Vec::new());
    for n in 0..10_u64 {
        // Restated days and new ones.
        let mut changes = vec![change("busy", n, 100), change("busy", n / 2, -7)];
        if n % 3 == 0 {
            changes.push(change("rare", n, 5));
        }
        all.extend(changes.clone());
        let unknown = world.write(&changes, &truth(&all)).await;
        assert_eq!(unknown.is_empty(), n > 0, "read back once: {unknown:?}");
        let counts = world.counts().await;
        assert_eq!((counts.active, counts.idle), (usize::from(n >= 3), if n >= 3 { 1 } else { 2 }), "after write {n}");
    }
    world.rest().await;
    assert_eq!(world.counts().await.active, 1, "its quiet time has not passed");
    tokio::time::advance(QUIET).await;
    world.rest().await;
    world.until("it rests", |counts| counts.active == 0).await;
    let truth = truth(&all);
    for name in ["busy", "rare"] {
        assert_eq!(world.rolling(&id(name)).await, truth[&id(name)], "{name}");
    }
    // And wakes with what it had.
    for n in 10..14 {
        all.push(change("busy", n, 3));
        world.write(&all[all.len() - 1..], &BTreeMap::new()).await;
    }
    world.until("it is awake", |counts| counts.active == 1).await;
    tokio::time::advance(QUIET).await;
    world.rest().await;
    world.until("it rests again", |counts| counts.active == 0).await;
    assert_eq!(world.rolling(&id("busy")).await, host::truth(&all)[&id("busy")]);
}

#[tokio::test(start_paused = true)]
async fn what_is_told_to_a_channel_that_falls_asleep_is_not_lost() {
    let (world, mut all) = (World::new().await, Vec::new());
    for n in 0..5 {
        all.push(change("busy", n, 10));
        world.write(&all[all.len() - 1..], &truth(&all)).await;
    }
    tokio::time::advance(QUIET).await;
    // Between its answer and the host's ear comes a change.
    let last = change("busy", 5, 99);
    all.push(last.clone());
    world
        .with(move |channels| {
            channels.rest(QUIET);
            channels.change(&[last], HOUR);
        })
        .await;
    tokio::time::advance(QUIET).await;
    assert_eq!(world.counts().await.active, 1, "it stays awake");
    world.rest().await;
    world.until("it rests", |counts| counts.active == 0).await;
    assert_eq!(world.rolling(&id("busy")).await, truth(&all)[&id("busy")]);
}

#[tokio::test(start_paused = true)]
async fn a_channel_that_panics_takes_nothing_else_down_and_is_read_back_with_the_next_write() {
    let (world, mut all) = (World::new().await, Vec::new());
    for n in 0..5 {
        let changes = [change("breaks", n, 10), change("holds", n, 10)];
        all.extend(changes.clone());
        world.write(&changes, &truth(&all)).await;
    }
    world.until("both are awake", |counts| counts.active == 2).await;
    world
        .with(|channels| {
            let awake = channels.awake.values().find(|awake| awake.id == id("breaks")).expect("awake");
            tell(&awake.actor, ChannelMsg::Break);
        })
        .await;
    world.until("it is gone", |counts| counts.active == 1).await;
    let changes = [change("holds", 6, 1)];
    all.extend(changes.clone());
    assert_eq!(world.write(&changes, &truth(&all)).await, [id("breaks")]);
    assert_eq!(world.rolling(&id("breaks")).await, truth(&all)[&id("breaks")]);
    tokio::time::advance(QUIET).await;
    world.rest().await;
    world.until("the other rests", |counts| counts.active == 0).await;
    assert_eq!(world.rolling(&id("holds")).await, truth(&all)[&id("holds")]);
}

#[tokio::test(start_paused = true)]
async fn a_state_in_doubt_or_of_an_hour_ago_is_read_back_and_one_that_is_gone_is_forgotten() {
    let world = World::new().await;
    let first = [change("a", 0, 1), change("b", 0, 1)];
    assert_eq!(world.write(&first, &truth(&first)).await.len(), 2);
    assert_eq!(world.write(&[change("a", 1, 1)], &BTreeMap::new()).await, [], "it is known");
    let next = HOUR.saturating_add(1);
    let unknown = world.with(move |channels| channels.change(&[change("a", 2, 1)], next)).await;
    assert_eq!(unknown, [id("a")]);
    let doubted = world.with(|channels| channels.doubt(vec![id("b"), id("new")])).await;
    assert_eq!(doubted, [id("b"), id("new")]);
    assert_eq!(world.write(&[change("b", 1, 1)], &BTreeMap::new()).await, [id("b")]);
    assert_eq!(world.counts().await.idle, 1, "of b there is nothing any more");
}

#[tokio::test(start_paused = true)]
async fn growth_and_silence_are_counted_awake_or_not() {
    let world = World::new().await;
    let days = |name: &'static str, days: u64, week: i64| {
        (0..days).map(move |n| change(name, n, if n + 7 < days { 100 } else { week }))
    };
    let grows: Vec<_> = days("grows", 120, 900).collect();
    let steady: Vec<_> = days("steady", 120, 100).collect();
    let silent: Vec<_> = days("silent", 90, 100).collect();
    let all = [grows.clone(), silent, steady].concat();
    world.write(&all, &truth(&all)).await;
    let expected = |active| ChannelCounts { active, idle: 3 - active, growing: 1, shrinking: 0, silent: 1 };
    assert_eq!(world.counts().await, expected(0));
    for n in 0..4 {
        world.write(&[change("grows", 119, n)], &BTreeMap::new()).await;
    }
    assert_eq!(world.counts().await, expected(1));
    world.write(&[change("grows", 119, -5_000)], &BTreeMap::new()).await;
    world.until("it says that it shrinks", |counts| counts.shrinking == 1).await;
}
