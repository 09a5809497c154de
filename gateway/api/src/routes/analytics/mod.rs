//! Analytics for people and programs: what the sinks and the ledger say, joined.

mod activity;
mod answer;
mod basis;
pub mod breakdown;
mod channel_rows;
pub mod channels;
pub mod forecast;
pub mod heatmap;
pub mod overview;
mod pages;
mod publishing;
mod query;
pub mod retention;
pub mod timeseries;
mod video_rows;
pub mod videos;

pub(super) use self::{
    answer::{answer, with_next},
    query::format,
};
