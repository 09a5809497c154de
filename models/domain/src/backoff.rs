//! How long a failed step waits before it is tried again.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(600);

/// Delay before the try after `failures` failed ones: 2 s doubling to 10 min, never below what the fault asked for.
/// Without jitter: the journal spreads wake-ups by claiming them in order.
pub fn delay(failures: u32, floor: Duration) -> Duration {
    let doublings = failures.saturating_sub(1).min(16);
    FIRST.saturating_mul(1 << doublings).min(LONGEST).max(floor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_to_ten_minutes_and_honours_the_floor() {
        let table =
            [(0, 0, 2), (1, 0, 2), (2, 0, 4), (3, 0, 8), (9, 0, 512), (10, 0, 600), (u32::MAX, 0, 600), (1, 900, 900)];
        for (failures, floor, expected) in table {
            assert_eq!(delay(failures, Duration::from_secs(floor)), Duration::from_secs(expected), "{failures}");
        }
    }
}
