//! Servers of the benches' own: gone with the values that hold them.

mod kafka;
mod postgres;
mod redis;

pub use kafka::{Broker, config as kafka_config};
pub use postgres::{Postgres, free_bytes};
pub use redis::Redis;
