use ytempire_domain::{
    Step,
    event::Event,
    production::{Change, Quality, Revision, Script, ScriptCheck, StepOutput},
};
use ytempire_journal::Conclusion;

use crate::fixtures::{
    WS, add_channel, admit, channel, claim, completed, conclude, database, events, run, script, script_check,
};

fn named(title: &str) -> StepOutput {
    match script() {
        StepOutput::Script(script) => StepOutput::Script(Script { title: title.to_owned(), ..script }),
        other => other,
    }
}

#[tokio::test]
async fn a_script_is_held_against_those_before_it_in_its_channel_the_newest_first() {
    let db = database().await;
    let journal = &db.journal;
    add_channel(journal, "other").await;
    let mut last = None;
    for (of, title) in [("demo", "one"), ("other", "elsewhere"), ("demo", "two"), ("demo", "three"), ("demo", "four")] {
        let video = admit(journal, of, title).await;
        let claim = claim(journal).await;
        run(journal, claim.key(), &completed(named(title), 1)).await;
        conclude(journal, claim.key(), Conclusion::Cancelled).await;
        last = Some(video);
    }
    let last = last.expect("some");
    let titles = async |most| {
        let earlier = journal.earlier_scripts(WS, &channel("demo"), last, most).await.expect("database");
        earlier.into_iter().map(|script| script.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(20).await, ["three", "two", "one"]);
    assert_eq!(titles(2).await, ["three", "two"]);
    let unwritten = admit(journal, "demo", "five").await;
    let earlier = journal.earlier_scripts(WS, &channel("demo"), unwritten, 1).await.expect("database");
    assert_eq!(earlier[0].title, "four");
}

fn quality(total: f64) -> Quality {
    Quality { total, parts: vec![], by: "test".into() }
}

/// Found below the threshold and given another title.
fn revised(title: &str) -> StepOutput {
    let script = named(title).script().cloned();
    let (part, done) = ("title".to_owned(), "Another title.".to_owned());
    let changes = vec![Change { part, reasons: vec![], done, before: 0.5, after: 0.7 }];
    let revision = Some(Revision { first: quality(0.5), tried: 3, changes, script });
    StepOutput::ScriptCheck(ScriptCheck { checks: vec![], quality: Some(quality(0.7)), revision })
}

#[tokio::test]
async fn a_revised_script_is_what_the_job_is_called_by_what_the_event_says_and_what_later_ones_are_held_against() {
    let db = database().await;
    let journal = &db.journal;
    let video = admit(journal, "demo", "one").await;
    let claimed = claim(journal).await;
    run(journal, claimed.key(), &completed(named("first"), 1)).await;
    run(journal, claimed.key(), &completed(revised("second"), 1)).await;
    let title = async || journal.video(WS, video).await.expect("database").expect("there").title;
    assert_eq!(title().await.as_deref(), Some("second"));
    let history = journal.history(video).await.expect("database");
    assert_eq!(history.output(Step::ScriptCheck), Some(&revised("second")));
    let said = events(&db).await.into_iter().find_map(|logged| match logged.event {
        Event::VideoScriptRevised { title, before, after, changes, .. } => Some((title, before, after, changes)),
        _ => None,
    });
    assert_eq!(said, Some(("second".to_owned(), 0.5, 0.7, vec!["Another title.".to_owned()])));
    conclude(journal, claimed.key(), Conclusion::Cancelled).await;
    let next = admit(journal, "demo", "two").await;
    let earlier = journal.earlier_scripts(WS, &channel("demo"), next, 1).await.expect("database");
    assert_eq!(earlier[0].title, "second");

    journal.retry(WS, video, Some(Step::ScriptCheck)).await.expect("database");
    let claimed = claim(journal).await;
    run(journal, claimed.key(), &completed(script_check(), 1)).await;
    assert_eq!(title().await.as_deref(), Some("first"), "the new check leaves the script as it was written");
}
