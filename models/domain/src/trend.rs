//! What rises: signals about topics, what they say together, and how likely a topic is to go on rising.
//!
//! A [`TrendSignal`] is one observation. A [`Window`] folds those of one topic in one niche, and its [`SignalRow`] holds the
//! features of one moment; a model, or the [`rule`] where there is none, turns a row into a probability with its reasons.

mod alike;
mod idea;
mod ranked;
mod row;
mod rule;
mod scored;
mod signal;
mod sparkline;
mod window;

pub use alike::{Fit, Meaning, are_alike, fitting, together};
pub use idea::IdeaId;
pub use ranked::{MOST_RANKED, RankedTopic};
pub use row::{LAGS, SignalRow};
pub use rule::{RULE, rule, rule_reasons};
pub use scored::{Reason, ScoreSource, Scored};
pub use signal::{MAX_LICENCE, MAX_NAME, MAX_NICHE, RawSignal, TrendError, TrendSignal, folded};
pub use sparkline::{Measure, Point, Sparkline};
pub use window::{HORIZON_HOURS, MAX_READINGS, Past, WINDOW_HOURS, Window, rises};
