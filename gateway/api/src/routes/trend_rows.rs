//! Ranked topics as rows of a file.

use super::views::{TrendPage, TrendView};
use crate::{
    analytics::table::{Cell, Table},
    deps::name_of,
};

/// One row for each topic, in the order of the page. What has several parts is told in one field, apart by `; `.
pub fn table(page: &TrendPage) -> Table {
    let mut table = Table::new(&[
        "id",
        "niche",
        "place",
        "topic",
        "also",
        "fits",
        "score",
        "base_rate",
        "horizon_hours",
        "source",
        "model",
        "version",
        "reasons",
        "sources",
        "regions",
        "rank",
        "latest",
        "measure",
        "unit",
        "age_hours",
        "observed_at",
        "made_at",
        "state",
        "snoozed_until",
        "video_id",
    ]);
    table.rows = page.items.iter().map(row).collect();
    table
}

fn row(item: &TrendView) -> Vec<Cell> {
    let reasons: Vec<&str> = item.reasons.iter().map(|reason| reason.words.as_str()).collect();
    vec![
        item.id.as_str().into(),
        item.niche.as_str().into(),
        item.place.map(i64::from).into(),
        item.topic.as_str().into(),
        item.also.join("; ").into(),
        item.fits.as_deref().into(),
        item.score.into(),
        item.base_rate.into(),
        i64::from(item.horizon_hours).into(),
        name_of(&item.source).into(),
        item.model.as_str().into(),
        item.version.as_deref().into(),
        reasons.join("; ").into(),
        item.sources.join("; ").into(),
        item.regions.join("; ").into(),
        item.rank.map(i64::from).into(),
        item.sparkline.last().map(|point| point.value).into(),
        item.measure.into(),
        item.unit.as_deref().into(),
        item.age_hours.into(),
        item.observed_at.to_rfc3339().into(),
        item.made_at.to_rfc3339().into(),
        name_of(&item.state).into(),
        item.snoozed_until.map(|at| at.to_rfc3339()).into(),
        item.video_id.map(|id| id.to_string()).into(),
    ]
}
