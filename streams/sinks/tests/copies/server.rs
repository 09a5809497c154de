//! CQL servers: the one that `infra/test` has started, and one of a test's own, to kill.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use scylla::client::{session::Session, session_builder::SessionBuilder};
use ytempire_sinks::scylla::{ScyllaConfig, ScyllaSink};

const VARIABLE: &str = "YTEMPIRE_TEST_CQL";

/// Where the server listens. Loud where there is none: a test that did not run is no test.
pub fn address(what: &str) -> Option<String> {
    let address = std::env::var(VARIABLE).ok();
    if address.is_none() {
        eprintln!("\n*** NOT RUN: {what}: {VARIABLE} is not set (infra/cassandra starts a server) ***\n");
    }
    address
}

/// A copy in a keyspace of its own, and a session of the test's own beside it.
pub struct Copy {
    pub sink: ScyllaSink,
    pub config: ScyllaConfig,
}

impl Copy {
    pub fn new(address: &str) -> Self {
        let config = ScyllaConfig::new(vec![address.to_owned()], format!("t{}", uuid::Uuid::now_v7().simple()));
        Copy { sink: ScyllaSink::connect(config.clone()).expect("a sink"), config }
    }

    /// For what no call of the sink does: looking behind the curtain.
    pub async fn session(&self) -> Session {
        let session = SessionBuilder::new().known_nodes(&self.config.nodes).build().await.expect("a session");
        session.use_keyspace(&self.config.keyspace, true).await.expect("the keyspace");
        session
    }

    pub async fn remove(self) {
        let session = self.session().await;
        session.query_unpaged(format!("DROP KEYSPACE {}", self.config.keyspace), ()).await.expect("dropped");
    }
}

/// A node that one test may kill. It syncs its commit log now and then only, as servers do.
pub struct Node {
    folder: PathBuf,
    pub address: String,
}

impl Node {
    pub fn start() -> Self {
        let port = free_ports();
        let folder = std::env::temp_dir().join(format!("ytempire-node-{}", uuid::Uuid::now_v7().simple()));
        let node = Node { folder, address: format!("127.0.0.1:{port}") };
        node.start_again();
        node
    }

    pub fn start_again(&self) {
        let port = self.address.rsplit_once(':').expect("a port").1;
        assert!(self.run(&["start", self.folder(), port]), "the node starts");
    }

    /// As a machine that hangs: connections stand and nobody answers.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    pub fn kill(&self) {
        assert!(self.run(&["kill", self.folder()]), "the node is killed");
    }

    fn folder(&self) -> &str {
        self.folder.to_str().expect("text")
    }

    #[expect(clippy::disallowed_methods, reason = "the node is a process")]
    fn signal(&self, signal: &str) {
        let pid = std::fs::read_to_string(self.folder.join("pid")).expect("it runs");
        let pid = pid.split_whitespace().next().expect("a pid");
        let status = Command::new("kill").args([signal, pid]).status();
        assert!(status.is_ok_and(|status| status.success()), "{signal} reaches the node");
    }

    #[expect(clippy::disallowed_methods, reason = "the node is a process")]
    fn run(&self, arguments: &[&str]) -> bool {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/cassandra");
        let mut command = Command::new(script);
        command.args(arguments).env("CASSANDRA_SYNC", "periodic").env("CASSANDRA_HEAP", "512m");
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let killed = self.run(&["kill", self.folder()]);
        let removed = std::fs::remove_dir_all(&self.folder);
        if !killed || removed.is_err() {
            eprintln!("the node in {} was not cleaned away", self.folder());
        }
    }
}

/// The first of two neighbours that nobody listens on.
fn free_ports() -> u16 {
    let bind = |port| std::net::TcpListener::bind(("127.0.0.1", port));
    (0..100)
        .find_map(|_| {
            let first = bind(0).ok()?;
            let port = first.local_addr().ok()?.port();
            bind(port.checked_add(1)?).ok().map(|_| port)
        })
        .expect("two free ports")
}
