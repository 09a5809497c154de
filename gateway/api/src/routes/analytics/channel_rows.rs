//! What the sinks, the ledger and the journal know of each channel, joined.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use ytempire_domain::{ChannelId, channel::ChannelStatus};
use ytempire_journal::{ChannelName, PublishedBy, SpendBy};
use ytempire_sinks::{Counts, DayRow, Days};

use super::{
    basis::{Asker, spend},
    query::{Query, wrong},
};
use crate::{
    analytics::{
        Daily, Figure, Totals, growth,
        period::{PLATFORM, previous, span},
    },
    app::App,
    problem::Problem,
    routes::views::analytics::ChannelFigures,
};

pub type Sums = BTreeMap<ChannelId, Totals>;

/// Every channel that is asked for, without what [`add_days`] adds.
pub async fn rows(asker: &Asker<'_>, query: &Query, trend: Figure) -> Result<Vec<ChannelFigures>, Problem> {
    let before = previous(query.days).ok_or_else(|| wrong("from", "no period lies before it"))?;
    let (now, then, known) =
        tokio::try_join!(sums(asker, query, query.days), sums(asker, query, before), Known::of(asker.app, query))?;
    let nothing = Totals { counts: Counts::default(), spend: Some(0) };
    let row = |id: &ChannelId| {
        let totals = now.get(id).copied().unwrap_or(nothing);
        let earlier = then.get(id).copied().unwrap_or(nothing);
        let change = growth(totals.value(trend), earlier.value(trend));
        figures(id, &totals, change, &known)
    };
    Ok(asked(query, &now, &known).into_iter().map(row).collect())
}

/// Totals of each channel that was reported of or charged for.
pub async fn sums(asker: &Asker<'_>, query: &Query, days: Days) -> Result<Sums, Problem> {
    let workspace = asker.app.workspace;
    let spent = spend(asker.app, &query.channels, days, &[SpendBy::Channel]);
    let reported = asker.read(|store| store.channel_sums(workspace, &query.channels, days));
    let (spent, reported) = tokio::try_join!(spent, reported)?;
    let with_counts = |sum: ytempire_sinks::ChannelSum| (sum.channel_id, Totals { counts: sum.counts, spend: Some(0) });
    let mut sums: Sums = reported.into_iter().map(with_counts).collect();
    for spent in spent {
        let Some(channel) = spent.channel_id else { continue };
        sums.entry(channel).or_default().spend = Some(spent.micros.0);
    }
    Ok(sums)
}

/// What the journal knows.
struct Known {
    names: BTreeMap<ChannelId, ChannelName>,
    /// Videos that came out in the range.
    published: BTreeMap<ChannelId, i64>,
    last: BTreeMap<ChannelId, DateTime<Utc>>,
}

impl Known {
    async fn of(app: &App, query: &Query) -> Result<Known, Problem> {
        let (journal, workspace, channels) = (&app.journal, app.workspace, query.channels.as_slice());
        let (names, last, published) = tokio::try_join!(
            journal.channel_names(workspace),
            journal.last_published(workspace, channels),
            journal.publications(workspace, channels, span(query.days, PLATFORM), &[PublishedBy::Channel]),
        )?;
        Ok(Known {
            names: names.into_iter().map(|name| (name.id.clone(), name)).collect(),
            published: published
                .into_iter()
                .filter_map(|counted| Some((counted.channel_id?, counted.videos)))
                .collect(),
            last: last.into_iter().collect(),
        })
    }
}

/// Channels that were named, or all that live or have something to show.
fn asked<'a>(query: &'a Query, sums: &'a Sums, known: &'a Known) -> BTreeSet<&'a ChannelId> {
    if !query.channels.is_empty() {
        let exists = |id: &&ChannelId| sums.contains_key(*id) || known.names.contains_key(*id);
        return query.channels.iter().filter(exists).collect();
    }
    let living = known.names.values().filter(|name| name.status != ChannelStatus::Archived);
    sums.keys().chain(living.map(|name| &name.id)).collect()
}

fn figures(id: &ChannelId, totals: &Totals, growth: Option<f64>, known: &Known) -> ChannelFigures {
    let name = known.names.get(id);
    let videos_published = known.published.get(id).copied().unwrap_or(0);
    ChannelFigures {
        channel_id: id.to_string(),
        name: name.map_or_else(|| id.to_string(), |name| name.name.clone()),
        status: name.map(|name| name.status),
        views: totals.counts.views,
        revenue: totals.counts.revenue_micros,
        spend: totals.spend.unwrap_or(0),
        profit: totals.profit(),
        margin: totals.margin(),
        rpm: totals.rpm(),
        subscribers_net: totals.subscribers_net(),
        videos_published,
        profit_per_video: totals.profit_per(videos_published),
        growth,
        sparkline: vec![],
        last_published_at: known.last.get(id).copied(),
        complete: false,
    }
}

/// The days of the channels on one page: their sparklines, and whether they are complete.
pub async fn add_days(
    asker: &Asker<'_>,
    query: &Query,
    trend: Figure,
    items: &mut [ChannelFigures],
) -> Result<(), Problem> {
    let channels: Vec<ChannelId> = items.iter().filter_map(|item| item.channel_id.parse().ok()).collect();
    let mut days = by_channel(asker, query, &channels).await?;
    for item in items {
        let daily = days.remove(&item.channel_id).unwrap_or_else(|| Daily::new(query.today, [], []));
        item.sparkline = daily.series(trend, query.days);
        item.complete = daily.is_complete(Figure::Views, query.days);
    }
    Ok(())
}

/// Reports, and micros of each day.
type Both = (Vec<DayRow>, Vec<(NaiveDate, i64)>);

/// Every day of several channels, of those that were reported of or charged for.
pub async fn by_channel(
    asker: &Asker<'_>,
    query: &Query,
    channels: &[ChannelId],
) -> Result<BTreeMap<String, Daily>, Problem> {
    // Without a channel the question would be one about all.
    if channels.is_empty() {
        return Ok(BTreeMap::new());
    }
    let workspace = asker.app.workspace;
    let spent = spend(asker.app, channels, query.days, &[SpendBy::Channel, SpendBy::Day]);
    let reported = asker.read(|store| store.channel_days(workspace, channels, query.days));
    let (spent, reported) = tokio::try_join!(spent, reported)?;
    let mut days: BTreeMap<ChannelId, Both> = BTreeMap::new();
    for day in reported {
        days.entry(day.channel_id).or_default().0.push(day.row);
    }
    for spent in spent {
        let (Some(channel), Some(day)) = (spent.channel_id, spent.day) else { continue };
        days.entry(channel).or_default().1.push((day, spent.micros.0));
    }
    let daily = |(id, (reported, spent)): (ChannelId, _)| (id.to_string(), Daily::new(query.today, reported, spent));
    Ok(days.into_iter().map(daily).collect())
}
