//! The embedded broker loses nothing that it acknowledged.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{
    harness::{Home, eventually},
    processes::kill_hard,
};

/// A topic that nothing of the product reads or writes yet.
const TOPIC: &str = "trend-predictions";

#[test]
fn every_record_acknowledged_before_a_power_cut_is_there_afterwards() {
    let home = Home::new();
    let product = home.start();
    let stream = product.broker.stream();
    let stop = AtomicBool::new(false);
    let acknowledged = std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                if stop.load(Ordering::Relaxed) || !stream.send(TOPIC, number, &stop) {
                    break;
                }
            }
        });
        eventually("a thousand acknowledgements", || (stream.acknowledged().len() >= 1000).then_some(()));
        // In full flight: the service first, then the database below its log.
        let postgres = product.pid_of("postgres");
        product.kill_hard();
        kill_hard(postgres);
        stop.store(true, Ordering::Relaxed);
        stream.acknowledged()
    });
    stream.forget();

    let product = home.start();
    let kept: std::collections::BTreeSet<u64> = product
        .broker
        .read(TOPIC)
        .iter()
        .map(|record| String::from_utf8_lossy(&record.value).parse().expect("a number"))
        .collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged records are lost", lost.len(), acknowledged.len());
    assert_eq!(product.stop(), Some(0));
}
