//! The OpenAPI document and the routes are one thing.

use std::collections::HashSet;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixtures::World;

#[test]
fn the_committed_document_is_the_generated_one() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json")).expect("committed");
    assert!(
        committed == ytempire_api::openapi_json(),
        "write it anew: cargo run --release -p ytempire-api --example write_openapi"
    );
}

#[test]
fn the_document_is_openapi_3_1_and_every_reference_resolves() {
    let document: Value = serde_json::from_str(&ytempire_api::openapi_json()).expect("JSON");
    assert!(document["openapi"].as_str().expect("a version").starts_with("3.1"));
    assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
    let mut ids = HashSet::new();
    for (_, method, operation) in operations(&document) {
        let id = operation["operationId"].as_str().expect("an id");
        assert!(ids.insert(id.to_owned()), "{id} twice");
        assert!(operation["responses"].as_object().is_some_and(|responses| !responses.is_empty()), "{method} {id}");
    }
    let mut references = vec![];
    collect(&document, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a local reference");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[tokio::test]
async fn every_path_of_the_document_answers_and_asks_for_a_token_where_it_says_so() {
    let world = World::new().await;
    let served: Value = world.json("/api/v1/openapi.json").await;
    for (path, method, operation) in operations(&served) {
        let url = path
            .replace("{id}", "vid_01234567890123456789012345678901")
            .replace("{name}", "x")
            .replace("{video_id}", "x");
        let method: Method = method.to_uppercase().parse().expect("a method");
        let body = json!({});
        let body = (method != Method::GET).then_some(&body);
        let stranger = world.send(method.clone(), &url, body, &[("authorization", "none")]).await;
        let guarded = operation["security"].as_array().is_some_and(|schemes| !schemes.is_empty());
        if guarded {
            assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
            assert!(stranger.headers().contains_key("www-authenticate"));
        } else {
            assert!(
                ![StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&stranger.status()),
                "{method} {path}"
            );
        }
        if path == "/api/v1/auth/logout" {
            continue;
        }
        let known = world.send(method.clone(), &url, body, &[]).await;
        let status = known.status();
        let text = known.text().await.expect("text");
        assert!(
            !text.contains("such path") && status != StatusCode::METHOD_NOT_ALLOWED && !status.is_server_error(),
            "{method} {path}: {status} {text}"
        );
    }
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &'_ Value)| -> Vec<(String, String)> {
        item.as_object().expect("an item").keys().map(|method| (path.clone(), method.clone())).collect()
    };
    let named: Vec<(String, String)> = paths.iter().flat_map(of).collect();
    named
        .into_iter()
        .map(|(path, method)| {
            let operation = &paths[&path][&method];
            (path, method, operation)
        })
        .collect()
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}
