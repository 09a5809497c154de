//! Niches: ranked while signals come, again after they broke, and by whatever scores.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use futures_util::future::BoxFuture;
use ytempire_domain::trend::{Meaning, ScoreSource, Scored, SignalRow};
use ytempire_events::TREND_SIGNALS;
use ytempire_journal::{IdeaFilter, IdeaRow, PageRequest};

use super::*;
use crate::{ByRule, Score, niches::NicheMsg};

/// Fast clocks: what waits for them need not wait long.
fn pace() -> Pace {
    Pace { rank: Duration::from_millis(20), quiet: Duration::from_millis(400), ..Pace::default() }
}

fn signal(offset: i64, niche: &str, topic: &str, hour: i64, points: i64) -> RawRecord {
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(20_700) + TimeDelta::hours(hour);
    let value = serde_json::json!({"source": "hn", "topic": topic, "niche": niche, "volume": points, "unit": "points",
        "observed_at": at});
    RawRecord { offset, value: Some(value.to_string().into_bytes()), ..RawRecord::default() }
}

/// A topic that doubles, and one that stands still.
fn batch(from: i64, niche: &str) -> Vec<RawRecord> {
    vec![
        signal(from, niche, "Still", 0, 50),
        signal(from + 1, niche, "Doubles", 0, 50),
        signal(from + 2, niche, "Still", 1, 50),
        signal(from + 3, niche, "Doubles", 1, 100),
    ]
}

impl World {
    async fn ideas(&self, niche: &str) -> Vec<IdeaRow> {
        let filter = IdeaFilter { niche: Some(niche.to_owned()), state: None };
        let page = PageRequest { limit: 200, after: None };
        self.db.journal.ideas(self.shared.config.workspace, &filter, page).await.expect("database").items
    }

