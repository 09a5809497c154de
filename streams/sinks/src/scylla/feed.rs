//! The one feeder of the copy: PostgreSQL's changes, in the order of their revisions, and the cursor behind them.
//!
//! A CQL server answers a write before it is on disk everywhere; killed, it forgets the last seconds. So the cursor that
//! is kept moves only to what was written half a minute ago, and after any trouble the feeder begins from there: what is
//! written twice changes nothing.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use tokio::{sync::watch, time::Instant};

use crate::{
    Result, SinkError,
    postgres::{Feed, PostgresSink},
    scylla::{
        ScyllaSink,
        round::{self, Round},
        sums::Touched,
    },
};

/// Changes of one step.
const MOST: usize = 5000;
/// Between two looks at PostgreSQL when there was nothing new.
pub(super) const TICK: Duration = Duration::from_millis(500);
/// Between two looks at the copy's own standing, which keep it readable.
const BEAT: Duration = Duration::from_secs(5);
/// After so long a written row is on disk: three times the usual period of a commit log.
const SETTLED: Duration = Duration::from_secs(30);
/// Further behind than this the copy is not read.
const STALE: Duration = Duration::from_secs(60);
/// Between two tries after trouble, or while another instance feeds.
const AGAIN: Duration = Duration::from_secs(2);

/// How the feeder is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// This instance feeds.
    pub seated: bool,
    /// Why it does not, for people.
    pub trouble: Option<String>,
    /// Revision up to which this instance wrote everything.
    pub position: i64,
    /// Rows that this instance wrote.
    pub rows: u64,
}

/// Feeds the copy until `stop`, from the one seat in the whole system; makes keyspace and tables where they are missing
/// and fills a new copy. Dropped at any point it has done no harm.
pub async fn feed(
    postgres: &PostgresSink,
    scylla: &ScyllaSink,
    state: &watch::Sender<FeedState>,
    stop: impl Future<Output = ()>,
) {
    let forever = async {
        loop {
            let trouble = match postgres.become_feeder().await {
                Ok(Some(seat)) => Some(hold(seat, postgres, scylla, state).await),
                Ok(None) => None,
                Err(error) => Some(error),
            };
            let said = trouble.as_ref().map(|error| chain(error));
            if let Some(said) = &said {
                metrics::counter!("ytempire_streams_sink_copy_failures_total").increment(1);
                tracing::warn!(error = said, "the read copy is not fed; trying again");
            }
            state.send_modify(|state| (state.seated, state.trouble) = (false, said));
            tokio::time::sleep(AGAIN).await;
        }
    };
    tokio::select! {
        () = stop => {}
        () = forever => {}
    }
}

/// Until the seat is lost, or one of both stores is away.
async fn hold(seat: Feed, postgres: &PostgresSink, scylla: &ScyllaSink, state: &watch::Sender<FeedState>) -> SinkError {
    let mut feeder = Feeder {
        seat,
        postgres,
        scylla,
        state,
        round: Round::FIRST,
        filled: false,
        position: 0,
        written: Written::default(),
    };
    match feeder.work().await {
        Ok(never) => match never {},
        Err(error) => error,
    }
}

struct Feeder<'a> {
    seat: Feed,
    postgres: &'a PostgresSink,
    scylla: &'a ScyllaSink,
    state: &'a watch::Sender<FeedState>,
    round: Round,
    /// This filling has written everything once.
    filled: bool,
    /// Revision up to which everything was written.
    position: i64,
    written: Written,
}

impl Feeder<'_> {
    async fn work(&mut self) -> Result<Infallible> {
        self.scylla.migrate().await?;
        self.position = self.seat.feed_cursor().await?;
        self.join().await?;
        self.state.send_modify(|state| (state.seated, state.trouble) = (true, None));
        let mut looked = Instant::now();
        loop {
            let at_end = self.step().await?;
            self.settle().await?;
            if (at_end && !self.filled) || looked.elapsed() >= BEAT {
                self.look(at_end).await?;
                looked = Instant::now();
            }
            if at_end {
                tokio::time::sleep(TICK).await;
            }
        }
    }

    /// Takes up the filling that is wanted: where it did not begin yet, from the first revision.
    async fn join(&mut self) -> Result<()> {
        let link = self.scylla.door.link().await?;
        let failed = |fault| self.scylla.door.failed(fault);
        let standing = round::standing(&link).await.map_err(failed)?;
        self.round = match standing.asked {
            Some(round) => round,
            None => round::ask_anew(&link).await.map_err(failed)?,
        };
        self.filled = standing.filled == Some(self.round);
        if standing.begun != Some(self.round) {
            tracing::info!(round = ?self.round, "the read copy is being filled");
            self.written = Written::default();
            self.position = 0;
            self.seat.move_feed_cursor(0).await?;
            round::begin(&link, self.round).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Writes the next changes. `true`: there were no more.
    async fn step(&mut self) -> Result<bool> {
        let changes = self.seat.changes(self.position, MOST).await?;
        let Some(last) = changes.last() else { return Ok(true) };
        let revision = last.revision();
        let sums = self.postgres.sums(Touched::by(&changes), revision).await?;
        let rows = self.scylla.apply(self.round, &changes, &sums).await?;
        self.position = revision;
        self.written.push(revision, Instant::now());
        self.state.send_modify(|state| {
            state.position = revision;
            state.rows += rows;
        });
        Ok(changes.len() < MOST)
    }

    async fn settle(&mut self) -> Result<()> {
        match self.written.settled(Instant::now()) {
            Some(revision) => self.seat.move_feed_cursor(revision).await,
            None => Ok(()),
        }
    }

    /// Keeps the copy readable while it is, and hears of a rebuild.
    async fn look(&mut self, at_end: bool) -> Result<()> {
        let link = self.scylla.door.link().await?;
        let failed = |fault| self.scylla.door.failed(fault);
        if round::standing(&link).await.map_err(failed)?.asked != Some(self.round) {
            return self.join().await;
        }
        if at_end && !self.filled {
            round::finish(&link, self.round).await.map_err(failed)?;
            self.filled = true;
            tracing::info!(round = ?self.round, "the read copy is filled");
        }
        let behind = self.postgres.feed_standing().await?.map_or(Duration::MAX, |standing| standing.behind);
        metrics::gauge!("ytempire_streams_sink_copy_age_seconds").set(behind.as_secs_f64());
        if self.filled && behind < STALE {
            round::keep_fresh(&link).await.map_err(failed)?;
        }
        Ok(())
    }
}

/// What was written lately and may be forgotten again.
#[derive(Debug, Default)]
struct Written(VecDeque<(Instant, i64)>);

impl Written {
    fn push(&mut self, revision: i64, now: Instant) {
        self.0.push_back((now, revision));
    }

    /// The last revision that is old enough to stay, once.
    fn settled(&mut self, now: Instant) -> Option<i64> {
        let old = self.0.partition_point(|(at, _)| now.duration_since(*at) >= SETTLED);
        self.0.drain(..old).next_back().map(|(_, revision)| revision)
    }
}

/// An error with its causes, for people.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_follows_half_a_minute_behind_what_was_written() {
        let (mut written, begin) = (Written::default(), Instant::now());
        let at = |seconds| begin + Duration::from_secs(seconds);
        [(0, 5), (1, 9), (20, 12)].into_iter().for_each(|(second, revision)| written.push(revision, at(second)));
        assert_eq!(written.settled(at(29)), None);
        assert_eq!(written.settled(at(31)), Some(9));
        assert_eq!(written.settled(at(31)), None);
        assert_eq!(written.settled(at(99)), Some(12));
    }
}
