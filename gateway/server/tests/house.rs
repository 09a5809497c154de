//! The house rules that a manifest can break: one foreign framework, one crate; an arrow never points to the right.

use std::process::Command;

use serde_json::Value;

/// Framework and the crates that may know it. Tests and benches stand outside the product and use what its users use.
const FRAMEWORKS: [(&str, &[&str]); 13] = [
    ("ractor", &["studio"]),
    ("rdkafka", &["kafka"]),
    ("warp", &["api"]),
    ("redis", &["api"]),
    ("tch", &["inference"]),
    ("ort", &["voice"]),
    ("ffmpeg-next", &["media"]),
    ("reqwest", &["providers"]),
    ("scylla", &["sinks"]),
    ("sqlx", &["journal", "sinks"]),
    ("nisshi-broker", &["broker"]),
    ("nisshi-storage", &["broker"]),
    ("object_store", &["artefacts"]),
];

/// From left to right; a crate may lean on its own shelf and on those before it.
const SHELVES: [&str; 5] = ["models", "streams", "actors", "gateway", "benches"];

struct Room {
    name: String,
    shelf: usize,
    leans_on: Vec<String>,
}

#[test]
fn a_foreign_framework_is_known_to_one_crate() {
    for room in rooms().iter().filter(|room| SHELVES[room.shelf] != "benches") {
        for (framework, crates) in FRAMEWORKS {
            let known = room.leans_on.iter().any(|name| name == framework);
            assert!(
                !known || crates.contains(&room.name.as_str()),
                "{} must not know {framework}: {crates:?} does",
                room.name
            );
        }
    }
}

#[test]
fn no_arrow_points_to_the_right() {
    let rooms = rooms();
    assert!(rooms.len() >= 10, "{} rooms", rooms.len());
    for room in &rooms {
        for name in room.leans_on.iter().filter_map(|name| name.strip_prefix("ytempire-")) {
            let other = rooms.iter().find(|other| other.name == name).unwrap_or_else(|| panic!("no room {name}"));
            assert!(other.shelf <= room.shelf, "{} ({}) leans on {name}", room.name, SHELVES[room.shelf]);
        }
    }
    let domain = rooms.iter().find(|room| room.name == "domain").expect("domain");
    let io = ["tokio", "sqlx", "reqwest", "futures-util", "tracing", "metrics"];
    assert!(
        !domain.leans_on.iter().any(|name| io.contains(&name.as_str())),
        "the domain is pure: {:?}",
        domain.leans_on
    );
}

#[expect(clippy::disallowed_methods, reason = "cargo alone knows its manifests")]
fn rooms() -> Vec<Room> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("json");
    let root = metadata["workspace_root"].as_str().expect("a root").to_owned() + "/";
    metadata["packages"].as_array().expect("packages").iter().map(|package| room(&root, package)).collect()
}

fn room(root: &str, package: &Value) -> Room {
    let place =
        package["manifest_path"].as_str().and_then(|path| path.strip_prefix(root)).expect("a path in the house");
    let shelf = place.split('/').next().expect("a shelf");
    let dependencies = package["dependencies"].as_array().expect("dependencies").iter();
    Room {
        name: package["name"]
            .as_str()
            .and_then(|name| name.strip_prefix("ytempire-"))
            .expect("a name of the house")
            .to_owned(),
        shelf: SHELVES.iter().position(|known| *known == shelf).unwrap_or_else(|| panic!("no shelf {shelf}")),
        leans_on: dependencies
            .filter(|dependency| dependency["kind"] != "dev")
            .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
            .collect(),
    }
}
