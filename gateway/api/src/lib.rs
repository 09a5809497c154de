#![doc = include_str!("../README.md")]

mod analytics;
mod app;
mod auth;
mod config;
mod deps;
mod estimate;
mod gateway;
mod http;
mod idempotency;
mod live;
mod openapi;
pub mod password;
mod problem;
mod redis_store;
mod routes;
mod serve;
mod ui;

pub use config::{ApiConfig, ApiError, Limit};
pub use deps::{ApiDeps, House};
pub use gateway::{Gateway, GatewayHandle};
pub use openapi::{openapi, openapi_json};
