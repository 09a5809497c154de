//! Ideas: the rankings of all niches as one list, and what people decided.

use chrono::{TimeDelta, Utc};
use ytempire_domain::id::VideoId;
use ytempire_journal::{Decided, Decision, IdeaFilter, IdeaRow, IdeaState, Journal, PageRequest};

use crate::{
    fixtures::{WS, database},
    windows::{own, rank, signal, store},
};

async fn list(journal: &Journal, filter: &IdeaFilter) -> Vec<IdeaRow> {
    journal.ideas(WS, filter, PageRequest::default()).await.expect("database").items
}

fn of(state: IdeaState) -> IdeaFilter {
    IdeaFilter { niche: None, state: Some(state) }
}

fn topics(ideas: &[IdeaRow]) -> Vec<&str> {
    ideas.iter().map(|idea| idea.ranked.topic.as_str()).collect()
}

async fn done(journal: &Journal, idea: &IdeaRow, decision: Decision) -> IdeaRow {
    match journal.decide(WS, &idea.id, decision).await.expect("database") {
        Decided::Done(idea) => *idea,
        Decided::Missing => panic!("it is there"),
    }
}

/// Bees rise fast, moths slowly; rain falls.
async fn ranked(journal: &Journal) {
    let fence = own(journal, 0).await;
    let signals = [
        signal("Nature", "Bees", 0, 10.0),
        signal("Nature", "Bees", 60, 30.0),
        signal("Nature", "Moths", 0, 10.0),
        signal("Nature", "Moths", 60, 12.0),
        signal("News", "Rain", 0, 10.0),
        signal("News", "Rain", 60, 9.0),
    ];
    store(journal, &fence, 0, &signals).await.expect("ours");
    assert!(rank(journal, "nature").await && rank(journal, "news").await);
}

#[tokio::test]
async fn the_best_of_all_niches_comes_first_page_by_page() {
    let db = database().await;
    ranked(&db.journal).await;
    let all = list(&db.journal, &IdeaFilter::default()).await;
    assert_eq!(topics(&all), ["Bees", "Moths", "Rain"]);
    assert_eq!(all.iter().map(|idea| idea.place).collect::<Vec<_>>(), [Some(1), Some(2), Some(1)]);
    let nature = IdeaFilter { niche: Some(" NATURE".into()), state: None };
    assert_eq!(topics(&list(&db.journal, &nature).await), ["Bees", "Moths"]);
    let mut page = PageRequest { limit: 2, after: None };
    let first = db.journal.ideas(WS, &IdeaFilter::default(), page.clone()).await.expect("database");
    page.after.clone_from(&first.next);
    let second = db.journal.ideas(WS, &IdeaFilter::default(), page).await.expect("database");
    assert_eq!((topics(&first.items), topics(&second.items), second.next), (vec!["Bees", "Moths"], vec!["Rain"], None));
    let nowhere = PageRequest { limit: 2, after: Some("nonsense".into()) };
    assert!(db.journal.ideas(WS, &IdeaFilter::default(), nowhere).await.expect("database").items.is_empty());
}

#[tokio::test]
async fn a_decision_moves_an_idea_and_restoring_brings_it_back() {
    let db = database().await;
    ranked(&db.journal).await;
    let all = list(&db.journal, &of(IdeaState::New)).await;
    let video = VideoId::generate();
    let accepted = done(&db.journal, &all[0], Decision::Accept(video)).await;
    assert_eq!((accepted.state, accepted.video_id), (IdeaState::Accepted, Some(video)));
    done(&db.journal, &all[1], Decision::Dismiss).await;
    let until = Utc::now() + TimeDelta::hours(3);
    let snoozed = done(&db.journal, &all[2], Decision::Snooze(until)).await;
    assert_eq!(snoozed.snoozed_until.map(|at| at.timestamp()), Some(until.timestamp()));
    assert!(list(&db.journal, &of(IdeaState::New)).await.is_empty());
    assert_eq!(topics(&list(&db.journal, &of(IdeaState::Dismissed)).await), ["Moths"]);
    assert_eq!(done(&db.journal, &all[1], Decision::Restore).await.state, IdeaState::New);
    done(&db.journal, &all[0], Decision::Dismiss).await;
    assert_eq!(done(&db.journal, &all[0], Decision::Restore).await.video_id, None);
    assert_eq!(topics(&list(&db.journal, &of(IdeaState::New)).await), ["Bees", "Moths"]);
    let unknown = ytempire_domain::trend::IdeaId::of("nature", "nothing");
    assert_eq!(db.journal.decide(WS, &unknown, Decision::Dismiss).await.expect("database"), Decided::Missing);
}

#[tokio::test]
async fn a_snooze_that_is_over_is_new_again() {
    let db = database().await;
    ranked(&db.journal).await;
    let all = list(&db.journal, &of(IdeaState::New)).await;
    done(&db.journal, &all[0], Decision::Snooze(Utc::now() + TimeDelta::hours(3))).await;
    assert_eq!(topics(&list(&db.journal, &of(IdeaState::Snoozed)).await), ["Bees"]);
    let over = "update trend_decision set snoozed_until = now() - interval '1 second'";
    sqlx::query(over).execute(db.pool()).await.expect("database");
    let new = list(&db.journal, &of(IdeaState::New)).await;
    assert_eq!((topics(&new), new[0].snoozed_until), (vec!["Bees", "Moths", "Rain"], None));
}

#[tokio::test]
async fn what_was_accepted_is_shown_when_it_has_left_the_ranking() {
    let db = database().await;
    ranked(&db.journal).await;
    let bees = list(&db.journal, &IdeaFilter::default()).await.remove(0);
    done(&db.journal, &bees, Decision::Accept(VideoId::generate())).await;
    let (revision, _) = db.journal.windows(WS, "nature", 10).await.expect("database");
    assert!(db.journal.store_ranking(WS, "nature", revision, &[]).await.expect("database"));
    let accepted = list(&db.journal, &of(IdeaState::Accepted)).await;
    assert_eq!((accepted.len(), accepted[0].place, &accepted[0].ranked), (1, None, &bees.ranked));
    let nature = IdeaFilter { niche: Some("nature".into()), state: None };
    assert_eq!(topics(&list(&db.journal, &nature).await), ["Bees"]);
    assert_eq!(done(&db.journal, &bees, Decision::Restore).await.state, IdeaState::New);
    assert!(list(&db.journal, &nature).await.is_empty());
}
