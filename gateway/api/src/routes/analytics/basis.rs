//! Questions to the sinks and the ledger, with a note of who answered.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use chrono_tz::Tz;
use futures_util::{StreamExt as _, TryStreamExt as _, future::BoxFuture, stream};
use ytempire_domain::{ChannelId, Currency};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::{SpendBy, SpendFilter, Spent};
use ytempire_sinks::{Days, Read, Reads, SinkError, Store, VideoDay, VideoSpan, VideoSum};

use crate::{
    analytics::Daily,
    app::App,
    problem::Problem,
    routes::views::analytics::{Basis, Source, StoreName},
};

/// Channels whose videos are summed at once.
const AT_ONCE: usize = 4;

/// Asks, and remembers which stores answered. Questions that do not need each other's answers are asked at once.
pub struct Asker<'a> {
    pub app: &'a App,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    copied: bool,
    fallback: Option<String>,
    direct: bool,
}

/// What the ledger charged on days of the platform.
pub async fn spend(app: &App, channels: &[ChannelId], days: Days, by: &[SpendBy]) -> Result<Vec<Spent>, Problem> {
    let filter = SpendFilter { channels, from: days.from, to: days.to };
    Ok(app.journal.spend(app.workspace, filter, by).await?)
}

impl<'a> Asker<'a> {
    pub fn new(app: &'a App) -> Self {
        Asker { app, notes: Mutex::default() }
    }

    /// Asks the sinks.
    pub async fn read<'b, T>(
        &'b self,
        ask: impl Fn(&'b dyn Reads) -> BoxFuture<'b, Result<T, SinkError>>,
    ) -> Result<T, Problem>
    where
        'a: 'b,
    {
        let Read { data, store, fallback } = self.app.analytics.read(ask).await?;
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        match store {
            Store::Scylla => notes.copied = true,
            Store::Postgres => notes.direct = true,
        }
        notes.fallback = fallback.or(notes.fallback.take());
        Ok(data)
    }

    /// Both sides of the channels together, day by day.
    pub async fn daily(&self, channels: &[ChannelId], days: Days, today: NaiveDate) -> Result<Daily, Problem> {
        let workspace = self.app.workspace;
        let spent = spend(self.app, channels, days, &[SpendBy::Day]);
        let reported = self.read(|store| store.days(workspace, channels, days));
        let (spent, reported) = tokio::try_join!(spent, reported)?;
        let spent = spent.into_iter().filter_map(|spent| Some((spent.day?, spent.micros.0)));
        Ok(Daily::new(today, reported, spent))
    }

    /// The videos of several channels over a range, channel by channel.
    pub async fn video_sums(&self, channels: &[ChannelId], days: Days) -> Result<Vec<VideoSum>, Problem> {
        let workspace = self.app.workspace;
        let of_one = |channel| self.read(move |store| store.video_sums(workspace, channel, days));
        let asked: Vec<_> = channels.iter().map(of_one).collect();
        let sums: Vec<_> = stream::iter(asked).buffered(AT_ONCE).try_collect().await?;
        Ok(sums.concat())
    }

    /// The days of several videos, in their order.
    pub async fn video_days(&self, spans: &[VideoSpan]) -> Result<Vec<Vec<VideoDay>>, Problem> {
        let workspace = self.app.workspace;
        self.read(|store| store.video_days(workspace, spans)).await
    }

    /// What the answer rests on. Only the read copy is named where it alone answered.
    pub async fn basis(self, tz: Tz) -> Result<Basis, Problem> {
        let cursors = self.app.journal.cursors(YOUTUBE_ANALYTICS).await?;
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let store = if notes.copied && !notes.direct { StoreName::Scylla } else { StoreName::Postgres };
        Ok(Basis {
            tz: tz.name().to_owned(),
            currency: Currency::USD,
            source: Source { store, fallback: notes.fallback },
            as_of: cursors.iter().map(|cursor| cursor.updated_at).max(),
        })
    }
}
