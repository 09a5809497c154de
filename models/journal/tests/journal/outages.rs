use ytempire_journal::{Journal, Notice};

use crate::fixtures::{WS, admit, database, request};

#[tokio::test]
async fn a_database_that_is_away_is_told_from_a_defect() {
    let nobody = Journal::connect("postgres://test@127.0.0.1:1/none", 2).expect("an address");
    let error = nobody.admit(WS, &request("demo", "r-1")).await.expect_err("nobody listens");
    assert!(error.is_unavailable(), "{error:?}");
    assert!(nobody.ping().await.is_err());
}

#[tokio::test]
async fn connections_that_the_server_ends_are_made_anew() {
    let db = database().await;
    admit(&db.journal, "demo", "r-1").await;
    let mut listener = db.journal.listen().await.expect("database");
    const END: &str = "select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    sqlx::query(END).execute(db.pool()).await.expect("the others are ended");
    while listener.next().await != Notice::Reconnected {}
    // The pool may hand out a dead connection once; the error then says to try again.
    let mut tries = 0;
    while let Err(error) = db.journal.ping().await {
        assert!(error.is_unavailable(), "{error:?}");
        tries += 1;
        assert!(tries < 20, "the pool does not recover");
    }
    admit(&db.journal, "demo", "r-2").await;
}
