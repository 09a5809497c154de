//! HTTP as values: a call in, an answer or a refusal out.

mod call;
mod json;
mod range;
mod reply;
mod router;

pub use call::Call;
pub use json::body_error;
pub use range::{Part, part};
pub use reply::{Content, Reply};
pub use router::{Access, Answer, Found, Route, Router};
