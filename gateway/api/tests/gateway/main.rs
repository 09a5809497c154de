//! The gateway as clients meet it: on a free port, with a database of its own and the test's Redis.

mod actions;
mod answers;
mod auth;
mod channels;
mod comparison;
mod contract;
mod dead_letters;
mod door;
mod figures;
mod files;
mod fixtures;
mod forecasts;
mod heat;
mod instances;
mod keys;
mod lives;
mod portfolio;
mod socket_limits;
mod sockets;
mod trends;
mod videos;
mod wire;
