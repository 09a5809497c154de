use ytempire_domain::production::{Script, StepOutput};
use ytempire_journal::Conclusion;

use crate::fixtures::{WS, add_channel, admit, channel, claim, completed, conclude, database, run, script};

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
