use serde_json::json;

use super::*;

fn bound(layout: &str, header: &[&str]) -> Columns {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("layout.toml");
    std::fs::write(&file, layout).expect("file");
    let layout = Layout::find(file.to_str().expect("a name")).expect("valid");
    Columns::bind(&layout, &StringRecord::from(header.to_vec())).expect("its columns are there")
}

fn shipped(name: &str, header: &[&str]) -> Columns {
    let layout = Layout::find(name).expect("shipped");
    Columns::bind(&layout, &StringRecord::from(header.to_vec())).expect("its columns are there")
}

fn row(cells: &[&str]) -> ByteRecord {
    ByteRecord::from(cells.to_vec())
}

#[test]
fn counters_of_a_video_become_what_each_day_gained() {
    let columns = shipped("yt-videos-daily", &["date", "video_id", "title", "views", "likes", "comments"]);
    let mut memory = Memory::default();
    let mut value = |cells: &[&str]| columns.value(&row(cells), &mut memory).expect("usable");
    assert_eq!(
        value(&["2026-01-01", "12345678901", "a, b", "100", "5", ""]),
        None,
        "nothing is known of the first day"
    );
    assert_eq!(value(&["2026-01-01", "another-one", "c", "7", "0", "0"]), None);
    let second = value(&["2026-01-02", "12345678901", "a, b", "140", "4", "2"]).expect("a gain");
    assert_eq!(
        second,
        json!({
            "channel_id": "yt-videos",
            "video_id": "12345678901",
            "day": "2026-01-02",
            "observed_at": "2026-01-02T23:59:59Z",
            "complete": true,
            "metrics": { "views": 40, "likes": -1 },
        })
    );
    assert_eq!(value(&["2026-01-03", "12345678901", "a", "140", "4", "5"]).expect("a gain")["metrics"]["comments"], 3);
}

#[test]
fn ids_of_channels_are_folded_and_two_never_become_one() {
    let columns = shipped("yt-channels-daily", &["date", "channel_id", "subscribers", "views", "videos"]);
    let mut memory = Memory::default();
    let mut value = |cells: &[&str]| columns.value(&row(cells), &mut memory);
    assert_eq!(value(&["2026-01-01", "UC-aB", "10", "100", "1"]), Ok(None));
    let second = value(&["2026-01-02", "UC-aB", "9", "150", "1"]).expect("usable").expect("a gain");
    assert_eq!(
        (&second["channel_id"], &second["metrics"]),
        (&json!("uc-ab"), &json!({ "views": 50, "subscribers_gained": -1 }))
    );
    assert!(value(&["2026-01-01", "UC-Ab", "1", "1", "1"]).expect_err("another channel").contains("both become uc-ab"));
}

#[test]
fn a_row_that_cannot_be_used_says_why() {
    let columns = shipped("yt-videos-daily", &["date", "video_id", "views", "likes", "comments"]);
    let mut memory = Memory::default();
    for (cells, why) in [
        (&["2026-01-01", "v", "1"][..], "3 cells where the header has 5"),
        (&["2026-01-01", "v", "many", "1", "1"], "metrics.views: \"many\" is no whole number"),
    ] {
        assert_eq!(columns.value(&row(cells), &mut memory).expect_err("refused"), why);
    }
    let broken = ByteRecord::from(vec![&b"2026-01-01"[..], b"\xff", b"1", b"1", b"1"]);
    assert_eq!(columns.value(&broken, &mut memory).expect_err("refused"), "cell 2 is not UTF-8");
}

#[test]
fn columns_fill_fields_as_the_layout_says_and_an_empty_cell_fills_none() {
    let layout = "topic = \"trend-signals\"\n[fields]\nsource = { constant = \"hn\" }\ntopic = { column = \"title\" }\n\
                  niche = { column = \"place\", prefix = \"in-\", slug = true, first = 2 }\nvolume = { column = \"points\" }\n\
                  observed_at = { column = \"at\" }\n";
    let columns = bound(layout, &["title", "place", "points", "at"]);
    let mut memory = Memory::default();
    let mut value = |cells: &[&str]| columns.value(&row(cells), &mut memory).expect("usable").expect("a record");
    assert_eq!(
        value(&[" Bees ", "US-x", "1.5", "2026-01-01T00:00:00Z"]),
        json!({ "source": "hn", "topic": "Bees", "niche": "in-us", "volume": 1.5, "observed_at": "2026-01-01T00:00:00Z" })
    );
    assert_eq!(value(&["Bees", "us", "", "x"]).get("volume"), None);
}

#[test]
fn a_column_that_is_missing_is_named() {
    let layout = Layout::find("yt-videos-daily").expect("shipped");
    let missing = Columns::bind(&layout, &StringRecord::from(vec!["date", "video_id", "views", "likes"]));
    assert_eq!(missing.err().as_deref(), Some("there is no column comments"));
}

#[test]
fn trends_of_a_place_have_its_region_and_a_unit_only_beside_a_volume() {
    let columns = shipped("twitter-trends", &["row_id", "date", "location", "name", "rank", "tweet_volume"]);
    let mut memory = Memory::default();
    let mut value = |cells: &[&str]| columns.value(&row(cells), &mut memory);
    let full =
        value(&["a", "2020-07-15T18:53:51Z", "United States", "#bees", "3", "1200"]).expect("usable").expect("one");
    assert_eq!((&full["region"], &full["volume"], &full["unit"]), (&json!("US"), &json!(1200), &json!("tweets")));
    let bare = value(&["b", "2020-07-15T18:53:51Z", "Worldwide", "#bees", "1", ""]).expect("usable").expect("one");
    assert!(bare.get("region").is_none() && bare.get("unit").is_none(), "{bare}");
    let unknown = value(&["c", "2020-07-15T18:53:51Z", "Atlantis", "#bees", "1", ""]).expect_err("nowhere");
    assert!(unknown.contains("is not in its map"), "{unknown}");
}
