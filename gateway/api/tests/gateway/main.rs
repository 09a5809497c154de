//! The gateway as clients meet it: on a free port, with a database of its own and the test's Redis.

mod actions;
mod auth;
mod channels;
mod contract;
mod door;
mod files;
mod fixtures;
mod instances;
mod socket_limits;
mod sockets;
mod videos;
mod wire;
