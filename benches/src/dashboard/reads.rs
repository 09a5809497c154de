//! The sink's own reads, one by one.

use ytempire_domain::id::WorkspaceId;
use ytempire_sinks::{Days, Metric, PostgresSink, Reads as _, VideoSpan};

use super::{ask, extent::Extent};
use crate::scores::Scores;

const WS: WorkspaceId = WorkspaceId::LOCAL;

pub async fn run(sink: &PostgresSink, extent: Extent, scores: &mut Scores) -> anyhow::Result<()> {
    let days = || {
        let (from, to) = extent.days();
        Days { from, to }
    };
    let one = || vec![extent.channel()];
    println!("dashboard: reads of the sink, {} base rows", extent.rows());
    ask(scores, "days, all channels", async || found(sink.days(WS, &[], days()).await?.len())).await?;
    ask(scores, "days, one channel", async || found(sink.days(WS, &one(), days()).await?.len())).await?;
    ask(scores, "days of each channel", async || found(sink.channel_days(WS, &[], days()).await?.len())).await?;
    ask(scores, "sums of each channel", async || found(sink.channel_sums(WS, &[], days()).await?.len())).await?;
    ask(scores, "sums of one channel", async || found(sink.channel_sums(WS, &one(), days()).await?.len())).await?;
    ask(scores, "days of a video", async || {
        let (channel_id, video_id) = extent.video();
        found(sink.video_days(WS, &[VideoSpan { channel_id, video_id, days: days() }]).await?[0].len())
    })
    .await?;
    ask(scores, "first days of a thousand videos", async || {
        let span = || {
            let (channel_id, video_id) = extent.video();
            let from = extent.days().0;
            VideoSpan { channel_id, video_id, days: Days { from, to: from + chrono::Days::new(6) } }
        };
        let spans: Vec<VideoSpan> = std::iter::repeat_with(span).take(1000).collect();
        found(sink.video_days(WS, &spans).await?.iter().map(Vec::len).sum())
    })
    .await?;
    ask(scores, "videos of a channel", async || found(sink.video_sums(WS, &extent.channel(), days()).await?.len()))
        .await?;
    ask(scores, "the greatest videos", async || found(sink.top_videos(WS, Metric::Views, 1000).await?.len())).await?;
    ask(scores, "retention of a video", async || {
        let (channel, video) = extent.video();
        found(usize::from(sink.retention(WS, &channel, &video).await?.is_some()))
    })
    .await
}

/// An answer without anything in it would be fast for nothing.
fn found(rows: usize) -> anyhow::Result<()> {
    anyhow::ensure!(rows > 0, "a read found nothing");
    Ok(())
}
