//! From the moment a signal is handed to a Kafka client to the moment a ranking that counts it is on `trend-predictions`, under
//! a steady load.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, SecondsFormat, Utc};
use clap::Args;
use hdrhistogram::Histogram;
use rdkafka::{Message as _, consumer::BaseConsumer, producer::Producer as _};
use serde_json::json;
use ytempire_domain::trend::{MOST_RANKED, ScoreSource};

use crate::{
    kafka,
    product::Product,
    scale::Scale,
    scores::{Goal, Score, Scores, short},
    servers::{Broker, Postgres, Redis},
};

const SIGNALS: &str = "trend-signals";
const PREDICTIONS: &str = "trend-predictions";
/// Topics of a niche: all of them are ranked, so that every signal shows in a ranking.
const TOPICS: u64 = 90;
/// One signal in so many is waited for.
const PROBED: u64 = 100;
/// The first seconds are not counted: partitions are taken, windows begin.
const WARMING: Duration = Duration::from_secs(5);
/// After the load.
const PATIENCE: Duration = Duration::from_secs(60);
const GOAL_S: f64 = 1.0;

#[derive(Args, Clone, Copy)]
pub struct Load {
    /// Signals a second
    #[arg(long, default_value_t = 5_000)]
    signals: u64,
    /// Niches, of 90 topics each
    #[arg(long, default_value_t = 16)]
    niches: u64,
    #[arg(long, default_value_t = 40)]
    seconds: u64,
}

impl Default for Load {
    fn default() -> Self {
        Load { signals: 5_000, niches: 16, seconds: 40 }
    }
}

/// Niche and topic, by their numbers.
type Topic = (u64, u64);

/// What was sent of topics and is waited for: when it was observed, and when it was sent.
type Sent = HashMap<Topic, Vec<(DateTime<Utc>, Instant)>>;

#[derive(Default)]
struct Waiting(Mutex<Sent>);

pub async fn run(load: Load, scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    const DATABASE: &str = "trends";
    let load = Load { seconds: scale.of(load.seconds, 5), ..load };
    let (postgres, redis) = (Postgres::start()?, Redis::start()?);
    let broker = match tokio::task::block_in_place(Broker::apache) {
        Ok(broker) => broker,
        Err(error) => {
            scores.not_run("trends on Apache Kafka", &format!("{error:#}; the embedded broker instead"));
            Broker::embedded(&postgres).await?
        }
    };
    let product = Product::on(&postgres.create(DATABASE)?, &redis.url(), &broker.address).await?;
    let (before, database) = (product.service_cpu()?, postgres.cpu()?);
    let waiting = Waiting::default();
    let (sent, waits) = tokio::task::block_in_place(|| {
        std::thread::scope(|scope| {
            let sending = scope.spawn(|| send(&broker.address, load, &waiting));
            let waits = read(&broker.address, load, &waiting);
            Ok::<_, anyhow::Error>((sending.join().map_err(|_| anyhow::anyhow!("the sender broke"))??, waits?))
        })
    })?;
    let Waits { histogram, rankings, by_model } = waits;
    let millions = sent as f64 / 1e6;
    println!(
        "trends, {} signals/s over {} topics for {} s ({sent} signals), {} of them waited for, {rankings} rankings:",
        load.signals,
        load.niches * TOPICS,
        load.seconds,
        histogram.len(),
    );
    println!(
        "  CPU s a million signals: service {}, PostgreSQL {}; {:.0} % of the scores by the model",
        short((product.service_cpu()? - before) / millions),
        short((postgres.cpu()? - database) / millions),
        by_model * 100.0,
    );
    let seconds = |quantile| histogram.value_at_quantile(quantile) as f64 / 1000.0;
    scores.add(Score {
        bench: "trends",
        what: format!("signal sent to ranking on {PREDICTIONS}, {} signals/s", load.signals),
        ours: format!("p50 {} s, worst {} s", short(seconds(0.5)), short(histogram.max() as f64 / 1000.0)),
        beside: String::new(),
        figure: seconds(0.99),
        unit: "s at p99",
        goal: Goal::AtMost(GOAL_S),
    });
    Ok(())
}

