//! The paths of the API that the dashboards ask, through the real product: sign-in, sinks, journal, JSON and all.

use anyhow::ensure;
use serde_json::Value;

use super::{ask, extent::Extent};
use crate::{product::Product, scores::Scores};

/// Path, and the member that must not be empty.
type Wish = (&'static str, Box<dyn Fn(Extent) -> String>, &'static str);

pub async fn run(product: &Product, extent: Extent, scores: &mut Scores) -> anyhow::Result<()> {
    println!("dashboard: paths of the API, {} base rows", extent.rows());
    for (what, path, member) in wishes() {
        ask(scores, what, async || {
            let path = path(extent);
            let answer = product.get(&format!("analytics/{path}")).await?;
            let holds = answer[member].as_array().is_some_and(|list| !list.is_empty());
            ensure!(holds || member.is_empty(), "{path} answers without {member}: {}", short(&answer));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

fn wishes() -> Vec<Wish> {
    let range = |extent: Extent| {
        let (from, to) = extent.days();
        format!("from={from}&to={to}")
    };
    let one = move |extent: Extent| format!("{}&channel_id={}", range(extent), extent.channel());
    vec![
        ("GET overview, all channels", Box::new(move |extent| format!("overview?{}", range(extent))), "kpis"),
        ("GET overview, one channel", Box::new(move |extent| format!("overview?{}", one(extent))), "kpis"),
        (
            "GET timeseries by day beside the period before",
            Box::new(move |extent| {
                let metrics = "metric=views&metric=revenue&metric=spend&metric=profit";
                format!("timeseries?{}&{metrics}&compare=previous", range(extent))
            }),
            "series",
        ),
        (
            "GET timeseries by month",
            Box::new(move |extent| format!("timeseries?{}&granularity=month", range(extent))),
            "series",
        ),
        (
            "GET breakdown by channel",
            Box::new(move |extent| format!("breakdown?{}&by=channel&metric=revenue", range(extent))),
            "items",
        ),
        (
            "GET breakdown by video of a channel",
            Box::new(move |extent| format!("breakdown?{}&by=video&metric=views", one(extent))),
            "items",
        ),
        ("GET channels", Box::new(move |extent| format!("channels?{}", range(extent))), "items"),
        ("GET videos of a channel", Box::new(move |extent| format!("videos?{}", one(extent))), "items"),
        (
            "GET videos of a channel at the age of 28 days",
            Box::new(move |extent| format!("videos?{}&age=28", one(extent))),
            "items",
        ),
        ("GET videos of all channels", Box::new(|_| "videos".to_owned()), "items"),
        (
            "GET heatmap of publishing",
            Box::new(move |extent| format!("heatmap?{}&kind=publish", range(extent))),
            "cells",
        ),
        (
            "GET heatmap of activity",
            Box::new(move |extent| format!("heatmap?{}&kind=activity&metric=views", range(extent))),
            "cells",
        ),
        (
            "GET retention of a video",
            Box::new(|extent| {
                let (channel, video) = extent.video();
                format!("videos/{video}/retention?channel_id={channel}")
            }),
            "points",
        ),
    ]
}

fn short(answer: &Value) -> String {
    answer.to_string().chars().take(300).collect()
}
