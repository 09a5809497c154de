//! The main job on given servers: Apache Kafka 4.x with the consumer group protocol, PostgreSQL and Redis by address.

use std::process::Command;

use crate::{harness::Home, main_job::main_job};

#[test]
fn the_same_main_job_on_apache_kafka() {
    let given = ["YTEMPIRE_TEST_KAFKA4", "YTEMPIRE_TEST_DATABASE_URL", "YTEMPIRE_TEST_REDIS_URL"]
        .map(|name| std::env::var(name).ok());
    let [Some(kafka), Some(database), Some(redis)] = given else {
        eprintln!(
            "NOT RUN: the main job on Apache Kafka 4, because YTEMPIRE_TEST_KAFKA4, _DATABASE_URL or _REDIS_URL is not set"
        );
        return;
    };
    let home = Home::new();
    let name = format!("ytempire_product_{}", std::process::id());
    let database = OwnDatabase::create(database, name);
    let group = format!("test-{}", std::process::id());
    let product = home.start_with(&[
        ("YTEMPIRE_PROFILE", "cluster"),
        ("YTEMPIRE_KAFKA__BROKERS", &kafka),
        ("YTEMPIRE_KAFKA__GROUP", &group),
        ("YTEMPIRE_KAFKA__PROTOCOL", "consumer"),
        ("YTEMPIRE_POSTGRES__URL", &database.url()),
        ("YTEMPIRE_REDIS__URL", &redis),
    ]);
    assert_eq!(product.run["kafka"], *kafka);
    assert!(product.run["pids"]["postgres"].is_null(), "no private server runs");
    // The log is shared with whatever used it before: names of our own.
    main_job(&product, &format!("cluster-{}", std::process::id()));
    assert_eq!(product.stop(), Some(0));
}

/// A database of this test's own on the given server.
struct OwnDatabase {
    server: String,
    name: String,
}

impl OwnDatabase {
    fn create(server: String, name: String) -> Self {
        psql(&server, &format!("create database {name}"));
        OwnDatabase { server, name }
    }

    fn url(&self) -> String {
        let mut url = url::Url::parse(&self.server).expect("an address");
        url.set_path(&self.name);
        url.into()
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        psql(&self.server, &format!("drop database {} with (force)", self.name));
    }
}

#[expect(clippy::disallowed_methods, reason = "the test's own set-up")]
fn psql(server: &str, statement: &str) {
    let status = Command::new("psql").args(["-X", "-q", "-d", server, "-c", statement]).status().expect("psql");
    assert!(status.success(), "psql: {status}");
}
