//! Schemas, fixtures and parsers agree.

use std::{fs, path::PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use ytempire_domain::trend::{RankedTopic, Scored, Window};
use ytempire_events::{
    DEAD_LETTERS, DeadLetter, MAX_VALUE, OutRecord, Prediction, Refused, TOPICS, TREND_PREDICTIONS, TREND_SIGNALS,
    VIDEO_EVENTS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS, dead_letter_record, event_record,
    headers::{CONTENT_TYPE, DATASCHEMA, TYPE},
    parse_event, parse_prediction, parse_report, parse_request, parse_signal, prediction_record, request_record,
    schema_name,
    schemas::SCHEMAS,
    signal_record,
};

type Headers = Vec<(String, Vec<u8>)>;

const PARSED: [&str; 5] = [VIDEO_REQUESTS, TREND_SIGNALS, YOUTUBE_ANALYTICS, TREND_PREDICTIONS, VIDEO_EVENTS];

struct Fixture {
    topic: &'static str,
    name: String,
    value: Vec<u8>,
}

impl Fixture {
    /// A file's name up to the dot: the expected code of a bad one; of a good event, its type.
    fn stem(&self, place: usize) -> &str {
        self.name.split('.').nth(place).expect("a name with dots")
    }

    fn kind(&self, place: usize) -> Option<&str> {
        (self.topic == VIDEO_EVENTS).then(|| self.stem(place))
    }
}

fn fixtures(topic: &'static str, quality: &str) -> Vec<Fixture> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(topic).join(quality);
    let read = |path: PathBuf| Fixture {
        topic,
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        value: fs::read(path).expect("a fixture"),
    };
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let fixtures: Vec<_> = files.map(|file| read(file.expect("a fixture").path())).collect();
    assert!(!fixtures.is_empty(), "{topic} {quality}");
    fixtures
}

fn header(name: &str, value: &str) -> (String, Vec<u8>) {
    (name.to_owned(), value.into())
}

fn parse(topic: &str, value: Option<&[u8]>, headers: &Headers) -> Result<Value, Refused> {
    match topic {
        VIDEO_REQUESTS => parse_request(value, headers).map(|parsed| serde_json::json!(parsed)),
        TREND_SIGNALS => parse_signal(value, headers).map(|parsed| serde_json::json!(parsed)),
        YOUTUBE_ANALYTICS => parse_report(value, headers).map(|parsed| serde_json::json!(parsed)),
        TREND_PREDICTIONS => parse_prediction(value, headers).map(|parsed| serde_json::json!(parsed)),
        VIDEO_EVENTS => parse_event(value, headers).map(|parsed| serde_json::json!(parsed)["data"].clone()),
        other => panic!("{other} has no parser"),
    }
}

/// The schema of a topic; of an event's type if one is named.
fn schema(topic: &str, kind: Option<&str>) -> Validator {
    let (_, text) = SCHEMAS.iter().find(|(name, _)| *name == topic).expect("a schema");
    let mut schema: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(schema["$id"], schema_name(topic, 1));
    if let Some(kind) = kind {
        schema.as_object_mut().expect("an object").remove("anyOf");
        schema["$ref"] = format!("#/$defs/{kind}").into();
    }
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a valid schema")
}

fn assert_valid(topic: &str, kind: Option<&str>, value: &Value, name: &str) {
    let schema = schema(topic, kind);
    let errors: Vec<String> = schema.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{topic} {name}: {errors:?}");
}

#[test]
fn every_good_fixture_fits_its_schema_and_parses_into_what_fits_it_again() {
    for fixture in PARSED.into_iter().flat_map(|topic| fixtures(topic, "good")) {
        let kind = fixture.kind(0);
        let json: Value = serde_json::from_slice(&fixture.value).expect("JSON");
        assert_valid(fixture.topic, kind, &json, &fixture.name);
        let headers = kind.map(|kind| header(TYPE, kind)).into_iter().collect();
        let parsed = parse(fixture.topic, Some(&fixture.value), &headers);
        let parsed = parsed.unwrap_or_else(|refused| panic!("{} {}: {refused}", fixture.topic, fixture.name));
        assert_valid(fixture.topic, kind, &parsed, &fixture.name);
    }
}

#[test]
fn every_bad_fixture_is_refused_with_its_code_and_never_fits_the_schema() {
    for fixture in PARSED.into_iter().flat_map(|topic| fixtures(topic, "bad")) {
        let kind = fixture.kind(1);
        let headers = kind.map(|kind| header(TYPE, kind)).into_iter().collect();
        let refused = parse(fixture.topic, Some(&fixture.value), &headers).expect_err(&fixture.name);
        assert_eq!(refused.code, fixture.stem(0), "{} {}: {refused}", fixture.topic, fixture.name);
        assert!(refused.detail.len() < 400, "{}: {}", fixture.name, refused.detail.len());
        // What a schema cannot see: a second member of the same name, a type in a header.
        if ["duplicate_field", "unknown_type"].contains(&refused.code) {
            continue;
        }
        if let Ok(json) = serde_json::from_slice::<Value>(&fixture.value) {
            assert!(!schema(fixture.topic, kind).is_valid(&json), "{} {}", fixture.topic, fixture.name);
        }
    }
}

#[test]
fn an_unknown_field_is_refused_for_our_version_and_ignored_for_a_newer_one() {
    for topic in PARSED {
        let good = &fixtures(topic, "good")[0];
        let mut json: Value = serde_json::from_slice(&good.value).expect("JSON");
        let known = json.clone();
        json["invented_later"] = 1.into();
        let value = json.to_string().into_bytes();
        let kind = good.kind(0).map(|kind| header(TYPE, kind));
        let with = |version: u32| {
            let headers = kind.iter().cloned().chain([header(DATASCHEMA, &schema_name(topic, version))]).collect();
            parse(topic, Some(&value), &headers)
        };
        let undeclared = parse(topic, Some(&value), &kind.iter().cloned().collect());
        assert_eq!(undeclared.map_err(|refused| refused.code), Err("unknown_field"), "{topic}");
        assert_eq!(with(1).map_err(|refused| refused.code), Err("unknown_field"), "{topic}");
        let plain = parse(topic, Some(known.to_string().as_bytes()), &kind.iter().cloned().collect());
        assert_eq!(with(2), plain, "{topic}");
    }
}

#[test]
fn the_door_takes_one_mebibyte_and_says_so() {
    let padded = |bytes: usize| {
        let mut value = br#"{"request_id":"r-1","channel_id":"demo","topic":"bees"}"#.to_vec();
        value.resize(bytes, b' ');
        parse_request(Some(&value), &[]).map_err(|refused| refused.code)
    };
    assert!(padded(MAX_VALUE).is_ok());
    assert_eq!(padded(MAX_VALUE + 1), Err("too_large"));
    let garbage = vec![0xff; MAX_VALUE];
    assert_eq!(parse_request(Some(&garbage), &[]).map_err(|refused| refused.code), Err("bad_json"));
}

#[test]
fn what_is_no_plain_record_is_refused_by_name() {
    let code = |value: Option<&[u8]>, headers: &[(String, Vec<u8>)]| parse_signal(value, headers).map_err(|r| r.code);
    assert_eq!(code(None, &[]), Err("empty_value"));
    assert_eq!(code(Some(b"{}"), &[header(DATASCHEMA, "v1")]), Err("unknown_schema"));
    assert_eq!(code(Some(b"{}"), &[header(CONTENT_TYPE, "application/cloudevents+json")]), Err("structured_mode"));
    let deep = format!("{{\"source\":\"s\",\"topic\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(code(Some(deep.as_bytes()), &[]), Err("wrong_type"));
}

#[test]
fn what_we_send_is_read_back_as_the_same() {
    let request = parse_request(Some(&fixtures(VIDEO_REQUESTS, "good")[0].value), &[]).expect("good");
    let record = request_record(&request);
    assert_eq!(record.key.as_deref(), Some(request.channel_id.as_str().as_bytes()));
    assert_eq!(parse_request(Some(&record.value), &record.headers), Ok(request));

    let signal = parse_signal(Some(&fixtures(TREND_SIGNALS, "good")[0].value), &[]).expect("good");
    let record = signal_record(&signal);
    assert_eq!(record.key.as_deref(), Some(signal.niche.as_bytes()));
    assert_eq!(parse_signal(Some(&record.value), &record.headers), Ok(signal));
}

#[test]
fn what_was_ranked_goes_out_with_its_makers_and_fits_the_schema() {
    let made_at = "2026-11-22T09:00:00Z".parse().expect("a time");
    let signal = parse_signal(Some(&fixtures(TREND_SIGNALS, "good")[0].value), &[]).expect("good");
    let window = Window::of(&signal);
    let row = window.row(window.last_seen());
    let mut ranked = RankedTopic::new(&window, &row, Scored::by_rule(&row, "a test"), made_at);
    ranked.scored.reasons[0].words = "long ".repeat(100);
    ranked.also = (0..20).map(|n| format!("name {n}")).collect();
    let prediction = Prediction::of(&signal.niche, made_at, &[ranked]).expect("a topic");
    assert_eq!(Prediction::of(&signal.niche, made_at, &[]), None);
    let record = prediction_record(&prediction, "nature-7");
    assert_eq!(record.key.as_deref(), Some(signal.niche.as_bytes()));
    let value: Value = serde_json::from_slice(&record.value).expect("JSON");
    assert_valid(TREND_PREDICTIONS, None, &value, "ours");
    assert_eq!((&value["topics"][0]["source"], &value["model"]), (&"rule".into(), &"pace rule".into()));
    assert_eq!(parse_prediction(Some(&record.value), &record.headers), Ok(prediction));
}

#[test]
fn an_event_goes_out_as_a_cloud_event_in_binary_mode_and_comes_back() {
    let time = "2026-11-22T21:03:00.25Z".parse().expect("a time");
    for fixture in fixtures(VIDEO_EVENTS, "good") {
        let headers: Headers = vec![header(TYPE, fixture.stem(0))];
        let event = parse_event(Some(&fixture.value), &headers).expect("good");
        let record = event_record(&event, "7-0000000001", time, 17);
        assert_eq!((record.topic.as_str(), record.key.as_deref()), (VIDEO_EVENTS, Some(&b"demo"[..])));
        let expected = [
            ("ce_specversion", "1.0"),
            ("ce_type", event.name()),
            ("ce_id", "7-0000000001"),
            ("ce_source", "/ytempire"),
            ("ce_subject", &event.subject()),
            ("ce_time", "2026-11-22T21:03:00.250000Z"),
            ("ce_dataschema", "urn:ytempire:schema:video-events:1"),
            ("ce_subjectversion", "17"),
            ("content-type", "application/json"),
        ];
        assert_eq!(record.headers, expected.map(|(name, value)| header(name, value)));
        assert_eq!(parse_event(Some(&record.value), &record.headers), Ok(event));
    }
}

#[test]
fn the_headers_of_a_dead_letter_fit_their_schema() {
    let texts = |record: &OutRecord| -> Value {
        let text = |(name, value): &(String, Vec<u8>)| (name.clone(), String::from_utf8_lossy(value).into());
        Value::Object(record.headers.iter().map(text).collect())
    };
    let own = [header("ce_type", "x")];
    let letter = DeadLetter {
        topic: VIDEO_REQUESTS,
        partition: 3,
        offset: 41,
        timestamp_ms: Some(5),
        key: Some(b"demo"),
        value: None,
        headers: &own,
        code: "empty_value",
        detail: "the record has no value",
        at: "2026-11-22T21:03:00Z".parse().expect("a time"),
    };
    assert_valid(DEAD_LETTERS, None, &texts(&dead_letter_record(&letter)), "ours");
    let json = |fixture: &Fixture| serde_json::from_slice::<Value>(&fixture.value).expect("JSON");
    for fixture in fixtures(DEAD_LETTERS, "good") {
        assert_valid(DEAD_LETTERS, None, &json(&fixture), &fixture.name);
    }
    for fixture in fixtures(DEAD_LETTERS, "bad") {
        assert!(!schema(DEAD_LETTERS, None).is_valid(&json(&fixture)), "{}", fixture.name);
    }
}

#[test]
fn the_asyncapi_document_knows_every_topic_and_every_schema() {
    let document = include_str!("../asyncapi.yaml");
    let schemas: Vec<&str> = SCHEMAS.iter().map(|(topic, _)| *topic).collect();
    for topic in TOPICS {
        assert!(document.contains(&format!("address: {}\n", topic.name)), "{}", topic.name);
        assert!(document.contains(&format!("./schemas/{}.json", topic.name)), "{}", topic.name);
        assert!(schemas.contains(&topic.name), "{}", topic.name);
    }
}
