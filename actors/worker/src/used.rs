//! Processor time.

use std::time::Duration;

use nix::sys::{
    resource::{UsageWho, getrusage},
    time::TimeValLike as _,
};

/// User and system time so far; zero where the kernel does not say.
pub fn used(who: UsageWho) -> Duration {
    let micros =
        getrusage(who).map_or(0, |usage| usage.user_time().num_microseconds() + usage.system_time().num_microseconds());
    Duration::from_micros(micros.unsigned_abs())
}
