//! One file per resource: parse, ask the journal, show the answer.

pub mod actions;
pub mod analytics;
pub mod api_keys;
pub mod artifacts;
pub mod auth;
pub mod channels;
pub mod dead_letters;
pub mod generate;
pub mod health;
pub mod models;
pub mod page;
pub mod system;
pub mod table;
mod trend_rows;
pub mod trends;
pub mod videos;
pub mod views;
