use std::collections::HashSet;

use chrono::TimeDelta;
use ytempire_domain::{channel::ChannelStatus, id::InstanceId};
use ytempire_journal::{Conclusion, LEASE, Written};

use crate::fixtures::{WS, add_channel, admit, channel, claim, claimed, conclude, database, video};

#[tokio::test]
async fn a_channel_runs_one_job_at_a_time_in_the_order_admitted() {
    let db = database().await;
    let mut order = Vec::new();
    for n in 0..3 {
        order.push(admit(&db.journal, "demo", &format!("r-{n}")).await);
    }
    for id in order {
        let claim = claim(&db.journal).await;
        assert_eq!((claim.job.video_id, claim.generation), (id, 1));
        assert!(db.journal.claim(InstanceId::generate(), 10).await.expect("database").is_empty());
        conclude(&db.journal, claim.key(), Conclusion::Finished).await;
    }
    assert!(db.journal.claim(InstanceId::generate(), 10).await.expect("database").is_empty());
}

#[tokio::test]
async fn claimers_at_once_never_get_the_same_job_or_two_of_one_channel() {
    let db = database().await;
    let channels: Vec<String> = (0..6).map(|n| format!("c-{n}")).collect();
    for id in &channels {
        add_channel(&db.journal, id).await;
        for n in 0..3 {
            admit(&db.journal, id, &format!("r-{n}")).await;
        }
    }
    for _ in 0..3 {
        let mut claimers = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let journal = db.journal.clone();
            claimers.spawn(async move { journal.claim(InstanceId::generate(), 2).await.expect("database") });
        }
        let mut claims: Vec<_> = claimers.join_all().await.into_iter().flatten().collect();
        // A claimer passes over a channel that another one looks at just then; it gets its turn at the next look.
        claims.extend(db.journal.claim(InstanceId::generate(), 10).await.expect("database"));
        let distinct: HashSet<_> = claims.iter().map(|claim| claim.job.channel_id.clone()).collect();
        assert_eq!((claims.len(), distinct.len()), (6, 6));
        for claim in claims {
            conclude(&db.journal, claim.key(), Conclusion::Finished).await;
        }
    }
}

#[tokio::test]
async fn channels_take_turns_however_long_one_of_them_has_waited() {
    let db = database().await;
    for n in 0..4 {
        admit(&db.journal, "demo", &format!("r-{n}")).await;
    }
    add_channel(&db.journal, "late").await;
    admit(&db.journal, "late", "r-1").await;
    let mut turns = Vec::new();
    for _ in 0..3 {
        let claim = db.journal.claim(InstanceId::generate(), 1).await.expect("database").remove(0);
        turns.push(claim.job.channel_id.to_string());
        conclude(&db.journal, claim.key(), Conclusion::Finished).await;
    }
    assert_eq!(turns, ["demo", "late", "demo"]);
}

#[tokio::test]
async fn a_lease_that_ran_out_is_claimable_under_the_next_generation_and_the_old_one_writes_nothing() {
    let (db, first) = claimed().await;
    db.expire_leases().await;
    let second = claim(&db.journal).await;
    assert_eq!((second.job.video_id, second.generation), (first.job.video_id, 2));
    assert!(second.version > first.version);
    assert!(!db.journal.renew(first.key()).await.expect("database"));
    let late = db.journal.conclude(first.key(), &Conclusion::Finished).await.expect("database");
    assert_eq!(late, Written::Stale);
}

#[tokio::test]
async fn a_lease_that_ran_out_and_that_nobody_took_is_still_the_holders() {
    let (db, claim) = claimed().await;
    db.expire_leases().await;
    assert!(db.journal.renew(claim.key()).await.expect("database"));
    assert!(db.journal.claim(InstanceId::generate(), 10).await.expect("database").is_empty());
}

#[tokio::test]
async fn a_renewal_moves_the_end_of_the_lease_by_the_databases_clock() {
    let (db, claim) = claimed().await;
    sqlx::query("update job set due_at = now()").execute(db.pool()).await.expect("database");
    assert!(db.journal.renew(claim.key()).await.expect("database"));
    let rest: f64 = sqlx::query_scalar("select extract(epoch from due_at - updated_at)::float8 from job")
        .fetch_one(db.pool())
        .await
        .expect("database");
    assert!(rest >= LEASE.as_secs_f64(), "{rest}");
    let turn: bool = sqlx::query_scalar("select c.turn_at = j.due_at from channel c, job j")
        .fetch_one(db.pool())
        .await
        .expect("database");
    assert!(turn, "the channel's turn comes when the lease ends");
}

#[tokio::test]
async fn a_released_job_is_claimable_at_once_by_anyone() {
    let (db, first) = claimed().await;
    db.journal.release(first.key()).await.expect("database");
    assert_eq!(claim(&db.journal).await.generation, 2);
}

