//! When to publish, where something happens, and where viewers leave.

use serde_json::{Value, json};
use ytempire_domain::production::{
    Footage, Narration, Palette, Picture, Scene, Sentence, SentenceRole, SpokenWord, StepOutput, VoiceTier,
};
use ytempire_domain::{ArtefactRef, ContentHash};
use ytempire_journal::{Conclusion, Written};

use crate::{
    figures::{Sum, at, claimed, day, plus, publish, record, report, script, with, write},
    fixtures::World,
};

fn views(views: i64) -> Sum {
    Sum { views, ..Sum::default() }
}

#[tokio::test]
async fn hours_of_publishing_are_compared_by_the_first_week_of_their_videos() {
    let world = World::new().await;
    world.channel("demo").await;
    // Both on Thursdays at 10 in the morning in UTC, 2 at night in Los Angeles; the third on a Friday.
    let times = ["2024-03-07T10:15:00Z", "2024-02-29T10:45:00Z", "2024-03-08T20:00:00Z"];
    let mut reports = vec![];
    for (number, time) in times.into_iter().enumerate() {
        let claim = claimed(&world, "demo", &format!("r-{number}")).await;
        let id = publish(&world, &claim, "Bees", at(time)).await.to_string();
        let born = at(time).with_timezone(&chrono_tz::America::Los_Angeles).date_naive();
        let per_day = 100 * (number as i64 + 1);
        reports.extend((0..9).map(|offset| report("demo", Some(&id), plus(born, offset), views(per_day))));
        let ended = world.database.journal.conclude(claim.key(), &Conclusion::Finished).await.expect("database");
        assert!(matches!(ended, Written::Ok { .. }));
    }
    write(&world, reports).await;
    let range = "from=2024-02-26&to=2024-03-24";
    let view = world.json(&format!("/api/v1/analytics/heatmap?{range}&kind=publish")).await;
    assert_eq!((view["rows"].as_array().map(Vec::len), view["columns"].as_array().map(Vec::len)), (Some(7), Some(24)));
    // Seven days of 100 and of 200: 700 and 1,400.
    let expected = json!([
        { "row": 3, "column": 2, "value": 1050.0, "count": 2 },
        { "row": 4, "column": 12, "value": 2100.0, "count": 1 },
    ]);
    assert_eq!(view["cells"], expected);
    let utc = world.json(&format!("/api/v1/analytics/heatmap?{range}&tz=Etc/UTC")).await;
    assert_eq!((&utc["cells"][0]["column"], &utc["cells"][1]["column"]), (&json!(10), &json!(20)));
}

#[tokio::test]
async fn reports_tell_of_publications_that_are_not_our_own() {
    let world = World::new().await;
    let mut reports = vec![];
    for offset in 0..7 {
        let mut told = report("strange", Some("v"), plus(day("2024-03-07"), offset), views(10));
        told.published_at = Some(at("2024-03-07T21:30:00Z"));
        reports.push(told);
    }
    write(&world, reports).await;
    let path = "/api/v1/analytics/heatmap?from=2024-03-01&to=2024-03-24&channel_id=strange";
    assert_eq!(world.json(path).await["cells"], json!([{ "row": 3, "column": 13, "value": 70.0, "count": 1 }]));
    assert_eq!(world.json("/api/v1/analytics/heatmap?from=2024-03-01&to=2024-03-24").await["cells"], json!([]));
}

#[tokio::test]
async fn activity_shows_the_days_of_the_greatest_channels() {
    let world = World::new().await;
    world.channel("a").await;
    let day_of = |channel: &str, text: &str, n| report(channel, None, day(text), views(n));
    let reports = vec![
        day_of("a", "2024-03-01", 5),
        day_of("a", "2024-03-03", 7),
        day_of("b", "2024-03-02", 100),
        day_of("c", "2024-03-02", 1),
    ];
    write(&world, reports).await;
    let claim = claimed(&world, "a", "r").await;
    publish(&world, &claim, "Bees", at("2024-03-02T12:00:00Z")).await;
    let path = "/api/v1/analytics/heatmap?kind=activity&from=2024-03-01&to=2024-03-03&limit=2";
    let view = world.json(path).await;
    assert_eq!((&view["channel_ids"], &view["left_out"]), (&json!(["b", "a"]), &json!(1)));
    assert_eq!(view["columns"], json!(["2024-03-01", "2024-03-02", "2024-03-03"]));
    let expected = json!([
        { "row": 0, "column": 1, "value": 100, "count": 0 },
        { "row": 1, "column": 0, "value": 5, "count": 0 },
        { "row": 1, "column": 1, "value": null, "count": 1 },
        { "row": 1, "column": 2, "value": 7, "count": 0 },
    ]);
    assert_eq!(view["cells"], expected);
}

