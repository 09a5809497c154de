//! Everything that can be asked, of one store.

use std::fmt::Debug;

use futures_util::future::BoxFuture;
use ytempire_domain::id::{ChannelId, WorkspaceId};
use ytempire_sinks::{Days, Metric, Reads, Result, VideoSpan};

use crate::month::{CHANNELS, VIDEOS, channel, days, video};

/// Question and answer, or the first error.
pub async fn of(store: &dyn Reads) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for (name, range) in ranges() {
        for channels in [vec![], vec![channel(1)], vec![channel(3), channel(0), channel(3)], many()] {
            let asked = format!("{name}, {} channels", channels.len());
            of_channels(store, &asked, &channels, range, &mut all).await?;
        }
        for channel in (0..=CHANNELS).map(channel) {
            let asked = format!("video_sums {name} {channel}");
            all.push(say(asked, store.video_sums(WorkspaceId::LOCAL, &channel, range)).await?);
        }
        let videos = (0..VIDEOS).map(video).chain(["".to_owned(), "none".to_owned()]);
        let span = |video_id| VideoSpan { channel_id: channel(2), video_id, days: range };
        let spans: Vec<VideoSpan> = videos.map(span).collect();
        all.push(say(format!("video_days {name}"), store.video_days(WorkspaceId::LOCAL, &spans)).await?);
    }
    of_videos(store, &mut all).await?;
    let other = WorkspaceId::generate();
    all.push(say("another workspace".to_owned(), store.days(other, &[], days())).await?);
    Ok(all)
}

async fn of_channels(
    store: &dyn Reads,
    asked: &str,
    channels: &[ChannelId],
    range: Days,
    all: &mut Vec<(String, String)>,
) -> Result<()> {
    let ws = WorkspaceId::LOCAL;
    all.push(say(format!("days {asked}"), store.days(ws, channels, range)).await?);
    all.push(say(format!("channel_days {asked}"), store.channel_days(ws, channels, range)).await?);
    all.push(say(format!("channel_sums {asked}"), store.channel_sums(ws, channels, range)).await?);
    Ok(())
}

async fn of_videos(store: &dyn Reads, all: &mut Vec<(String, String)>) -> Result<()> {
    let ws = WorkspaceId::LOCAL;
    for metric in Metric::ALL {
        for most in [1, 10, 5000] {
            let asked = format!("top_videos {} {most}", metric.name());
            all.push(say(asked, store.top_videos(ws, metric, most)).await?);
        }
    }
    for channel in (0..CHANNELS).map(channel) {
        for video in (0..VIDEOS).map(video) {
            let asked = format!("retention {channel} {video}");
            all.push(say(asked, store.retention(ws, &channel, &video)).await?);
        }
    }
    Ok(())
}

async fn say<T: Debug>(asked: String, answer: BoxFuture<'_, Result<T>>) -> Result<(String, String)> {
    Ok((asked, format!("{:?}", answer.await?)))
}

/// All, the middle, one day, none.
fn ranges() -> [(&'static str, Days); 4] {
    let all = days();
    let day = |number: u64| all.from + chrono::Days::new(number);
    let before = all.from - chrono::Days::new(400);
    let range = |from, to| Days::new(from, to).expect("a range");
    [
        ("all", range(before, all.to)),
        ("middle", range(day(9), day(37))),
        ("one day", range(day(20), day(20))),
        ("none", range(before, before)),
    ]
}

/// More than are asked one by one.
fn many() -> Vec<ChannelId> {
    (1..60).map(channel).collect()
}

/// Fails with the first answer that differs.
pub fn assert_same(expected: &[(String, String)], found: &[(String, String)]) {
    assert_eq!(expected.len(), found.len());
    for ((asked, expected), (_, found)) in expected.iter().zip(found) {
        assert_eq!(expected, found, "{asked}");
    }
    // What has nothing in it would be the same too.
    let full = expected.iter().filter(|(_, answer)| answer != "[]" && answer != "None").count();
    assert!(full * 2 > expected.len(), "{full} of {} answers say anything", expected.len());
}
