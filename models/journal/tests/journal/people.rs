use chrono::{TimeDelta, Utc};
use ytempire_domain::{ContentHash, id::UserId};
use ytempire_journal::{Begin, Journal, NewUser, Role, Rotation, User, testing::TestDatabase};

use crate::fixtures::WS;

async fn user(journal: &Journal, email: &str, role: Role) -> Option<User> {
    let new = NewUser { email: email.into(), name: "Ann".into(), role, password_hash: "$argon2id$canary".into() };
    journal.create_user(WS, &new).await.expect("database")
}

async fn owner(db: &TestDatabase) -> UserId {
    user(&db.journal, "ann@example.org", Role::Owner).await.expect("the first one").id
}

#[tokio::test]
async fn an_address_is_taken_once_in_any_case_and_the_owner_comes_first() {
    let db = TestDatabase::create().await;
    let ann = owner(&db).await;
    assert!(user(&db.journal, "ANN@example.org", Role::Member).await.is_none());
    assert!(user(&db.journal, "bob@example.org", Role::Owner).await.is_none());
    assert!(user(&db.journal, "bob@example.org", Role::Member).await.is_some());
    let found = db.journal.user_by_email("Ann@Example.org").await.expect("database").expect("known");
    assert_eq!((found.id, db.journal.count_users(WS).await.expect("database")), (ann, 2));
    assert!(!format!("{found:?}").contains("canary") && !format!("{found:?}").contains("example.org"));
}

#[tokio::test]
async fn of_two_first_owners_at_once_one_is_first() {
    let db = TestDatabase::create().await;
    let mut tries = tokio::task::JoinSet::new();
    for n in 0..6 {
        let journal = db.journal.clone();
        tries.spawn(async move { user(&journal, &format!("{n}@example.org"), Role::Owner).await });
    }
    assert_eq!(tries.join_all().await.into_iter().flatten().count(), 1);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_a_stolen_one_ends_the_session() {
    let db = TestDatabase::create().await;
    let ann = owner(&db).await;
    let expires = Utc::now() + TimeDelta::days(1);
    let session = db.journal.create_session(ann, b"one", expires).await.expect("database");
    let rotate = async |old: &[u8], new: &[u8]| db.journal.rotate_session(old, new, expires).await.expect("database");
    assert!(matches!(rotate(b"one", b"two").await, Rotation::Rotated(next) if next.id == session.id));
    // A second tab a moment later is no thief.
    assert!(matches!(rotate(b"one", b"three").await, Rotation::Rotated(_)));
    db.age_used_tokens().await;
    assert_eq!(rotate(b"one", b"four").await, Rotation::Reused);
    assert!(!db.journal.session_alive(session.id).await.expect("database"));
    assert_eq!(rotate(b"two", b"five").await, Rotation::Unknown);
}

#[tokio::test]
async fn a_session_ends_by_the_clock_or_by_its_owner() {
    let db = TestDatabase::create().await;
    let ann = owner(&db).await;
    let over = db.journal.create_session(ann, b"old", Utc::now() - TimeDelta::seconds(1)).await.expect("database");
    assert!(!db.journal.session_alive(over.id).await.expect("database"));
    assert_eq!(db.journal.session_by_refresh(b"old").await.expect("database"), None);
    let open = db.journal.create_session(ann, b"new", Utc::now() + TimeDelta::days(1)).await.expect("database");
    assert_eq!(db.journal.session_by_refresh(b"new").await.expect("database").map(|s| s.id), Some(open.id));
    db.journal.revoke_session(open.id).await.expect("database");
    assert!(!db.journal.session_alive(open.id).await.expect("database"));
}

#[tokio::test]
async fn a_call_is_carried_out_once_and_answered_again() {
    let db = TestDatabase::create().await;
    let ann = owner(&db).await;
    let (body, other) = (ContentHash::of(b"body"), ContentHash::of(b"other"));
    let begin = async |hash| db.journal.begin_call(ann, "key", &hash).await.expect("database");
    assert!(matches!(begin(body).await, Begin::New));
    assert!(matches!(begin(body).await, Begin::InProgress));
    assert!(matches!(begin(other).await, Begin::Conflict));
    db.journal.finish_call(ann, "key", 202, b"answer").await.expect("database");
    assert!(matches!(begin(body).await, Begin::Replay { status: 202, body } if body == b"answer"));
    db.journal.abandon_call(ann, "key").await.expect("database");
    assert!(matches!(begin(body).await, Begin::Replay { .. }), "an answer that was given stays");
}
