//! What the tables must hold, worked out from the records themselves and by nothing that the product uses.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use ytempire_domain::id::ChannelId;
use ytempire_journal::RawRecord;
use ytempire_sinks::{Days, PostgresSink, Reads as _};

use crate::fixtures::{WS, World};

/// One record: whose, when asked, and what it says.
#[derive(Clone, Debug)]
pub struct Said {
    pub channel: String,
    /// `None`: the whole channel.
    pub video: Option<String>,
    pub day: NaiveDate,
    pub observed: DateTime<Utc>,
    pub views: Option<i64>,
    pub revenue: Option<i64>,
}

impl Said {
    pub fn value(&self) -> Vec<u8> {
        let mut metrics = json!({"likes": 1});
        if let Some(views) = self.views {
            metrics["views"] = json!(views);
        }
        if let Some(revenue) = self.revenue {
            (metrics["revenue_micros"], metrics["currency"]) = (json!(revenue), json!("USD"));
        }
        let mut report =
            json!({"channel_id": self.channel, "day": self.day, "observed_at": self.observed, "metrics": metrics});
        if let Some(video) = &self.video {
            report["video_id"] = Value::from(video.as_str());
        }
        report.to_string().into_bytes()
    }

    pub fn at(&self, offset: i64) -> RawRecord {
        let (key, value) = (Some(self.channel.clone().into_bytes()), Some(self.value()));
        RawRecord { offset, key, value, ..RawRecord::default() }
    }
}

/// (channel, day) -> (views, revenue in micros).
pub type Sums = BTreeMap<(String, NaiveDate), (Option<i64>, Option<i64>)>;

/// Each with its place (partition, offset).
pub fn expected(said: &[((i32, i64), Said)]) -> Sums {
    let mut winners = BTreeMap::new();
    for (place, said) in said {
        let key = (said.channel.clone(), said.day, said.video.clone());
        let rank = (said.observed, *place);
        let winner = winners.entry(key).or_insert((rank, said));
        if rank >= winner.0 {
            *winner = (rank, said);
        }
    }
    let mut sides: BTreeMap<_, [Vec<&Said>; 2]> = BTreeMap::new();
    for ((channel, day, video), (_, said)) in &winners {
        sides.entry((channel.clone(), *day)).or_default()[usize::from(video.is_some())].push(said);
    }
    let sum =
        |said: &[&Said], of: fn(&Said) -> Option<i64>| said.iter().filter_map(|said| of(said)).reduce(|a, b| a + b);
    let figure = |[whole, videos]: &[Vec<&Said>; 2], of| sum(whole, of).or_else(|| sum(videos, of));
    sides.iter().map(|(key, both)| (key.clone(), (figure(both, |s| s.views), figure(both, |s| s.revenue)))).collect()
}

/// As the sink answers.
pub async fn found(world: &World) -> Sums {
    let days = Days::new("2020-01-01".parse().expect("a day"), "2030-01-01".parse().expect("a day")).expect("a range");
    let sink = PostgresSink::new(world.journal());
    let rows = sink.channel_days(WS, &[] as &[ChannelId], days).await.expect("database");
    rows.into_iter()
        .map(|row| {
            let counts = row.row.counts;
            ((row.channel_id.to_string(), row.row.day), (counts.views, counts.revenue_micros))
        })
        .collect()
}
