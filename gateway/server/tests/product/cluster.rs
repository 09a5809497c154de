//! The main job on given servers: Apache Kafka 4.x with the consumer group protocol, PostgreSQL and Redis by address.

use crate::{
    database::OwnDatabase,
    harness::Home,
    main_job::{main_job, twenty_of_five},
    two_instances::sharing,
};

#[test]
fn the_same_main_job_on_apache_kafka() {
    let Some(given) = Given::look() else { return };
    let home = Home::new();
    let database = OwnDatabase::create(given.database.clone(), format!("ytempire_product_{}", std::process::id()));
    let group = format!("test-{}", std::process::id());
    let product = home.start_with(&given.variables(&group, &database.url()));
    assert_eq!(product.run["kafka"], *given.kafka);
    assert!(product.run["pids"]["postgres"].is_null(), "no private server runs");
    // The log is shared with whatever used it before: names of our own.
    main_job(&product, &format!("cluster-{}", std::process::id()));
    twenty_of_five(&product, &format!("kafka-{}", std::process::id()));
    assert_eq!(product.stop(), Some(0));
}

#[test]
fn two_instances_on_apache_kafka_share_freeze_and_hand_over() {
    let Some(given) = Given::look() else { return };
    let home = Home::new();
    let database = OwnDatabase::create(given.database.clone(), format!("ytempire_shared_{}", std::process::id()));
    let group = format!("shared-{}", std::process::id());
    let first = home.start_with(&given.variables(&group, &database.url()));
    first.lend_operator(&home.path().join("second"));
    let second = home.start_beside("second", &given.variables(&group, &database.url()));
    sharing(&home, first, second, &database.url(), &format!("shared-{}-", std::process::id()));
}

/// Addresses of the servers that this test run was given.
struct Given {
    kafka: String,
    database: String,
    redis: String,
}

impl Given {
    /// `None`, said loudly: one is missing.
    fn look() -> Option<Given> {
        let of = |name: &str| std::env::var(format!("YTEMPIRE_TEST_{name}")).ok();
        let given = of("KAFKA4").zip(of("DATABASE_URL")).zip(of("REDIS_URL"));
        if given.is_none() {
            eprintln!(
                "NOT RUN: the product on Apache Kafka 4, because YTEMPIRE_TEST_KAFKA4, _DATABASE_URL or _REDIS_URL is not set"
            );
        }
        given.map(|((kafka, database), redis)| Given { kafka, database, redis })
    }

    fn variables<'a>(&'a self, group: &'a str, database: &'a str) -> [(&'a str, &'a str); 6] {
        [
            ("YTEMPIRE_PROFILE", "cluster"),
            ("YTEMPIRE_KAFKA__BROKERS", &self.kafka),
            ("YTEMPIRE_KAFKA__GROUP", group),
            ("YTEMPIRE_KAFKA__PROTOCOL", "consumer"),
            ("YTEMPIRE_POSTGRES__URL", database),
            ("YTEMPIRE_REDIS__URL", &self.redis),
        ]
    }
}
