//! The recorded figures that lie beside the tests, and what they add up to: computed here as plainly as can be, from the
//! file alone.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    io::Read as _,
};

use serde_json::json;

pub const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/recorded/yt_jp_daily.csv.gz");
/// Days of the recording.
pub const DAYS: (&str, &str) = ("2026-01-10", "2026-03-08");

/// Views, likes, comments.
pub type Three = [i64; 3];

/// What a video gained from one of its rows to the next.
#[derive(Clone, Debug)]
pub struct Gain {
    pub channel: String,
    pub video: String,
    pub day: String,
    pub counts: Three,
}

/// What gains add up to; days and channels without any are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub total: Three,
    pub days: BTreeMap<String, Three>,
    pub channels: BTreeMap<String, Three>,
    /// By channel and video.
    pub videos: BTreeMap<(String, String), Three>,
}

/// The gains of the file, in its order; `channel` says whose video it is.
pub fn gains(channel: impl Fn(&str) -> String) -> Vec<Gain> {
    let mut text = String::new();
    let file = std::fs::File::open(FILE).expect("the recording");
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("gzip");
    let mut before: HashMap<&str, Three> = HashMap::new();
    let mut gains = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [day, video, views, likes, comments] = cells[..] else { panic!("{line}") };
        let now = [views, likes, comments].map(|cell| cell.parse::<i64>().expect("a number"));
        if let Some(then) = before.insert(video, now) {
            let counts = [0, 1, 2].map(|at| now[at] - then[at]);
            gains.push(Gain { channel: channel(video), video: video.to_owned(), day: day.to_owned(), counts });
        }
    }
    gains
}

/// A channel for each first letter, so that there are some in every partition; `tag` keeps those of one test apart.
pub fn by_letter(tag: &str, video: &str) -> String {
    format!("{tag}{}", video[..1].to_lowercase().replace(['-', '_'], ""))
}

/// The same as a layout of `ytempire replay`.
pub fn layout_by_letter(tag: &str) -> String {
    let shipped = include_str!("../../layouts/yt-videos-daily.toml");
    let (one, many) = (
        "channel_id = { constant = \"yt-videos\" }",
        format!("channel_id = {{ column = \"video_id\", first = 1, slug = true, prefix = \"{tag}\" }}"),
    );
    assert!(shipped.contains(one));
    shipped.replace(one, &many)
}

impl Sums {
    pub fn of(gains: &[Gain]) -> Sums {
        let mut sums = Sums::default();
        for gain in gains {
            add(&mut sums.total, gain.counts);
            add(sums.days.entry(gain.day.clone()).or_default(), gain.counts);
            add(sums.channels.entry(gain.channel.clone()).or_default(), gain.counts);
            add(sums.videos.entry((gain.channel.clone(), gain.video.clone())).or_default(), gain.counts);
        }
        sums
    }
}

fn add(sum: &mut Three, counts: Three) {
    for (sum, count) in sum.iter_mut().zip(counts) {
        *sum += count;
    }
}

/// Every gain as the platform would have told it: growing over a few days, each time later; the last one is right. JSON
/// lines, the records of a day side by side.
pub fn restated(gains: &[Gain], times: i64) -> String {
    let mut lines = String::new();
    for gain in gains {
        for told in 1..=times {
            let part = gain.counts.map(|count| count * told / times);
            let hour = told % 24;
            let observed = chrono::NaiveDate::parse_from_str(&gain.day, "%Y-%m-%d").expect("a day")
                + chrono::Days::new(told as u64 / 24);
            let record = json!({
                "channel_id": gain.channel, "video_id": gain.video, "day": gain.day,
                "observed_at": format!("{observed}T{hour:02}:30:00Z"),
                "metrics": { "views": part[0], "likes": part[1], "comments": part[2] },
            });
            writeln!(lines, "{record}").expect("a string");
        }
    }
    lines
}

#[test]
fn the_recording_is_what_its_page_says() {
    let gains = gains(|video| by_letter("x-", video));
    assert_eq!(gains.len(), 309 - 67);
    assert!(gains.iter().all(|gain| (DAYS.0..=DAYS.1).contains(&gain.day.as_str())));
    assert!(gains.iter().any(|gain| gain.counts.iter().any(|count| *count < 0)), "a counter fell");
    let sums = Sums::of(&gains);
    assert!(sums.channels.len() > 20 && sums.channels.contains_key("x-"), "{:?}", sums.channels.keys());
}
