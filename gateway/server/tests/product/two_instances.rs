//! Two instances share the partitions: one joins, freezes, loses its part, wakes and leaves, and no sum changes.

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;

use crate::{
    database::HeldCursors,
    figures::{wait_for, wait_until_read},
    harness::{Home, Product, eventually, text},
    recorded::{Gain, Sums, by_letter, gains, restated},
    storms::{ended_well, rehearse},
};

const TOPIC: &str = "youtube-analytics";

#[test]
fn a_member_that_joins_freezes_wakes_and_leaves_changes_no_sum() {
    let home = Home::new();
    let first = home.start();
    let (postgres, redis) = servers(&first);
    first.lend_operator(&home.path().join("second"));
    let second = home.start_beside(
        "second",
        &[
            ("YTEMPIRE_PROFILE", "cluster"),
            ("YTEMPIRE_KAFKA__BROKERS", first.broker.address()),
            ("YTEMPIRE_POSTGRES__URL", &postgres),
            ("YTEMPIRE_REDIS__URL", &redis),
        ],
    );
    sharing(&home, first, second, &postgres, "yt-");
}

/// Addresses of the private PostgreSQL and Redis, as their owner may know them.
fn servers(product: &Product) -> (String, String) {
    let secret = |name| std::fs::read_to_string(product.data.join("secrets").join(name)).expect("a secret");
    let ports: Value =
        serde_json::from_slice(&std::fs::read(product.data.join("ports.json")).expect("ports")).expect("json");
    (
        format!("postgres://ytempire:{}@127.0.0.1:{}/ytempire", secret("postgres_password"), ports["postgres"]),
        format!("redis://:{}@127.0.0.1:{}/", secret("redis_password"), ports["redis"]),
    )
}

/// Everything that two instances go through. `tag` begins the names of the channels: the log may hold those of others.
pub fn sharing(home: &Home, first: Product, second: Product, database: &str, tag: &str) {
    let gains = gains(|video| by_letter(tag, video));
    let (one, rest) = gains.split_at(gains.len() / 3);
    let (two, three) = rest.split_at(rest.len() / 2);
    let so_far = Sums::of(&[one, two].concat());

    let part = eventually("both have partitions", || {
        let part = owned(&second)?;
        (!owned(&first)?.is_empty() && !part.is_empty()).then_some(part)
    });
    ended_well(rehearse(home, &first, one, 21));
    wait_for(&second, &Sums::of(one));

    freeze_in_the_middle_of_a_batch(&first, &second, part[0], &two[0], database);
    ended_well(rehearse(home, &first, two, 22));
    wait_for(&first, &so_far);
    wait_until_read(&first);

    let asleep = second.log().len();
    kill(Pid::from_raw(second.pid()), Signal::SIGCONT).expect("woken");
    // Which of the two it hears first is a race: that a batch of its epoch is too old, or that its partitions are gone.
    eventually("it gives up the batch that it held", || {
        let log = &second.log()[asleep..];
        (log.contains("another owner") || log.contains("taken away")).then_some(())
    });
    eventually("it is a member again", || owned(&second).filter(|part| !part.is_empty()));
    wait_for(&second, &so_far);

    let replay = rehearse(home, &first, three, 23);
    assert_eq!(second.stop(), Some(0));
    ended_well(replay);
    wait_until_read(&first);
    wait_for(&first, &Sums::of(&gains));
    assert_eq!(first.stop(), Some(0));
}

/// The second instance holds a batch of that partition and is on its way into the database with it when it freezes.
fn freeze_in_the_middle_of_a_batch(first: &Product, second: &Product, partition: i32, gain: &Gain, database: &str) {
    let held = HeldCursors::hold(database);
    let early = restated(std::slice::from_ref(gain), 2);
    let early = early.lines().next().expect("the first of two words");
    first.broker.produce_to(TOPIC, partition, &gain.channel, early);
    held.until_somebody_waits();
    kill(Pid::from_raw(second.pid()), Signal::SIGSTOP).expect("frozen");
    drop(held);
    eventually("the first has all partitions", || (owned(first)?.len() == 16).then_some(()));
}

/// The partitions that an instance reads.
fn owned(product: &Product) -> Option<Vec<i32>> {
    let system = product.try_json("/api/v1/system")?;
    let partitions = system["studio"]["partitions"].as_array()?.iter();
    let ours = partitions.filter(|partition| text(partition, "topic") == TOPIC);
    ours.map(|partition| i32::try_from(partition["partition"].as_i64()?).ok()).collect()
}
