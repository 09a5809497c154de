#![doc = include_str!("../README.md")]

use std::{error::Error, pin::Pin, time::Duration};

use nisshi_broker::{
    broker::Broker,
    coordinator::group::administrator::{Controller, GroupCoordinatorConfig},
};
use nisshi_storage::ArcDynStorage;
use url::Url;
use uuid::Uuid;

/// How often old records are looked for.
const SWEEP: &str = "10m";

#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    #[error("the embedded broker's store is not a postgres address")]
    Storage,
    #[error("the embedded broker did not start")]
    Start(#[source] Box<dyn Error + Send + Sync>),
    #[error("the embedded broker ended")]
    Serve(#[source] Box<dyn Error + Send + Sync>),
}

/// What [`serve`] returns.
pub type Serving = Pin<Box<dyn Future<Output = Result<(), BrokerError>> + Send>>;

/// A broker on `127.0.0.1:port`, stored in the PostgreSQL database at `storage`. Runs until it is dropped or fails; what
/// it acknowledged is there when it is started again on the same database. Only one may run on a database.
///
/// Not an `async fn` on purpose: the body of one is compiled by whoever awaits it, and this one takes minutes.
pub fn serve(storage: &Url, port: u16) -> Serving {
    Box::pin(run(storage.clone(), port))
}

async fn run(mut storage: Url, port: u16) -> Result<(), BrokerError> {
    if !matches!(storage.scheme(), "postgres" | "postgresql") {
        return Err(BrokerError::Storage);
    }
    storage.query_pairs_mut().append_pair("maintenance_interval", SWEEP);
    let listener = Url::parse(&format!("tcp://127.0.0.1:{port}")).map_err(|error| BrokerError::Start(error.into()))?;
    // The default waits 3 s for more members: our groups are small.
    let groups =
        GroupCoordinatorConfig { initial_rebalance_delay: Duration::ZERO, poll_interval: Duration::from_millis(500) };
    let mut broker = Broker::<Controller<ArcDynStorage>, ArcDynStorage>::builder()
        .node_id(1)
        .cluster_id("ytempire")
        .incarnation_id(Uuid::new_v4())
        .listener(listener.clone())
        .advertised_listener(listener)
        .storage(storage)
        .group_coordinator(groups)
        .silent(true)
        .build()
        .await
        .map_err(|error| BrokerError::Start(error.into()))?;
    broker.serve(tokio::time::Instant::now()).await.map(drop).map_err(|error| BrokerError::Serve(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_store_that_does_not_outlive_the_process_is_refused() {
        for address in ["memory://x", "null://", "sqlite://x.db", "s3://x"] {
            let refused = serve(&Url::parse(address).expect("an address"), 1).await;
            assert!(matches!(refused, Err(BrokerError::Storage)), "{address}: {refused:?}");
        }
    }
}
