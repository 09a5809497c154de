//! `approval`: who let the video out. The plan has held the job here until somebody might.

use ytempire_domain::{job::Review, production::Approval};

use super::StepCall;

pub(crate) fn read(call: &StepCall<'_>) -> Approval {
    match &call.history.review {
        Some(Review::Approved { by }) => Approval { by: by.clone() },
        // A rejected video never gets here.
        Some(Review::Rejected { .. }) | None => Approval { by: "automatic".to_owned() },
    }
}
