use std::collections::HashSet;

use proptest::prelude::*;

use super::{super::fixtures::job, draft::halves, opening::question, *};
use crate::local::{text::tokens, writer};

const BRIEF: &str = "Bread is old. The oldest ovens are 6,000 years old, and bakers still use their shape today in many towns. \
    Yeast eats sugar and breathes out gas. The gas lifts the dough. Steam keeps the crust soft, so the loaf can grow in the \
    heat. Salt slows the yeast down. Bakers weigh their flour. Remember to let it rest.";

fn part(name: &str, reasons: &[&str]) -> QualityPart {
    let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
    QualityPart { name: name.to_owned(), score: 0.3, weight: 0.2, reasons }
}

/// A reviser for a script of some of the brief's sentences, and the script.
fn weak(seconds: i64, texts: &[&str], earlier: &[&str]) -> (Reviser, Script) {
    let job = job("How bread rises", Some(BRIEF), seconds);
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    let script = writer::script(&job, texts, "en", EXTRACTIVE);
    let said = |text: &&str| writer::script(&job, vec![(*text).to_owned()], "en", EXTRACTIVE);
    let earlier = earlier.iter().map(said).collect();
    (Reviser::new(job, &script, earlier), script)
}

fn texts(script: &Script) -> Vec<&str> {
    script.sentences.iter().map(|sentence| sentence.text.as_str()).collect()
}

fn done(proposals: &[Proposal]) -> Vec<&str> {
    proposals.iter().map(|proposal| proposal.done.as_str()).collect()
}

#[test]
fn a_weak_opening_gets_a_question_of_the_topic_and_other_sentences_of_the_brief() {
    let (reviser, script) = weak(20, &["Bread is old.", "The gas lifts the dough.", "Salt slows the yeast down."], &[]);
    let proposals = reviser.proposals(&script, &part("hook", &[]));
    assert_eq!(texts(&proposals[0].script)[..2], ["Do you know how bread rises?", "Bread is old."]);
    assert_eq!(proposals[0].done, "It opens with “Do you know how bread rises?” before “Bread is old.”.");
    let openings: HashSet<&str> = proposals.iter().map(|proposal| texts(&proposal.script)[0]).collect();
    assert!(openings.iter().any(|opening| opening.starts_with("The oldest ovens")), "{openings:?}");
    let gone = "It opens with “The gas lifts the dough.” instead of “Bread is old.”.";
    assert!(done(&proposals).contains(&gone), "{:?}", done(&proposals));
}

#[test]
fn questions_are_grammar_around_the_words_of_the_topic() {
    for (topic, asked) in [
        ("How bread rises", "Do you know how bread rises?"),
        ("Why does honey last", "Why does honey last?"),
        ("is it true?", "Is it true?"),
        ("Sleep and memory.", "Sleep and memory: what do you know about it?"),
        ("Why bees", "Why bees: what do you know about it?"),
    ] {
        assert_eq!(question(topic).as_deref(), Some(asked));
    }
    assert_eq!(question(" . "), None);
}

#[test]
fn a_script_without_an_end_gets_one_and_more_of_the_brief() {
    let (reviser, script) = weak(60, &["Bread is old.", "Salt slows the yeast down."], &[]);
    let proposals = reviser.proposals(&script, &part("structure", &[]));
    assert_eq!(
        texts(&proposals[0].script),
        ["Bread is old.", "Salt slows the yeast down.", "Remember to let it rest."]
    );
    assert_eq!(texts(&proposals[1].script)[1], "Remember: Salt slows the yeast down.");
    let all = &proposals[2].script;
    assert_eq!(texts(all).last(), Some(&"Salt slows the yeast down."), "the end stays the end: {:?}", texts(all));
    assert!(texts(all).len() > 5 && proposals[2].done.ends_with("more sentences of the brief are told."));
}

#[test]
fn long_sentences_become_two_and_the_hardest_one_goes() {
    let oven = "The oldest ovens are 6,000 years old, and bakers still use their shape today in many towns.";
    let (reviser, script) = weak(20, &["Bread is old.", oven, "The gas lifts the dough."], &[]);
    let proposals = reviser.proposals(&script, &part("readability", &[]));
    let cut = ["The oldest ovens are 6,000 years old.", "And bakers still use their shape today in many towns."];
    assert_eq!(texts(&proposals[0].script)[1..3], cut);
    assert_eq!(halves("You need flour, and salt."), None, "an item of a list is no sentence");
    assert!(done(&proposals).iter().any(|done| done.ends_with("was left out.")), "{:?}", done(&proposals));
}

