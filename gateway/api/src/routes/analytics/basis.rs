//! Questions to the sinks and the ledger, with a note of who answered.

use chrono::NaiveDate;
use chrono_tz::Tz;
use futures_util::future::BoxFuture;
use ytempire_domain::{ChannelId, Currency};
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::{SpendBy, SpendFilter, Spent};
use ytempire_sinks::{Days, Read, Reads, SinkError, Store, VideoDay, VideoSpan};

use crate::{
    analytics::Daily,
    app::App,
    problem::Problem,
    routes::views::analytics::{Basis, Source, StoreName},
};

/// Asks, and remembers which stores answered.
pub struct Asker<'a> {
    pub app: &'a App,
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
        Asker { app, copied: false, fallback: None, direct: false }
    }

    /// Asks the sinks.
    pub async fn read<'b, T>(
        &'b mut self,
        ask: impl Fn(&'b dyn Reads) -> BoxFuture<'b, Result<T, SinkError>>,
    ) -> Result<T, Problem>
    where
        'a: 'b,
    {
        let app: &'b App = self.app;
        let read = app.analytics.read(ask).await?;
        Ok(self.noted(read))
    }

    fn noted<T>(&mut self, read: Read<T>) -> T {
        match read.store {
            Store::Scylla => self.copied = true,
            Store::Postgres => self.direct = true,
        }
        if read.fallback.is_some() {
            self.fallback = read.fallback;
        }
        read.data
    }

    /// Both sides of the channels together, day by day.
    pub async fn daily(&mut self, channels: &[ChannelId], days: Days, today: NaiveDate) -> Result<Daily, Problem> {
        let workspace = self.app.workspace;
        let spent = spend(self.app, channels, days, &[SpendBy::Day]).await?;
        let read = self.app.analytics.read(|store| store.days(workspace, channels, days)).await?;
        let reported = self.noted(read);
        let spent = spent.into_iter().filter_map(|spent| Some((spent.day?, spent.micros.0)));
        Ok(Daily::new(today, reported, spent))
    }

    /// The days of several videos, in their order.
    pub async fn video_days(&mut self, spans: &[VideoSpan]) -> Result<Vec<Vec<VideoDay>>, Problem> {
        let workspace = self.app.workspace;
        let read = self.app.analytics.read(|store| store.video_days(workspace, spans)).await?;
        Ok(self.noted(read))
    }

    /// What the answer rests on. Only the read copy is named where it alone answered.
    pub async fn basis(self, tz: Tz) -> Result<Basis, Problem> {
        let store = if self.copied && !self.direct { StoreName::Scylla } else { StoreName::Postgres };
        let cursors = self.app.journal.cursors(YOUTUBE_ANALYTICS).await?;
        Ok(Basis {
            tz: tz.name().to_owned(),
            currency: Currency::USD,
            source: Source { store, fallback: self.fallback },
            as_of: cursors.iter().map(|cursor| cursor.updated_at).max(),
        })
    }
}