#[tokio::test]
async fn an_instance_frees_the_leases_of_its_earlier_life_and_no_others() {
    let db = database().await;
    add_channel(&db.journal, "other").await;
    admit(&db.journal, "demo", "r-1").await;
    let dead = InstanceId::generate();
    let lost = db.journal.claim(dead, 10).await.expect("database").remove(0);
    admit(&db.journal, "other", "r-1").await;
    claim(&db.journal).await;
    assert_eq!(db.journal.free_leases(dead).await.expect("database"), 1);
    assert_eq!(claim(&db.journal).await.job.video_id, lost.job.video_id);
    assert_eq!(db.journal.free_leases(dead).await.expect("database"), 0);
}

#[tokio::test]
async fn a_job_that_waits_for_the_clock_gives_up_its_turn_and_gets_it_back() {
    let db = database().await;
    let waits = admit(&db.journal, "demo", "r-1").await;
    let next = admit(&db.journal, "demo", "r-2").await;
    let first = claim(&db.journal).await;
    let later = db.journal.now().await.expect("database") + TimeDelta::hours(1);
    conclude(&db.journal, first.key(), Conclusion::WaitUntil(later)).await;
    // PostgreSQL keeps microseconds.
    assert_eq!(video(&db.journal, waits).await.wake_at.map(|at| at.timestamp_micros()), Some(later.timestamp_micros()));
    let second = claim(&db.journal).await;
    assert_eq!(second.job.video_id, next);
    conclude(&db.journal, second.key(), Conclusion::Released).await;

    sqlx::query("update job set due_at = now() where due_at > now()").execute(db.pool()).await.expect("database");
    let back = claim(&db.journal).await;
    assert_eq!(back.job.video_id, waits, "the lower place goes first again");
}

#[tokio::test]
async fn a_channel_whose_only_job_waits_has_its_turn_when_the_wait_is_over() {
    let (db, first) = claimed().await;
    let past = db.journal.now().await.expect("database") - TimeDelta::seconds(1);
    conclude(&db.journal, first.key(), Conclusion::WaitUntil(past)).await;
    assert_eq!(claim(&db.journal).await.generation, 2);
}

#[tokio::test]
async fn a_request_that_comes_while_a_job_runs_waits_for_its_end() {
    let (db, first) = claimed().await;
    let next = admit(&db.journal, "demo", "r-2").await;
    assert!(db.journal.claim(InstanceId::generate(), 10).await.expect("database").is_empty());
    conclude(&db.journal, first.key(), Conclusion::Finished).await;
    assert_eq!(claim(&db.journal).await.job.video_id, next);
}

#[tokio::test]
async fn a_paused_channel_starts_nothing_until_it_is_active() {
    let db = database().await;
    let (id, settings) = (channel("demo"), Default::default());
    db.journal.update_channel(WS, &id, settings, ChannelStatus::Paused, 1).await.expect("database");
    admit(&db.journal, "demo", "r-1").await;
    assert!(db.journal.claim(InstanceId::generate(), 10).await.expect("database").is_empty());
    db.journal.update_channel(WS, &id, Default::default(), ChannelStatus::Active, 2).await.expect("database");
    claim(&db.journal).await;
}

#[tokio::test]
async fn a_claim_walks_the_index_of_turns_also_with_a_hundred_thousand_jobs() {
    let db = database().await;
    let first = admit(&db.journal, "demo", "r-1").await;
    // Beside the one job: a hundred thousand more in the same channel, and as many channels without any.
    for sql in [
        "insert into job (video_id, workspace_id, channel_id, channel_seq, request_id, body_hash, request, settings,
             topic, cap_micros)
         select gen_random_uuid(), workspace_id, channel_id, n + 1, 'bulk-' || n, body_hash, request, settings, topic,
             cap_micros from job, generate_series(1, 100000) n",
        "insert into channel (workspace_id, channel_id, settings)
         select workspace_id, 'bulk-' || n, '{}' from workspace, generate_series(1, 100000) n",
        "analyze",
    ] {
        sqlx::query(sql).execute(db.pool()).await.expect("database");
    }
    for sql in [
        "explain select 1 from channel where turn_at <= now() and status <> 'paused' order by turn_at, channel_id limit 4
         for no key update skip locked",
        "explain select video_id from job where workspace_id = '00000000-0000-0000-0000-000000000001'
         and channel_id = 'demo' and due_at <= now() order by channel_seq limit 1",
        "explain select min(due_at) from job where workspace_id = '00000000-0000-0000-0000-000000000001'
         and channel_id = 'demo' and due_at is not null",
    ] {
        let plan: Vec<String> = sqlx::query_scalar(sql).fetch_all(db.pool()).await.expect("database");
        let plan = plan.join("\n");
        assert!(plan.contains("Index") && !plan.contains("Seq Scan"), "{plan}");
    }
    assert_eq!(claim(&db.journal).await.job.video_id, first);
}
