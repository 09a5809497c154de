//! The journal's promises, each against a PostgreSQL database of its own.

mod admission;
mod channels;
mod claims;
mod controls;
mod events;
mod fixtures;
mod intake;
mod ledger;
mod lists;
mod outages;
mod people;
mod signals;
mod steps;
mod turns;
