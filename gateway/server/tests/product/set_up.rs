//! Starting and stopping: what is taken is named, what was started is gone.

use std::net::TcpListener;

use crate::{
    harness::{Home, eventually, serve},
    processes::{children, lives},
    prometheus,
};

#[test]
fn a_stop_leaves_no_process_behind_and_a_start_finds_the_same_ports() {
    let home = Home::new();
    let product = home.start();
    let (kafka, gateway) = (product.run["kafka"].clone(), product.run["gateway"].clone());
    let mut pids = vec![product.pid(), product.pid_of("postgres"), product.pid_of("redis")];
    pids.extend(children(product.pid(), "worker"));
    assert_eq!(product.stop(), Some(0));
    for pid in pids {
        assert!(!lives(pid), "process {pid} is still there");
    }
    assert!(!home.path().join("data/run.json").exists());

    let again = home.start();
    assert_eq!((&again.run["kafka"], &again.run["gateway"]), (&kafka, &gateway));
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn servers_that_a_kill_left_behind_are_adopted_and_stopped_in_the_end() {
    let home = Home::new();
    let product = home.start();
    let (postgres, redis) = (product.pid_of("postgres"), product.pid_of("redis"));
    product.kill_hard();
    assert!(lives(postgres) && lives(redis));
    let product = home.start();
    assert_eq!((product.pid_of("postgres"), product.pid_of("redis")), (postgres, redis));
    assert_eq!(product.stop(), Some(0));
    assert!(!lives(postgres) && !lives(redis));
}

#[test]
fn a_taken_port_and_a_folder_in_use_have_exit_codes_of_their_own() {
    let home = Home::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let status = serve(&home.path().join("other"), &["--gateway", &address]).status().expect("ran");
    assert_eq!(status.code(), Some(3));

    let product = home.start();
    let second = serve(&product.data, &[]).status().expect("ran");
    assert_eq!(second.code(), Some(7));
    eventually("the first one lives on", || (product.probe("/readyz") == Some(200)).then_some(()));
    assert_eq!(product.stop(), Some(0));
}

#[test]
fn metrics_are_well_formed_and_secrets_stay_secret() {
    let home = Home::new();
    let product = home.start();
    let answer = reqwest::blocking::get(product.run["metrics"].as_str().expect("an address")).expect("metrics");
    let kind = answer.headers()["content-type"].to_str().expect("text").to_owned();
    assert!(kind.starts_with("text/plain"), "{kind}");
    let metrics = answer.text().expect("text");
    let families = prometheus::parse(&metrics).unwrap_or_else(|error| panic!("{error}\n{metrics}"));
    assert!(families.contains_key("ytempire_gateway_build_info"), "{metrics}");
    let shelves = ["models", "streams", "actors", "gateway"].map(|shelf| format!("ytempire_{shelf}_"));
    for (name, family) in &families {
        assert!(shelves.iter().any(|shelf| name.starts_with(shelf.as_str())), "{name} names no shelf");
        let values = family.samples.iter().flat_map(|sample| &sample.labels).map(|(_, value)| value);
        assert!(values.into_iter().all(|value| !value.starts_with("vid_")), "{name} has a label per video");
    }

    let log = product.log();
    for name in ["operator_password", "jwt_key", "postgres_password", "redis_password"] {
        let secret = std::fs::read_to_string(product.data.join("secrets").join(name)).expect("a secret");
        assert!(!log.contains(&secret) && !metrics.contains(&secret), "{name} leaks");
    }
    assert_eq!(product.stop(), Some(0));
}
