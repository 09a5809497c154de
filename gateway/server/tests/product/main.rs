//! The real product, looked at from outside: Kafka, HTTP, files, processes. One at a time.

mod cluster;
mod database;
mod durability;
mod faults;
mod full_disk;
mod harness;
mod kafka;
mod main_job;
mod processes;
mod prometheus;
mod set_up;
