//! Fillings of the copy, counted, and whether it may be read.
//!
//! A filling writes everything that PostgreSQL has; the first begins by itself, another when a rebuild is asked for. Its
//! number stands above the revision in every write timestamp, so that what it writes wins over all that an earlier one
//! left, even where PostgreSQL was set back and counts its revisions anew.

use scylla::{serialize::row::SerializeRow, statement::prepared::PreparedStatement};
use uuid::Uuid;

use crate::scylla::{door::Link, fault::Fault, read::rows};

/// Bits of a write timestamp that hold the revision.
const REVISION_BITS: u32 = 44;

/// Number of a filling, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round(i32);

impl Round {
    pub const FIRST: Round = Round(1);

    /// Of all that was written of one row, the greatest wins.
    pub(super) fn timestamp(self, revision: i64) -> i64 {
        (i64::from(self.0) << REVISION_BITS) | revision
    }

    /// The other way: what a write timestamp says of the revision.
    pub(super) fn revision(timestamp: i64) -> i64 {
        timestamp & ((1 << REVISION_BITS) - 1)
    }

    fn next(self) -> Round {
        Round(self.0 + 1)
    }
}

/// What the copy says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The filling that is wanted; none in new tables.
    pub asked: Option<Round>,
    /// The last that began.
    pub begun: Option<Round>,
    /// The last that wrote everything.
    pub filled: Option<Round>,
    /// A feeder had nothing left to write within the last minute.
    pub fresh: bool,
}

impl Standing {
    /// Why the copy's answers would not be PostgreSQL's; `None`: they are.
    pub fn trouble(&self) -> Option<&'static str> {
        match self {
            Standing { asked: None, .. } => Some("it is new and was not filled yet"),
            Standing { asked, filled, .. } if asked != filled => Some("it is being filled"),
            Standing { fresh: false, .. } => Some("it was not kept up to date in the last minute"),
            _ => None,
        }
    }
}

pub(super) async fn standing(link: &Link) -> Result<Standing, Fault> {
    type Row = (Option<i32>, Option<i32>, Option<i32>, Option<bool>);
    let answer = link.session.execute_unpaged(&link.statements.standing, ()).await?.into_rows_result()?;
    let Some((asked, begun, filled, fresh)) = answer.maybe_first_row::<Row>()? else { return Ok(Standing::default()) };
    let round = |number: Option<i32>| number.map(Round);
    Ok(Standing { asked: round(asked), begun: round(begun), filled: round(filled), fresh: fresh.unwrap_or(false) })
}

/// Asks for everything to be written once more. Nobody reads the copy until that is done.
pub(super) async fn ask_anew(link: &Link) -> Result<Round, Fault> {
    let round = standing(link).await?.asked.map_or(Round::FIRST, Round::next);
    say(link, &link.statements.set_asked, (round.0,)).await?;
    Ok(round)
}

/// Forgets what earlier fillings wrote. May be said again.
pub(super) async fn begin(link: &Link, round: Round) -> Result<(), Fault> {
    clear(link, round).await?;
    say(link, &link.statements.set_begun, (round.0,)).await
}

/// Everything was written.
pub(super) async fn finish(link: &Link, round: Round) -> Result<(), Fault> {
    say(link, &link.statements.set_filled, (round.0,)).await
}

/// Lets everybody read the copy for a minute more.
pub(super) async fn keep_fresh(link: &Link) -> Result<(), Fault> {
    say(link, &link.statements.set_fresh, ()).await
}

async fn say(link: &Link, statement: &PreparedStatement, values: impl SerializeRow) -> Result<(), Fault> {
    link.session.execute_unpaged(statement, values).await?;
    Ok(())
}

/// Partition by partition, with a timestamp above every earlier filling and below this one. Not TRUNCATE: that takes
/// rights and every node, and would take along what this filling may have written before a stop.
async fn clear(link: &Link, round: Round) -> Result<(), Fault> {
    let (all, t) = (&link.statements, round.timestamp(0));
    for (ws, channel, month) in rows::<(Uuid, String, i32)>(link, &all.report_partitions, ()).await? {
        say(link, &all.clear_reports, (t, ws, channel, month)).await?;
    }
    for (ws, channel) in rows::<(Uuid, String)>(link, &all.curve_partitions, ()).await? {
        say(link, &all.clear_curves, (t, ws, channel)).await?;
    }
    for (ws, month, bucket) in rows::<(Uuid, i32, i8)>(link, &all.day_partitions, ()).await? {
        say(link, &all.clear_days, (t, ws, month, bucket)).await?;
    }
    for (ws, bucket) in rows::<(Uuid, i8)>(link, &all.total_partitions, ()).await? {
        say(link, &all.clear_totals, (t, ws, bucket)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_filling_wins_over_any_revision_of_an_earlier_one() {
        let (first, second) = (Round::FIRST, Round::FIRST.next());
        assert!(first.timestamp(7) < first.timestamp(8));
        assert!(first.timestamp((1 << REVISION_BITS) - 1) < second.timestamp(0));
        assert_eq!(Round::revision(second.timestamp(123)), 123);
    }

    #[test]
    fn a_copy_is_read_only_when_it_is_whole_and_somebody_feeds_it() {
        let (one, two) = (Some(Round(1)), Some(Round(2)));
        assert!(Standing::default().trouble().is_some());
        assert!(Standing { asked: one, begun: one, filled: None, fresh: true }.trouble().is_some());
        assert!(Standing { asked: two, begun: one, filled: one, fresh: true }.trouble().is_some());
        assert!(Standing { asked: one, begun: one, filled: one, fresh: false }.trouble().is_some());
        assert!(Standing { asked: one, begun: one, filled: one, fresh: true }.trouble().is_none());
    }
}
