//! Keys of programs: who may use one, and until when.

use chrono::{DateTime, TimeDelta, Utc};
use ytempire_domain::id::UserId;
use ytempire_journal::{ApiKey, ApiKeyId, NewApiKey, NewUser, Role, testing::TestDatabase};

use crate::fixtures::WS;

async fn world() -> (TestDatabase, UserId) {
    let db = TestDatabase::create().await;
    let owner = NewUser { email: "a@b".into(), name: "a".into(), role: Role::Owner, password_hash: "x".into() };
    let user = db.journal.create_user(WS, &owner).await.expect("database").expect("the first");
    (db, user.id)
}

async fn make(db: &TestDatabase, by: UserId, expires_at: Option<DateTime<Utc>>) -> ApiKey {
    let (id, scopes) = (ApiKeyId::generate(), vec!["analytics:read".to_owned()]);
    let new = NewApiKey { id, name: "sheet".into(), scopes, hash: [7; 32], expires_at };
    db.journal.create_api_key(WS, by, &new).await.expect("database").expect("room")
}

async fn lives(db: &TestDatabase, id: ApiKeyId) -> bool {
    db.journal.living_api_key(id).await.expect("database").is_some()
}

#[tokio::test]
async fn a_key_lives_until_it_expires_or_is_revoked() {
    let (db, by) = world().await;
    let (endless, short) = (make(&db, by, None).await, make(&db, by, Some(Utc::now() + TimeDelta::hours(1))).await);
    let (found, hash) = db.journal.living_api_key(short.id).await.expect("database").expect("it lives");
    assert_eq!((found, hash), (short.clone(), vec![7; 32]));
    let expire = "update api_key set expires_at = now() where key_id = $1";
    sqlx::query(expire).bind(short.id.uuid()).execute(db.pool()).await.expect("expired");
    assert!(!lives(&db, short.id).await && lives(&db, endless.id).await);
    assert!(db.journal.revoke_api_key(WS, endless.id).await.expect("database"));
    assert!(!lives(&db, endless.id).await);
    assert!(!db.journal.revoke_api_key(WS, endless.id).await.expect("database"), "it was revoked before");
    let listed: Vec<_> = db.journal.api_keys(WS).await.expect("database").iter().map(|key| key.id).collect();
    assert_eq!(listed, [short.id], "an expired one is shown, a revoked one is not");
}

#[tokio::test]
async fn the_use_of_a_key_is_noted_once_a_minute() {
    let (db, by) = world().await;
    let key = make(&db, by, None).await;
    let used = || async {
        db.journal.touch_api_key(key.id).await.expect("database");
        db.journal.api_keys(WS).await.expect("database")[0].last_used_at.expect("used")
    };
    let first = used().await;
    assert_eq!(used().await, first);
    let age = "update api_key set last_used_at = last_used_at - interval '61 seconds'";
    sqlx::query(age).execute(db.pool()).await.expect("aged");
    assert!(used().await > first);
}

#[tokio::test]
async fn a_workspace_has_a_hundred_keys_at_most() {
    let (db, by) = world().await;
    for _ in 0..100 {
        make(&db, by, None).await;
    }
    let new = NewApiKey {
        id: ApiKeyId::generate(),
        name: "one more".into(),
        scopes: vec!["analytics:read".to_owned()],
        hash: [0; 32],
        expires_at: None,
    };
    assert_eq!(db.journal.create_api_key(WS, by, &new).await.expect("database"), None);
    let first = db.journal.api_keys(WS).await.expect("database")[0].id;
    db.journal.revoke_api_key(WS, first).await.expect("database");
    assert!(db.journal.create_api_key(WS, by, &new).await.expect("database").is_some());
}
