//! One request on Kafka becomes one finished video; the same request again does not.

use serde_json::{Value, json};

use crate::harness::{Home, PATIENCE, Product, eventually, patiently, short_request, text};

#[test]
fn one_record_becomes_one_published_video_and_bad_ones_become_dead_letters() {
    let home = Home::new();
    let product = home.start();
    main_job(&product, "main");
    assert_eq!(product.stop(), Some(0));
}

/// On any log; `tag` keeps its records apart from those of others.
pub fn main_job(product: &Product, tag: &str) {
    let (one, two) = (format!("{tag}-one"), format!("{tag}-two"));
    let first = product.ask(&one, "demo");

    // Bad neighbours on the same key, and so on the same partition.
    let typo = json!({ "request_id": tag, "channel_id": "demo", "topic": "t", "tpoic": "t" }).to_string();
    let nowhere = short_request(tag, "no-such-channel").to_string();
    let long = tag.to_owned() + &"x".repeat(900_000);
    let broken = format!("{{not json {tag}");
    for bad in [&broken, &typo, &nowhere, &long] {
        product.broker.produce("video-requests", "demo", bad);
    }

    let published = product.broker.wait_for("video_published", &one).data();
    let videos = product.library();
    assert_eq!(videos.len(), 1, "{videos:?}");
    assert!(videos[0].ends_with(format!("{}/video.mp4", text(&published, "location"))), "{videos:?} {published}");

    // Again, and again with another body.
    product.broker.produce("video-requests", "demo", &first.to_string());
    let mut edited = first.clone();
    edited["topic"] = "Something else".into();
    product.broker.produce("video-requests", "demo", &edited.to_string());
    product.ask(&two, "demo");
    product.broker.wait_for("video_published", &two);

    let events = product.broker.read("video-events");
    let count = |kind: &str, request: &str| events.iter().filter(|event| event.is(kind, request)).count();
    assert_eq!((count("video_created", &one), count("video_published", &one)), (1, 1));
    assert_eq!(product.library().len(), 2);

    for bad in [&broken, &typo, &nowhere, &long, &edited.to_string()] {
        let letters = eventually(&format!("a dead letter of {bad:.60}"), || {
            let dead = product.broker.read("dead-letters").into_iter();
            let letters: Vec<_> = dead.filter(|letter| letter.value == bad.as_bytes()).collect();
            (!letters.is_empty()).then_some(letters)
        });
        assert_eq!(letters.len(), 1, "{bad:.60}");
        assert_eq!(letters[0].key.as_deref(), Some("video-requests"));
        let reason = letters[0].headers.iter().find(|(key, value)| key.contains("reason") && !value.is_empty());
        assert!(reason.is_some(), "{:?}", letters[0].headers);
    }
}

#[test]
fn twenty_requests_of_five_channels_are_published_in_the_order_admitted_within_each() {
    let home = Home::new();
    let product = home.start();
    twenty_of_five(&product, "twenty");
    assert_eq!(product.stop(), Some(0));
}

/// Names of requests and channels begin with `name`: the log may hold those of others.
pub fn twenty_of_five(product: &Product, name: &str) {
    let channels: Vec<String> = (0..5).map(|n| format!("{name}-channel-{n}")).collect();
    let request_id = |n: usize| format!("{name}-request-{n}");
    for channel in &channels {
        product.create_channel(channel);
    }
    let before = product.library().len();
    for n in 0..20 {
        let mut request = short_request(&request_id(n), &channels[n % 5]);
        (request["seconds"], request["aspect"]) = (5.into(), "1:1".into());
        product.broker.produce("video-requests", &channels[n % 5], &request.to_string());
    }
    let published = patiently(20 * PATIENCE, "twenty published videos", || {
        let events = product.broker.read("video-events");
        let ours = |event: &Value| text(event, "channel_id").starts_with(name);
        let published: Vec<Value> =
            events.iter().filter(|event| event.kind() == "video_published").map(|e| e.data()).filter(ours).collect();
        (published.len() >= 20).then_some(published)
    });
    assert_eq!((published.len(), product.library().len() - before), (20, 20));
    for (place, channel) in channels.iter().enumerate() {
        let order: Vec<&str> =
            published.iter().filter(|event| event["channel_id"] == **channel).map(|e| text(e, "request_id")).collect();
        let admitted: Vec<String> = (0..4).map(|round| request_id(round * 5 + place)).collect();
        assert_eq!(order, admitted, "{channel}");
    }
}
