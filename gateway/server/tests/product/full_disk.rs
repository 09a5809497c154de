//! A disk that is nearly full refuses new requests before it is too late, and loses none of them.

use serde_json::json;

use crate::harness::{Home, eventually};

#[test]
fn requests_wait_while_the_disk_is_nearly_full_and_are_taken_when_there_is_room() {
    let home = Home::new();
    // More than any disk has: full from the first moment.
    let product = home.start_with(&[("YTEMPIRE_DISK__HOLD_BELOW_MIB", "1000000000")]);
    let refused =
        product.post("/api/v1/videos/generate", &json!({ "channel_id": "demo", "topic": "t", "brief": "A brief." }));
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"), "{:?}", refused.headers());
    // Without a brief its first step will refuse: no video is made here.
    product.broker.produce("video-requests", "demo", r#"{"request_id":"waits","channel_id":"demo","topic":"t"}"#);
    assert_eq!(product.stop(), Some(0));

    let product = home.start();
    product.broker.wait_for("video_created", "waits");
    let events = product.broker.read("video-events");
    assert_eq!(events.iter().filter(|event| event.kind() == "video_created").count(), 1);
    eventually("the ballast", || product.data.join("ballast").exists().then_some(()));
    assert_eq!(product.stop(), Some(0));
}