    /// Topics of the niche, best first, once they are as wanted.
    async fn until_ranked(&self, niche: &str, wanted: impl Fn(&[IdeaRow]) -> bool) -> Vec<IdeaRow> {
        for _ in 0..6_000 {
            let ideas = self.ideas(niche).await;
            if wanted(&ideas) {
                return ideas;
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        panic!("waited in vain for {niche}: {:?}", self.ideas(niche).await);
    }
}

fn topics(ideas: &[IdeaRow]) -> Vec<&str> {
    ideas.iter().map(|idea| idea.ranked.topic.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signals_become_a_ranking_of_their_niche_and_no_other_one() {
    let world = World::reading(TREND_SIGNALS, pace(), Arc::new(ByRule)).await;
    world.written(batch(0, "Nature")).await;
    let first = world.until_ranked("nature", |ideas| ideas.len() == 2).await;
    assert_eq!(topics(&first), ["Doubles", "Still"]);
    assert_eq!(first[0].ranked.scored.source, ScoreSource::Rule);
    assert_eq!(first[0].ranked.sparkline.points.iter().map(|point| point.value).collect::<Vec<_>>(), [50.0, 100.0]);
    world.written(vec![signal(4, "News", "Rain", 1, 5), signal(5, "nature", "still", 2, 500)]).await;
    let second = world.until_ranked("nature", |ideas| topics(ideas) == ["still", "Doubles"]).await;
    assert_eq!(second[1].ranked, first[0].ranked, "what was not heard of keeps its score");
    assert_eq!(topics(&world.until_ranked("news", |ideas| !ideas.is_empty()).await), ["Rain"]);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_reader_leaves_windows_that_the_next_one_ranks_with_what_follows() {
    let world = World::reading(TREND_SIGNALS, pace(), Arc::new(ByRule)).await;
    world.written(batch(0, "nature")).await;
    world.until_ranked("nature", |ideas| ideas.len() == 2).await;
    let killed = world.reader();
    killed.kill();
    world.until("it is gone", |_| killed.get_status() == ActorStatus::Stopped).await;
    // As if it had been killed before it could rank.
    world.db.forget_rankings().await;
    world.say(SourceEvent::Assigned(vec![world.partition.clone()])).await;
    world.until("the next one begins", |world| world.begun().len() == 2).await;
    world.until_ranked("nature", |ideas| topics(ideas) == ["Doubles", "Still"]).await;
    // The log is read again from before the cursor.
    let mut more = batch(0, "nature");
    more.push(signal(4, "nature", "Doubles", 2, 101));
    world.written(more).await;
    let ideas = world.until_ranked("nature", |ideas| ideas.iter().any(|idea| idea.ranked.age_h == 2.0)).await;
    let doubles = ideas.iter().find(|idea| idea.ranked.topic == "Doubles").expect("it is there");
    assert_eq!(doubles.ranked.sparkline.points.len(), 3, "every reading counts once");
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_niche_that_breaks_is_ranked_again_and_its_neighbour_goes_on() {
    let world = World::reading(TREND_SIGNALS, pace(), Arc::new(ByRule)).await;
    let reader = world.reader();
    world.written(batch(0, "breaks")).await;
    world.until_ranked("breaks", |ideas| ideas.len() == 2).await;
    let broken: ActorRef<NicheMsg> = reader.get_children().remove(0).into();
    world.written(batch(4, "holds")).await;
    tell(&broken, NicheMsg::Break);
    world.until("it broke", |_| broken.get_status() == ActorStatus::Stopped).await;
    world.written(vec![signal(8, "breaks", "New", 1, 3), signal(9, "holds", "New", 1, 3)]).await;
    for niche in ["breaks", "holds"] {
        world.until_ranked(niche, |ideas| ideas.len() == 3).await;
    }
    assert_eq!(world.begun(), [None], "no reader started again");
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quiet_niche_ends_and_knows_its_topics_when_it_is_heard_of_again() {
    let world = World::reading(TREND_SIGNALS, pace(), Arc::new(ByRule)).await;
    let reader = world.reader();
    world.written(batch(0, "nature")).await;
    world.until_ranked("nature", |ideas| ideas.len() == 2).await;
    world.until("it rests", |_| reader.get_children().is_empty()).await;
    world.written(vec![signal(4, "nature", "New", 2, 3)]).await;
    world.until_ranked("nature", |ideas| ideas.len() == 3).await;
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

/// A model that counts what it is asked.
#[derive(Default)]
struct Model(AtomicUsize);

impl Score for Model {
    fn score(&self, rows: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>> {
        self.0.fetch_add(rows.len(), Ordering::Relaxed);
        let scored = rows.iter().map(|row| Scored {
            probability: 0.42,
            source: ScoreSource::Model,
            model: "test".to_owned(),
            version: Some("7".to_owned()),
            base_rate: Some(0.3),
            ..Scored::by_rule(row, "the promoted model")
        });
        Box::pin(std::future::ready(scored.collect()))
    }

    /// Names mean what their last word says; of "Silent" nobody knows.
    fn meanings(&self, names: Vec<String>) -> BoxFuture<'_, HashMap<String, Meaning>> {
        let meaning = |name: &String| match name.rsplit(' ').next() {
            Some("bees") => Some((name.clone(), vec![1.0, 0.0])),
            Some("moths") => Some((name.clone(), vec![0.0, 1.0])),
            _ => None,
        };
        Box::pin(std::future::ready(names.iter().filter_map(meaning).collect()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_under_two_names_is_ranked_once_under_the_name_that_came_first() {
    let world = World::reading(TREND_SIGNALS, pace(), Arc::new(Model::default())).await;
    world
        .written(vec![
            signal(0, "nature", "The dance of bees", 0, 5),
            signal(1, "nature", "Dancing bees", 1, 500),
            signal(2, "nature", "Night moths", 1, 5),
            signal(3, "nature", "Silent", 1, 5),
        ])
        .await;
    let ideas = world.until_ranked("nature", |ideas| ideas.len() == 3).await;
    let mut names: Vec<(&str, &[String])> =
        ideas.iter().map(|idea| (idea.ranked.topic.as_str(), idea.ranked.also.as_slice())).collect();
    names.sort_unstable();
    let also = ["Dancing bees".to_owned()];
    assert_eq!(names, [("Night moths", &[][..]), ("Silent", &[]), ("The dance of bees", &also)]);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

/// A model that reads one name at a time.
struct Slow;

impl Score for Slow {
    fn score(&self, rows: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>> {
        Box::pin(async move { Model::default().score(rows).await })
    }

    fn meanings(&self, names: Vec<String>) -> BoxFuture<'_, HashMap<String, Meaning>> {
        let read = names.into_iter().take(1).map(|name| (name, vec![1.0, 0.0]));
        Box::pin(std::future::ready(read.collect()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_are_read_one_by_one_come_together_without_another_signal() {
    let world = World::reading(TREND_SIGNALS, Pace { quiet: Pace::default().quiet, ..pace() }, Arc::new(Slow)).await;
    world
        .written(
            ["a", "b", "c"].map(|topic| signal(0, "nature", topic, 0, 5)).into_iter().zip(0..).map(numbered).collect(),
        )
        .await;
    let ideas = world.until_ranked("nature", |ideas| ideas.len() == 1).await;
    assert_eq!(ideas[0].ranked.also.len(), 2);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}

fn numbered((record, offset): (RawRecord, i64)) -> RawRecord {
    RawRecord { offset, ..record }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_model_scores_what_has_changed_and_is_named_beside_each_score() {
    let model = Arc::new(Model::default());
    let world = World::reading(TREND_SIGNALS, pace(), model.clone()).await;
    world.written(batch(0, "nature")).await;
    let ideas = world.until_ranked("nature", |ideas| ideas.len() == 2).await;
    let scored = &ideas[0].ranked.scored;
    assert_eq!((scored.model.as_str(), scored.version.as_deref(), scored.base_rate), ("test", Some("7"), Some(0.3)));
    let asked = model.0.load(Ordering::Relaxed);
    // Said again, and one topic that is news.
    world.written([batch(4, "nature"), vec![signal(8, "nature", "New", 1, 3)]].concat()).await;
    world.until_ranked("nature", |ideas| ideas.len() == 3).await;
    assert_eq!(model.0.load(Ordering::Relaxed), asked + 1);
    world.intake.stop_and_wait(None, None).await.expect("it ends");
}
