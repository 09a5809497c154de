//! The journal's promises, each against a PostgreSQL database of its own.

mod admission;
mod api_keys;
mod channels;
mod claims;
mod controls;
mod events;
mod fixtures;
mod ideas;
mod intake;
mod ledger;
mod lists;
mod outages;
mod people;
mod published;
mod replays;
mod scripts;
mod signals;
mod spend;
mod steps;
mod turns;
mod windows;
