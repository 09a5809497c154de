//! Which troubles are news: the same one is told of now and then only, and their end once.

use std::time::{Duration, Instant};

use rdkafka::types::RDKafkaErrorCode as Code;

/// The same trouble is told of once in that time.
const QUIET: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(super) struct Troubles {
    /// When a trouble of that code was told of last.
    told: Vec<(Option<Code>, Instant)>,
    /// Trouble was told of, and no recovery since.
    lasting: bool,
}

impl Troubles {
    /// Whether a trouble is to be told of: not where the same was a moment ago.
    pub fn is_news(&mut self, code: Option<Code>, now: Instant) -> bool {
        self.told.retain(|(_, told)| now - *told < QUIET);
        let is_news = self.told.iter().all(|(known, _)| *known != code);
        if is_news {
            self.told.push((code, now));
            self.lasting = true;
        }
        is_news
    }

    /// Whether there was trouble up to now.
    pub fn end(&mut self) -> bool {
        std::mem::take(&mut self.lasting)
    }
}
