//! What the analytics API says, as sums.

use serde_json::Value;

use crate::{
    harness::{PATIENCE, Product, text},
    recorded::{DAYS, Sums, Three},
};

const NAMES: [&str; 3] = ["views", "likes", "comments"];

/// What the API says of these channels over the recording. `None`: it cannot answer now.
pub fn told(product: &Product, channels: &[String]) -> Option<Sums> {
    let channel_ids: String = channels.iter().map(|channel| format!("&channel_id={channel}")).collect();
    let metrics: String = NAMES.iter().map(|name| format!("&metric={name}")).collect();
    let query = format!("from={}&to={}{metrics}{channel_ids}", DAYS.0, DAYS.1);
    let mut sums = Sums::default();

    let days = product.try_json(&format!("/api/v1/analytics/timeseries?granularity=day&{query}"))?;
    let series: Vec<&Vec<Value>> = (0..3)
        .map(|at| days["series"][at]["points"].as_array().unwrap_or_else(|| panic!("no points: {days}")))
        .collect();
    for (at, views) in series[0].iter().enumerate().filter(|(_, point)| !point["value"].is_null()) {
        let counts = [0, 1, 2].map(|metric| number(&series[metric][at]["value"]));
        sums.days.insert(text(views, "start").to_owned(), counts);
        (0..3).for_each(|metric| sums.total[metric] += counts[metric]);
    }
    for item in pages(product, &format!("/api/v1/analytics/breakdown?by=channel&limit=200&{query}"))? {
        sums.channels.insert(text(&item, "key").to_owned(), three(&item));
    }
    for channel in sums.channels.keys().cloned().collect::<Vec<_>>() {
        let query = format!("from={}&to={}{metrics}&channel_id={channel}", DAYS.0, DAYS.1);
        for item in pages(product, &format!("/api/v1/analytics/breakdown?by=video&limit=200&{query}"))? {
            sums.videos.insert((channel.clone(), text(&item, "key").to_owned()), three(&item));
        }
    }
    Some(sums)
}

/// Waits until the API says these sums; shows what it said instead.
pub fn wait_for(product: &Product, expected: &Sums) {
    let channels: Vec<String> = expected.channels.keys().cloned().collect();
    let deadline = std::time::Instant::now() + PATIENCE;
    loop {
        let said = told(product, &channels);
        if said.as_ref() == Some(expected) {
            return;
        }
        if std::time::Instant::now() >= deadline {
            assert_eq!(said.as_ref(), Some(expected));
        }
        std::thread::park_timeout(std::time::Duration::from_millis(200));
    }
}

/// Until the cursors of `youtube-analytics` stand at the ends of its partitions: nothing of the log waits any more.
pub fn wait_until_read(product: &Product) {
    crate::harness::eventually("the cursors at the ends of their partitions", || {
        let cursors = cursors(product)?;
        let ends = product.broker.ends("youtube-analytics")?;
        // A partition without a record may have no cursor.
        let read = ends.iter().all(|(partition, end)| *end == 0 || cursors.get(partition) == Some(end));
        (!ends.is_empty() && read).then_some(())
    });
}

/// Where reading stands, whoever reads; partitions of which nothing was read are left out.
pub fn cursors(product: &Product) -> Option<std::collections::BTreeMap<i32, i64>> {
    let system = product.try_json("/api/v1/system")?;
    let cursor = |partition: &Value| {
        Some((i32::try_from(partition["partition"].as_i64()?).ok()?, partition["next_offset"].as_i64()?))
    };
    Some(system["partitions"].as_array()?.iter().filter_map(cursor).collect())
}

/// Every item of a list, page after page.
pub fn pages(product: &Product, path: &str) -> Option<Vec<Value>> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = product.try_json(&format!("{path}{cursor}"))?;
        items.extend(page["items"].as_array().unwrap_or_else(|| panic!("no items: {page}")).iter().cloned());
        match page["next_cursor"].as_str() {
            None => return Some(items),
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
}

fn three(item: &Value) -> Three {
    NAMES.map(|name| number(&item["values"][name]))
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("no whole number: {value}"))
}
