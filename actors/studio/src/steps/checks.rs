//! What failed checks mean for the step that made them.

use ytempire_domain::{Failure, Retry, Whose, production::Check};

/// A failed check fails its step: the same input would fail it again.
pub(crate) fn passed(checks: &[Check], whose: Whose, code: &str) -> Result<(), Failure> {
    let failed: Vec<String> = checks
        .iter()
        .filter(|check| !check.passed)
        .map(|check| format!("{} is {}, expected {}", check.name, check.measured, check.expected))
        .collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(whose, Retry::Never, code, failed.join("; "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, passed: bool) -> Check {
        Check { name: name.into(), passed, measured: "7".into(), expected: "8".into() }
    }

    #[test]
    fn every_failed_check_is_named_and_none_is_no_failure() {
        assert_eq!(passed(&[check("a", true)], Whose::Ours, "x"), Ok(()));
        let checks = [check("a", true), check("b", false), check("c", false)];
        let failure = passed(&checks, Whose::Ours, "x").expect_err("two failed");
        assert_eq!(failure.message, "b is 7, expected 8; c is 7, expected 8");
        assert_eq!(failure.retry, Retry::Never);
    }
}