#[test]
fn what_is_said_twice_is_unsourced_or_known_goes() {
    let said = [
        "Yeast eats sugar and breathes out gas.",
        "The gas lifts the dough.",
        "So yeast eats sugar and breathes out gas.",
    ];
    let (reviser, script) = weak(12, &said, &[]);
    let proposals = reviser.proposals(&script, &part("repetition", &[]));
    assert!(done(&proposals)[0].starts_with("“So yeast eats sugar"), "the later one goes: {:?}", done(&proposals));

    let (reviser, script) = weak(12, &["Bread is old.", "Peter Smith bakes it.", "The gas lifts the dough."], &[]);
    let proposals = reviser.proposals(&script, &part("claims", &["the brief does not hold “Peter Smith”"]));
    assert!(!proposals.is_empty());
    assert!(proposals.iter().all(|proposal| !texts(&proposal.script).contains(&"Peter Smith bakes it.")));

    let known = "Yeast eats sugar and breathes out gas.";
    let (reviser, script) = weak(12, &["Bread is old.", known, "The gas lifts the dough."], &[known]);
    let proposals = reviser.proposals(&script, &part("sameness", &[]));
    assert!(proposals.iter().any(|proposal| !texts(&proposal.script).contains(&known)), "{:?}", done(&proposals));
}

#[test]
fn a_title_is_of_the_topic_and_of_what_the_script_says() {
    let (reviser, script) = weak(20, &["Bread is old.", "The gas lifts the dough."], &[]);
    let proposals = reviser.proposals(&script, &part("title", &[]));
    let titles: Vec<&str> = proposals.iter().map(|proposal| proposal.script.title.as_str()).collect();
    assert!(titles.contains(&"How bread rises: Bread is old") && titles.contains(&"Bread is old"), "{titles:?}");
    assert!(proposals.iter().all(|proposal| texts(&proposal.script) == texts(&script)));
    let (reviser, script) = weak(20, &["How bread rises is a riddle.", "The gas lifts the dough."], &[]);
    let proposals = reviser.proposals(&script, &part("title", &[]));
    assert!(proposals.iter().all(|proposal| proposal.script.title.matches("How bread rises").count() <= 1));
}

#[test]
fn where_nothing_can_be_changed_nothing_is_proposed() {
    let job = job("Bees", Some("Bees dance."), 20);
    let script = writer::write(&job, &[]).expect("written");
    let reviser = Reviser::new(job, &script, vec![]);
    for name in ["readability", "repetition", "claims", "sameness", "structure", "a part of another version"] {
        assert_eq!(reviser.proposals(&script, &part(name, &[])), [], "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_the_brief_every_proposal_is_made_of_it_and_as_long_as_was_asked_for(
        brief in r#"([A-Za-z]{1,9}|[0-9]{1,4}|3\.4%|Dr\.| \*\*bold\*\* |# Head|[.!?…,;:“”"()]|, and |; |—|\n\n| ){1,120}"#,
        seconds in 5_i64..60,
    ) {
        prop_assume!(!brief.trim().is_empty());
        let job = job("any topic", Some(&brief), seconds);
        let Ok(script) = writer::write(&job, &[]) else { return Ok(()) };
        let own: HashSet<String> = tokens("any topic what do you know about it Remember").chain(tokens(&brief)).collect();
        let longest = length(&script).max(job.seconds() * 1_000);
        let reviser = Reviser::new(job.clone(), &script, vec![script.clone()]);
        for name in ["hook", "structure", "readability", "repetition", "claims", "sameness", "title"] {
            let proposals = reviser.proposals(&script, &part(name, &[]));
            prop_assert_eq!(&proposals, &reviser.proposals(&script, &part(name, &[])));
            for Proposal { script, .. } in proposals {
                prop_assert!(!script.sentences.is_empty() && length(&script) <= longest);
                prop_assert!(check(&job, &script).checks.iter().all(|check| check.passed));
                let said = texts(&script).join(" ") + " " + &script.title;
                prop_assert!(tokens(&said).all(|word| own.contains(&word)), "{:?} of {:?}", said, brief);
            }
        }
    }
}
