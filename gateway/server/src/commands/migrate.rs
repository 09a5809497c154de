//! `ytempire migrate`: schema and topics, before the door opens.

use crate::{
    config::Config,
    local::{DataFolder, Ports, Secrets},
    servers::{Log, Stores},
};

pub async fn run(config: Config) -> anyhow::Result<()> {
    let data = DataFolder::open(&config.data)?;
    let secrets = Secrets::open(data.path())?;
    let mut ports = Ports::load(data.path())?;
    let stores = Stores::start(&config, &data, &secrets, &mut ports).await?;
    let log = Log::start(&config, &stores, &mut ports).await?;
    ports.save(data.path())?;
    log.stop().await;
    stores.stop().await;
    println!("the schema and the topics are up to date");
    Ok(())
}
