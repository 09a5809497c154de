//! Forecasts under faults of the model slot: each is there, and says who made it and why.

use ytempire_domain::{
    forecast::{Forecast, SeriesToForecast},
    trend::ScoreSource,
};
use ytempire_studio::{StudioConfig, StudioHandle, StudioStatus, WorkerLimits};

use crate::{
    fixtures::{World, until_shown},
    models::studio,
};

/// Ninety days with a rhythm, of a level that tells questions apart.
fn asked(level: u32) -> SeriesToForecast {
    let day = |day: u32| f64::from(level + day % 7 * 10 + day * 13 % 29);
    SeriesToForecast::new((0..90).map(|at| Some(day(at))).collect(), 7, 14)
}

async fn by_rule(studio: &StudioHandle, level: u32, because: &str) {
    let forecast = studio.forecast(asked(level)).await;
    assert!(forecast.because.contains(because), "{forecast:?}");
    assert_eq!(forecast, Forecast::by_rule(&asked(level), &forecast.because));
    assert_eq!(forecast.steps.len(), 14);
}

async fn by_model(studio: &StudioHandle, level: u32) {
    let forecast = studio.forecast(asked(level)).await;
    let last = asked(level).series[89].expect("known");
    assert_eq!((forecast.source, forecast.model.as_str()), (ScoreSource::Model, "test"), "{forecast:?}");
    assert!(forecast.steps.len() == 14 && forecast.steps.iter().all(|step| step.value == last), "{forecast:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_is_asked_once_for_the_same_series_and_not_at_all_for_a_short_one() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    by_model(&studio, 500).await;
    by_model(&studio, 500).await;
    assert_eq!(world.tasks("forecast"), 1);
    by_model(&studio, 501).await;
    let short = SeriesToForecast::new(vec![Some(1.0); 20], 7, 14);
    let forecast = studio.forecast(short).await;
    assert!(forecast.source == ScoreSource::Rule && forecast.because.contains("too little history"), "{forecast:?}");
    assert_eq!(world.tasks("forecast"), 2);
    assert_eq!(studio.cards().await, Ok(vec![]));
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_dies_under_a_forecast_is_followed_and_one_that_hangs_leaves_it_to_the_rule() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    world.tell_worker("die", "");
    by_model(&studio, 500).await;
    assert_eq!(world.tasks("forecast"), 2, "asked once more");
    world.tell_worker("hang", "");
    by_rule(&studio, 501, "no answer in time").await;
    let replaced = |status: &StudioStatus| {
        status.slots.iter().any(|slot| slot.role == "model" && slot.restarts == 2 && slot.state == "idle")
    };
    until_shown(&studio, "the hanging worker is gone", replaced).await;
    by_model(&studio, 501).await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forecast_that_is_none_is_not_passed_on() {
    let world = World::new().await;
    let studio = studio(&world, WorkerLimits::default()).await;
    let answer = |steps: &str, mase: &str| {
        format!(
            r#"{{"Ok": {{"source": "model", "model": "m", "version": "1", "because": "", "steps": [{steps}], "mase": {mase}, "naive_mase": 1.0, "origins": 9}}}}"#
        )
    };
    let step = |value: &str| vec![format!(r#"{{"value": {value}, "bounds": null}}"#); 14].join(",");
    let nonsense = [
        (answer(r#"{"value": 5, "bounds": null}"#, "0.5"), "it has 1 steps and not 14"),
        // What JSON makes of NaN.
        (answer(&step("null"), "0.5"), "cannot be read"),
        (answer(&step("-7"), "0.5"), "no figure of this series"),
        (answer(&step("7"), "1.0"), "not better than repeating the last week"),
        (answer(&step("7"), "null"), "not better than repeating the last week"),
        (r#"{"Err": "no method was better"}"#.to_owned(), "no method was better"),
        ("7".to_owned(), "cannot be read"),
    ];
    for (nonsense, because) in nonsense {
        world.tell_worker("nonsense", &nonsense);
        by_rule(&studio, 500, because).await;
    }
    assert!(studio.cards().await.is_err_and(|because| because.contains("cannot be read")));
    world.take_back("nonsense");
    by_model(&studio, 500).await;
    studio.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_model_slot_every_series_gets_the_rule_at_once() {
    let world = World::new().await;
    let studio = world.start(StudioConfig { model: None, ..world.config() }, world.journal().clone(), None).await;
    by_rule(&studio, 500, "there is no model slot").await;
    assert!(studio.cards().await.is_err_and(|because| because.contains("there is no model slot")));
    studio.drain().await;
}
