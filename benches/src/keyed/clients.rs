//! Who is compared, and how each is started.

use std::process::Command;

use super::{ROUNDS, peers};
use crate::{
    client::own,
    programs::command,
    python::Python,
    records::Keyed,
    scores::{Goal, Scores},
    servers::Broker,
};

/// The address of an empty database, the topic, and what lies in it.
type Start = Box<dyn Fn(&str, &str, Keyed) -> anyhow::Result<Command>>;

pub struct Contender {
    pub name: &'static str,
    pub command: Start,
    /// Where it leaves its results; `None`: nowhere.
    pub table: Option<&'static str>,
    /// How often it runs.
    pub rounds: u32,
    /// It gets a part of the records only: it is slow.
    pub few: bool,
    /// `None`: it is us.
    pub goal: Option<Goal>,
}

/// Those that can run here; the others are said loudly.
pub fn all(broker: &Broker, scores: &mut Scores) -> anyhow::Result<Vec<Contender>> {
    let mut all = vec![raw(broker), ours(broker)];
    match peers::python() {
        Ok(python) => all.extend([plain(broker, &python), bytewax(broker, &python)]),
        Err(error) => scores.not_run("the Python loop and Bytewax", &format!("{error:#}")),
    }
    match peers::streams() {
        Ok(streams) if broker.is_apache() => all.push(kafka_streams(broker, streams)),
        Ok(_) => scores.not_run("Kafka Streams", "it needs an Apache Kafka"),
        Err(error) => scores.not_run("Kafka Streams", &format!("{error:#}")),
    }
    Ok(all)
}

/// librdkafka alone, which keeps nothing: nobody who reads through it can do with less.
fn raw(broker: &Broker) -> Contender {
    let address = broker.address.clone();
    let start = move |_: &str, topic: &str, records: Keyed| {
        let mut raw = own("raw")?;
        raw.args([&address, topic, &records.len().to_string()]);
        Ok(raw)
    };
    Contender {
        name: "a raw librdkafka consumer",
        command: Box::new(start),
        table: None,
        rounds: ROUNDS,
        few: false,
        goal: Some(Goal::AtMost(1.5)),
    }
}

/// The studio with its intake, partitions, channels and the sink: all that the product does with such a record.
fn ours(broker: &Broker) -> Contender {
    let (address, apache) = (broker.address.clone(), broker.is_apache());
    let start = move |database: &str, _: &str, records: Keyed| {
        let mut ours = own("stream")?;
        ours.args([&address, database, &records.len().to_string()]);
        if apache {
            ours.arg("--consumer-protocol");
        }
        Ok(ours)
    };
    Contender {
        name: "ytempire, exactly once",
        command: Box::new(start),
        table: Some("metric_day"),
        rounds: ROUNDS,
        few: false,
        goal: None,
    }
}

fn plain(broker: &Broker, python: &Python) -> Contender {
    Contender {
        name: "a Python loop (confluent-kafka, orjson, COPY), exactly once",
        command: script(broker, python, "plain.py"),
        table: Some("newest"),
        rounds: ROUNDS,
        few: false,
        goal: Some(Goal::AtLeast(1.0)),
    }
}

fn bytewax(broker: &Broker, python: &Python) -> Contender {
    Contender {
        name: "Bytewax 0.21, at least once",
        command: script(broker, python, "flow.py"),
        table: Some("newest"),
        rounds: 1,
        few: true,
        goal: Some(Goal::AtLeast(8.0)),
    }
}

fn script(broker: &Broker, python: &Python, script: &str) -> Start {
    let (address, program, script) = (broker.address.clone(), python.program.clone(), python.scripts.join(script));
    Box::new(move |database: &str, topic: &str, records: Keyed| {
        let mut python = command(&program);
        python.arg(&script).args([&address, topic, database, &records.len().to_string()]);
        Ok(python)
    })
}

fn kafka_streams(broker: &Broker, streams: peers::Streams) -> Contender {
    let address = broker.address.clone();
    let start = move |database: &str, topic: &str, records: Keyed| {
        let mut java = command("java");
        java.arg("-cp").arg(streams.jars.join("*")).arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        java.arg(&streams.program).args([&address, topic, database]);
        java.args([records.len().to_string(), records.views().to_string()]);
        Ok(java)
    };
    Contender {
        name: "Kafka Streams 4.3, exactly_once_v2",
        command: Box::new(start),
        table: Some("newest"),
        rounds: 1,
        few: false,
        goal: Some(Goal::AtLeast(6.0)),
    }
}
