//! The real product, looked at from outside: Kafka, HTTP, files, processes. One at a time.

mod analytics;
mod cluster;
mod database;
mod dead_letters;
mod durability;
mod faults;
mod figures;
mod full_disk;
mod harness;
mod kafka;
mod main_job;
mod processes;
mod prometheus;
mod recorded;
mod set_up;
mod storms;
mod trends;
mod two_instances;
