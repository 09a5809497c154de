//! `ytempire replay`: recorded files become records on a topic.

use std::path::Path;

use ytempire_kafka::Producer;

use crate::{
    cli::ReplayArgs,
    config::Config,
    exit::Stop,
    replay::{Job, Layout, Plan, Progress, Rehearsal, send},
    run_file,
    servers::kafka_config,
};

pub async fn run(config: Config, args: ReplayArgs) -> anyhow::Result<()> {
    let layout = args.layout.as_deref().map(Layout::find).transpose()?;
    let missing = args.files.iter().find(|file| *file != Path::new("-") && !file.exists());
    if let Some(file) = missing {
        return Err(Stop::Config(format!("{} is not there", file.display())).into());
    }
    let job = Job::new(args.files, args.topic.as_deref(), layout)?;
    let brokers = match args.brokers.or_else(|| config.kafka.brokers.clone()) {
        Some(brokers) => brokers,
        None => run_file::kafka(&config.data)?,
    };
    let producer = Producer::new(&kafka_config(&config.kafka, brokers, false))?;
    let plan = Plan {
        rehearsal: Rehearsal::new(args.repeat, args.shuffle.unwrap_or_default()),
        shuffled: args.shuffle.is_some(),
        speed: args.speed,
    };
    let topic = job.topic().name;
    let mut progress = Progress::new(job.bytes())?;
    let sent = send(job, &producer, plan, &mut progress).await;
    let (tally, took) = progress.finish();
    println!("{topic}: {}", tally.words(took));
    sent?;
    match tally.refused {
        0 => Ok(()),
        refused => Err(Stop::Refused(refused).into()),
    }
}
