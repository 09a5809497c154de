//! Keyed records from Kafka into a table of PostgreSQL, once each: the CPU seconds of the client for a million of them.
//!
//! Everybody gets the same records of the same partitions from the same broker: of each channel many reports of one day,
//! out of order, of which the newest is to stand in the table. Ours checks more, adds up besides and keeps what is dead.

mod clients;
mod peers;
pub mod roles;

use anyhow::{Context as _, ensure};
use ytempire_events::{TOPICS, Topic, YOUTUBE_ANALYTICS};

use crate::{
    client::{Taken, measure},
    kafka, programs,
    records::Keyed,
    scale::Scale,
    scores::{Goal, Score, Scores, short},
    servers::{Broker, Postgres},
};
use clients::Contender;

const RECORDS: u64 = 2_000_000;
/// How often each runs that is not far behind.
const ROUNDS: u32 = 3;
/// The embedded broker is not made for more.
const RECORDS_EMBEDDED: u64 = 100_000;
/// A topic with a seventh of the records, for those who are slow.
const FEW: Topic = Topic { name: "bench-few", partitions: 16, retention_ms: -1, max_message_bytes: 1 << 20 };

pub async fn run(scale: Scale, scores: &mut Scores) -> anyhow::Result<()> {
    let postgres = Postgres::start()?;
    let (broker, most) = match tokio::task::block_in_place(Broker::apache) {
        Ok(broker) => (broker, RECORDS),
        Err(error) => {
            scores.not_run(
                "keyed records on Apache Kafka",
                &format!("{error:#}; the embedded broker and fewer records instead"),
            );
            (Broker::embedded(&postgres).await?, RECORDS_EMBEDDED)
        }
    };
    let all = Keyed::of(scale.of(most, 2_000));
    let few = all.part(7);
    let topics: Vec<Topic> = TOPICS.iter().copied().chain([FEW]).collect();
    ytempire_kafka::ensure_topics(&broker.config("bench"), &topics).await?;
    tokio::task::block_in_place(|| {
        kafka::send_all(&broker.address, YOUTUBE_ANALYTICS, all.all())?;
        kafka::send_all(&broker.address, FEW.name, few.all())?;
        Field { postgres, broker, all, few, runs: 0 }.compare(scores)
    })
}

struct Field {
    postgres: Postgres,
    broker: Broker,
    all: Keyed,
    few: Keyed,
    runs: u32,
}

impl Field {
    fn compare(&mut self, scores: &mut Scores) -> anyhow::Result<()> {
        println!(
            "keyed records, Kafka to PostgreSQL: {} records of {} channels, 16 partitions",
            self.all.len(),
            self.all.keys
        );
        let contenders = clients::all(&self.broker, scores)?;
        // A, B, A, B: what the machine does meanwhile meets all alike, and it only adds: the least of each counts. Who is far
        // behind runs once.
        let mut costs: Vec<(&Contender, Vec<f64>)> =
            contenders.iter().map(|contender| (contender, Vec::new())).collect();
        for round in 0..ROUNDS {
            for (contender, costs) in &mut costs {
                if round < contender.rounds {
                    costs.push(self.run(contender)?);
                }
            }
        }
        let least = |costs: &[f64]| costs.iter().copied().fold(f64::INFINITY, f64::min);
        let ours = costs.iter().find(|(contender, _)| contender.goal.is_none()).map(|(_, costs)| least(costs));
        let ours = ours.context("we ran")?;
        for (contender, costs) in &costs {
            let Some(goal) = contender.goal else { continue };
            let peer = least(costs);
            let (figure, unit) = match goal {
                Goal::AtMost(_) => (ours / peer, "x of it"),
                _ => (peer / ours, "x ours"),
            };
            scores.add(Score {
                bench: "keyed",
                what: format!("CPU s a million, beside {}", contender.name),
                ours: short(ours),
                beside: short(peer),
                figure,
                unit,
                goal,
            });
        }
        Ok(())
    }

    /// CPU seconds of the client for a million records.
    fn run(&mut self, contender: &Contender) -> anyhow::Result<f64> {
        self.runs += 1;
        let (records, topic) = if contender.few { (self.few, FEW.name) } else { (self.all, YOUTUBE_ANALYTICS) };
        let database = format!("run_{}", self.runs);
        let url = self.postgres.create(&database)?;
        self.postgres.settle()?;
        let (folder, mut command) = (programs::folder()?, (contender.command)(&url, topic, records)?);
        command.current_dir(folder.path());
        let taken = measure(&mut command, &folder.path().join("log"), Some(&self.postgres))
            .with_context(|| format!("running {}", contender.name))?;
        self.check(contender, &database, records)?;
        Ok(tell(contender.name, &taken, records))
    }

    /// Whether the newest report of each channel is in the table.
    fn check(&self, contender: &Contender, database: &str, records: Keyed) -> anyhow::Result<()> {
        let Some(table) = contender.table else { return Ok(()) };
        let found = self.postgres.ask(database, &format!("select count(*), sum(views)::bigint from {table}"))?;
        let wanted = format!("{}|{}", records.keys, records.views());
        ensure!(found == wanted, "{} left {found} in its table (channels|views): {wanted} is right", contender.name);
        Ok(())
    }
}

fn tell(name: &str, taken: &Taken, records: Keyed) -> f64 {
    let millions = records.len() as f64 / 1e6;
    let cost = taken.client / millions;
    println!(
        "  {name}: {} CPU s a million records ({} of PostgreSQL), {:.0} records a second",
        short(cost),
        short(taken.database / millions),
        records.len() as f64 / taken.wall,
    );
    cost
}