/// The load, evenly: of topic after topic a rising or falling volume and a place in a list.
fn send(brokers: &str, load: Load, waiting: &Waiting) -> anyhow::Result<u64> {
    const TICK: Duration = Duration::from_millis(5);
    ensure!(TOPICS <= MOST_RANKED as u64, "more topics than a ranking holds");
    let (producer, began, mut sent) = (kafka::producer(brokers)?, Instant::now(), 0);
    let all = load.signals * (load.seconds + WARMING.as_secs());
    while sent < all {
        let due = ((began.elapsed().as_secs_f64() * load.signals as f64) as u64).min(all);
        for number in sent..due {
            let topic = (number % load.niches, number / load.niches % TOPICS);
            let at = Utc::now();
            let niche = name(topic.0);
            if number % PROBED == 0 && began.elapsed() >= WARMING {
                waiting.put(topic, at);
            }
            kafka::send(&producer, SIGNALS, &niche, &signal(topic, number, at))?;
        }
        sent = sent.max(due);
        std::thread::sleep(TICK);
    }
    producer.flush(PATIENCE)?;
    Ok(sent)
}

fn name(niche: u64) -> String {
    format!("niche {niche}")
}

fn signal((niche, topic): Topic, number: u64, at: DateTime<Utc>) -> String {
    let volume = 1_000 + (number * (topic + 1)) % 7_919;
    json!({ "source": format!("source {}", number % 3), "topic": format!("topic {topic}"), "niche": name(niche),
        "rank": topic + 1, "volume": volume, "unit": "views", "observed_at": at.to_rfc3339_opts(SecondsFormat::Micros, true) })
    .to_string()
}

struct Waits {
    /// Milliseconds.
    histogram: Histogram<u64>,
    rankings: u64,
    /// Share of the scores that the model gave.
    by_model: f64,
}

/// Reads rankings until the load is over and all that was waited for has come.
fn read(brokers: &str, load: Load, waiting: &Waiting) -> anyhow::Result<Waits> {
    let consumer: BaseConsumer = kafka::reader(brokers, PREDICTIONS)?;
    let (began, time) = (Instant::now(), WARMING + Duration::from_secs(load.seconds));
    let (mut histogram, mut rankings, mut scores, mut by_model) = (Histogram::new(3)?, 0, 0_u64, 0_u64);
    while began.elapsed() < time || !waiting.is_empty() {
        if began.elapsed() > time + PATIENCE {
            bail!("signals are still in no ranking a minute after the last one");
        }
        let Some(record) = consumer.poll(Duration::from_millis(100)) else { continue };
        let (record, now) = (record?, Instant::now());
        let prediction = ytempire_events::parse_prediction(record.payload(), &Vec::new());
        let prediction = prediction.map_err(|refused| anyhow::anyhow!("a ranking that cannot be read: {refused:?}"))?;
        let number = |text: &str| text.rsplit(' ').next().and_then(|n| n.parse::<u64>().ok());
        let niche = number(&prediction.niche).context("a niche that was not sent")?;
        rankings += 1;
        for ranked in &prediction.topics {
            scores += 1;
            by_model += u64::from(ranked.source == Some(ScoreSource::Model));
            let topic = number(&ranked.topic).context("a topic that was not sent")?;
            let seen = ranked.observed_at.context("a ranking says when its topics were observed")?;
            for sent in waiting.take((niche, topic), seen) {
                histogram.record(u64::try_from((now - sent).as_millis())?)?;
            }
        }
    }
    Ok(Waits { histogram, rankings, by_model: by_model as f64 / scores.max(1) as f64 })
}

impl Waiting {
    fn put(&self, topic: Topic, observed: DateTime<Utc>) {
        self.lock().entry(topic).or_default().push((observed, Instant::now()));
    }

    /// When those were sent that a ranking counts whose topic was observed last at `seen`.
    fn take(&self, topic: Topic, seen: DateTime<Utc>) -> Vec<Instant> {
        let mut all = self.lock();
        let Some(waiting) = all.get_mut(&topic) else { return Vec::new() };
        let counted = waiting.extract_if(.., |(observed, _)| observed.timestamp_micros() <= seen.timestamp_micros());
        let counted = counted.map(|(_, sent)| sent).collect();
        if waiting.is_empty() {
            all.remove(&topic);
        }
        counted
    }

    fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Sent> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
