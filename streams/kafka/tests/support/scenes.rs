//! What holds for a source and a producer on every broker that we run on.

use ytempire_kafka::{KafkaConfig, Producer, SourceEvent};

use super::{Member, header, partition, send};

fn numbers(from: i32, to: i32) -> impl Iterator<Item = String> {
    (from..to).map(|n| n.to_string())
}

fn texts(from: i32, to: i32) -> Vec<String> {
    numbers(from, to).collect()
}

/// `topic` is new and empty.
pub async fn reading_begins_at_the_cursor(config: &KafkaConfig, topic: &str) {
    let producer = Producer::new(config).expect("a producer");
    let sent = send(&producer, topic, "demo", numbers(0, 10)).await;
    let (number, offsets): (i32, Vec<i64>) = (sent[0].partition, sent.iter().map(|sent| sent.offset).collect());
    assert_eq!(offsets, (0..10).collect::<Vec<_>>());
    let full = partition(topic, number);

    let mut member = Member::join(config, &[topic], None);
    member.until("the partition", |member| member.assigned.contains(&full)).await;
    member.source.begin(&full, Some(4));
    member.until_read("9").await;
    assert_eq!(member.values(), texts(4, 10));
    let (_, record) = &member.read[0];
    assert_eq!((record.offset, record.key.as_deref()), (4, Some(&b"demo"[..])));
    assert_eq!((header(record, "ce_id"), header(record, "bytes")), (Some(&b"4"[..]), Some(&[0, 255][..])));
    assert!(record.timestamp_ms.is_some_and(|ms| ms > 0));

    // Further back, as after a failed transaction; then to the start of the log.
    for (from, expected) in [(Some(7), texts(7, 10)), (None, texts(0, 10))] {
        member.read.clear();
        member.source.begin(&full, from);
        member.until_read("9").await;
        assert_eq!(member.values(), expected);
    }
    member.source.commit(&full, 10);
    member.source.close().await;
}

pub async fn a_cursor_outside_the_log_is_an_alarm(config: &KafkaConfig, topic: &str) {
    let producer = Producer::new(config).expect("a producer");
    let number = send(&producer, topic, "demo", numbers(0, 3)).await[0].partition;
    let full = partition(topic, number);
    let mut member = Member::join(config, &[topic], None);
    member.until("the partition", |member| member.assigned.contains(&full)).await;
    member.source.begin(&full, Some(1_000));
    loop {
        match member.next("the alarm").await {
            SourceEvent::CursorLost { partition, wanted, low, high } => {
                assert_eq!((partition, wanted, low, high), (full.clone(), 1_000, 0, 3));
                break;
            }
            SourceEvent::Records { records, .. } => panic!("{} records were skipped to", records.len()),
            _ => {}
        }
    }
    // The end of the log is inside it.
    member.source.begin(&full, Some(3));
    send(&producer, topic, "demo", numbers(3, 4)).await;
    member.until_read("3").await;
    assert_eq!(member.values(), ["3"]);
    member.source.close().await;
}

/// `topic` has four partitions.
pub async fn members_share_and_hand_over(config: &KafkaConfig, topic: &str) {
    let mut first = Member::join(config, &[topic], Some(None));
    first.until_assigned(4).await;
    let mut second = Member::join(config, &[topic], Some(None));
    // Both have to be listened to: the one gives what the other gets.
    while (first.assigned.len(), second.assigned.len()) != (2, 2) {
        tokio::select! {
            _ = first.next("giving half away") => {}
            _ = second.next("getting half") => {}
        }
    }
    assert!(first.assigned.is_disjoint(&second.assigned));
    second.source.close().await;
    first.until_assigned(4).await;

    let producer = Producer::new(config).expect("a producer");
    for key in ["a", "b", "c", "d", "e", "f"] {
        send(&producer, topic, key, [key.to_owned()].into_iter()).await;
        first.until_read(key).await;
    }
    let mut values = first.values();
    values.sort();
    assert_eq!(values, ["a", "b", "c", "d", "e", "f"], "each once");
    first.source.close().await;
}