fn palette() -> Palette {
    Palette { from: "#000000".into(), to: "#000000".into(), accent: "#ffffff".into() }
}

fn scene(start_ms: u32, end_ms: u32, sentence: u32) -> Scene {
    let (kicker, headline) = (String::new(), String::new());
    let picture = Picture::Typography { emphasis: vec![] };
    Scene { start_ms, end_ms, sentence, kicker, headline, reveal_ms: vec![], palette: palette(), picture }
}

#[tokio::test]
async fn a_retention_curve_shows_what_each_scene_of_our_own_video_lost() {
    let world = World::new().await;
    world.channel("demo").await;
    let claim = claimed(&world, "demo", "r").await;
    let then = at("2024-03-07T10:00:00Z");
    let sentence = |text: &str| Sentence { text: text.to_owned(), role: SentenceRole::Point };
    let mut said = script("Bees");
    said.sentences = vec![sentence("Bees dance."), sentence("Why?")];
    let word = |text: &str, sentence, start_ms| SpokenWord {
        sentence,
        text: text.to_owned(),
        start_ms,
        end_ms: start_ms + 100,
    };
    let audio =
        ArtefactRef { hash: ContentHash::of(b"a"), name: "a.wav".into(), media_type: "audio/wav".into(), bytes: 1 };
    let narration = Narration {
        audio,
        tier: VoiceTier::Flite,
        voice: "v".to_owned(),
        sample_rate: 8000,
        duration_ms: 10_000,
        sentences: vec![],
        words: vec![word("Bees", 0, 0), word("dance.", 0, 500), word("Why?", 1, 5_000)],
    };
    let footage = Footage { palette: palette(), scenes: vec![scene(0, 5_000, 0), scene(5_000, 10_000, 1)] };
    for output in [StepOutput::Script(said), StepOutput::Voice(narration), StepOutput::Footage(footage)] {
        record(&world, &claim, output, then).await;
    }
    let id = claim.job.video_id.to_string();
    let mut reported = report("demo", Some(&id), day("2024-03-08"), views(10));
    reported.metrics.retention = Some(vec![(0.25, 1.0), (0.75, 0.5), (1.0, 0.25)]);
    write(&world, vec![reported]).await;
    let view = world.json(&format!("/api/v1/analytics/videos/{id}/retention")).await;
    let points =
        json!([{ "at": 0.25, "watching": 1.0 }, { "at": 0.75, "watching": 0.5 }, { "at": 1.0, "watching": 0.25 }]);
    assert_eq!((&view["points"], &view["day"]), (&points, &json!("2024-03-08")));
    let first = with(&view["scenes"], "text", "Bees dance.");
    assert_eq!(
        (&first["watching_start"], &first["watching_end"], &first["lost"]),
        (&json!(1.0), &json!(0.75), &json!(0.25))
    );
    let second = with(&view["scenes"], "text", "Why?");
    assert_eq!((&second["index"], &second["start_ms"], &second["lost"]), (&json!(1), &json!(5_000), &json!(0.5)));
}

#[tokio::test]
async fn a_strange_video_has_a_curve_and_no_scenes() {
    let world = World::new().await;
    let mut reported = report("strange", Some("v1"), day("2024-03-08"), views(10));
    reported.metrics.retention = Some(vec![(0.0, 1.0), (1.0, 0.5)]);
    write(&world, vec![reported]).await;
    let path = "/api/v1/analytics/videos/v1/retention";
    let view = world.json(&format!("{path}?channel_id=strange")).await;
    assert_eq!((&view["scenes"], view["points"].as_array().map(Vec::len)), (&json!([]), Some(2)));
    let refused: Value = world.get(path).await.json().await.expect("JSON");
    assert_eq!(refused["errors"][0]["pointer"], "#/channel_id");
    assert_eq!(world.get("/api/v1/analytics/videos/v2/retention?channel_id=strange").await.status(), 404);
}
