//! Redis: counters of the rate limits, tickets of sockets, words between instances. It may be away at any time.

use std::{sync::Arc, time::Duration};

use redis::{
    Client, FromRedisValue,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use secrecy::{ExposeSecret as _, SecretString};

use crate::{config::Limit, problem::chain};

const PATIENCE: Duration = Duration::from_millis(1500);
/// What instances of one product say to one another.
const CHANNEL: &str = "live";

/// Redis gave no answer; the cause is logged where it was met.
#[derive(Debug, thiserror::Error)]
#[error("redis is away")]
pub struct RedisAway;

/// What was counted within a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub count: u64,
    /// Until the window ends; at least a second.
    pub left: Duration,
}

#[derive(Clone)]
pub struct RedisStore {
    /// Products that share a Redis are told apart by it.
    prefix: Arc<str>,
    client: Option<Client>,
    manager: Option<ConnectionManager>,
}

impl RedisStore {
    /// Every key and channel begins with `prefix`. Connects when first used. An address that cannot be read is logged and counts as away.
    pub fn new(url: &SecretString, prefix: &str) -> Self {
        let client = Client::open(url.expose_secret())
            .inspect_err(|_| tracing::error!("the address of redis cannot be read"))
            .ok();
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE))
            .set_number_of_retries(1)
            .set_max_delay(Duration::from_millis(200));
        let manager = client.as_ref().and_then(|client| client.get_connection_manager_lazy(config).ok());
        RedisStore { prefix: prefix.into(), client, manager }
    }

    pub async fn ping(&self) -> Result<(), RedisAway> {
        self.ask::<String>(redis::cmd("PING")).await.map(drop)
    }

    /// Counts one more under `key`; `Some` is how long to wait where that is too many.
    pub async fn count(&self, key: &str, limit: Limit) -> Result<Option<Duration>, RedisAway> {
        let counted = self.counted(key, limit).await?;
        Ok((counted.count > limit.count).then_some(counted.left))
    }

    /// Counts one more under `key`, and says where that stands.
    pub async fn counted(&self, key: &str, limit: Limit) -> Result<Counted, RedisAway> {
        let window = limit.window.as_secs().max(1);
        let key = &self.name(key);
        let mut pipe = redis::pipe();
        pipe.atomic().cmd("SET").arg(key).arg(0).arg("EX").arg(window).arg("NX").ignore();
        pipe.cmd("INCR").arg(key).cmd("TTL").arg(key);
        let mut manager = self.manager.clone().ok_or(RedisAway)?;
        let query = pipe.query_async::<(u64, i64)>(&mut manager);
        let (count, left) = within(query).await?;
        let left = u64::try_from(left).unwrap_or(window).max(1);
        Ok(Counted { count, left: Duration::from_secs(left) })
    }

    /// Starts a count anew.
    pub async fn forget(&self, key: &str) -> Result<(), RedisAway> {
        let mut delete = redis::cmd("DEL");
        delete.arg(self.name(key));
        self.ask::<u64>(delete).await.map(drop)
    }

    /// Keeps a value that can be taken once within `seconds`.
    pub async fn put(&self, key: &str, value: &str, seconds: u64) -> Result<(), RedisAway> {
        let mut set = redis::cmd("SET");
        set.arg(self.name(key)).arg(value).arg("EX").arg(seconds);
        self.ask::<String>(set).await.map(drop)
    }

    pub async fn take(&self, key: &str) -> Result<Option<String>, RedisAway> {
        let mut take = redis::cmd("GETDEL");
        take.arg(self.name(key));
        self.ask(take).await
    }

    pub async fn publish(&self, text: &str) -> Result<(), RedisAway> {
        let mut publish = redis::cmd("PUBLISH");
        publish.arg(self.name(CHANNEL)).arg(text);
        self.ask::<i64>(publish).await.map(drop)
    }

    /// What is published from now on, by this instance too. Ends when the connection does.
    pub async fn listen(&self) -> Result<redis::aio::PubSub, RedisAway> {
        let client = self.client.clone().ok_or(RedisAway)?;
        let channel = self.name(CHANNEL);
        within(async move {
            let mut words = client.get_async_pubsub().await?;
            words.subscribe(channel).await?;
            Ok(words)
        })
        .await
    }

    fn name(&self, key: &str) -> String {
        format!("{}:{key}", self.prefix)
    }

    async fn ask<T: FromRedisValue>(&self, command: redis::Cmd) -> Result<T, RedisAway> {
        let mut manager = self.manager.clone().ok_or(RedisAway)?;
        within(async move { command.query_async(&mut manager).await }).await
    }
}

async fn within<T>(query: impl Future<Output = redis::RedisResult<T>>) -> Result<T, RedisAway> {
    match tokio::time::timeout(PATIENCE, query).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => {
            tracing::debug!(error = chain(&error), "redis gave no answer");
            Err(RedisAway)
        }
        Err(_) => Err(RedisAway),
    }
}
