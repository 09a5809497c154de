//! How much there is, and what may be asked of it.

use chrono::{Days, NaiveDate};
use rand::RngExt as _;
use ytempire_domain::id::ChannelId;

pub const VIDEOS: u64 = 200;
pub const DAYS: u64 = 100;

/// Channels and videos count from 1; the last day is the day before yesterday.
#[derive(Clone, Copy)]
pub struct Extent {
    pub channels: u64,
    pub first: NaiveDate,
}

impl Extent {
    pub fn new(channels: u64) -> Self {
        Extent { channels, first: chrono::Utc::now().date_naive() - Days::new(DAYS + 1) }
    }

    pub fn rows(self) -> u64 {
        self.channels * VIDEOS * DAYS
    }

    /// 7, 28 or 90 days, anywhere.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let length = [7, 28, 90][rand::rng().random_range(0..3)];
        let from = self.first + Days::new(rand::rng().random_range(0..=DAYS - length));
        (from, from + Days::new(length - 1))
    }

    pub fn any_channel(self) -> u64 {
        rand::rng().random_range(1..=self.channels)
    }

    pub fn channel(self) -> ChannelId {
        format!("bench-{}", self.any_channel()).parse().expect("a slug")
    }

    /// A channel and a video of it that has a retention curve: one in ten has.
    pub fn video(self) -> (ChannelId, String) {
        let (channel, video) = (self.any_channel(), rand::rng().random_range(1..=VIDEOS / 10) * 10);
        // As rows.sql makes them.
        (format!("bench-{channel}").parse().expect("a slug"), format!("vid_{channel:016x}{video:016x}"))
    }
}
