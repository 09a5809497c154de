//! The truth's promises, each against a PostgreSQL database of its own.

mod arrangements;
mod expiry;
mod feeding;
mod fences;
mod fixtures;
mod model;
mod months;
mod reading;
mod writing;
