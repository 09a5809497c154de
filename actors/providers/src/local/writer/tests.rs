use std::collections::HashSet;

use chrono::DateTime;
use proptest::prelude::*;
use ytempire_domain::{
    Retry, Whose,
    production::{Script, SentenceRole},
    trend::TrendSignal,
};

use super::{EXTRACTIVE, REPORT, check, check::figures, fixtures::job, write};
use crate::local::text::{spoken_ms, tokens};

const BRIEF: &str = "# Honey\r\n\r\nArchaeologists opened a 3,000 year old tomb in Egypt and found pots of honey. It was still good to eat!\r\n\r\n\
    Why does honey **never** spoil?\r\n\r\n- It holds only 17% water, so microbes dry out.\r\n- Bees add an enzyme that makes hydrogen \
    peroxide.\r\n- Its pH is about 3.9 (see https://example.org/ph/1).\r\n\r\nOne pound of honey takes 2 million flowers. \
    Dr. Eva Crane, a physicist, studied bees in over 60 countries. In short, keep the lid closed and honey outlives you.";

fn words_in_order(sentence: &str, brief: &str) -> bool {
    let mut brief = tokens(brief);
    tokens(sentence).all(|word| brief.any(|other| other == word))
}

fn invents_nothing(script: &Script, brief: &str) -> Result<(), String> {
    let known: HashSet<&str> = figures(brief).collect();
    for sentence in &script.sentences {
        if !words_in_order(&sentence.text, brief) {
            return Err(format!("words that are not the brief's, or in another order: {:?}", sentence.text));
        }
        if let Some(strange) = figures(&sentence.text).find(|figure| !known.contains(figure)) {
            return Err(format!("{strange} is not in the brief"));
        }
    }
    Ok(())
}

fn signal(source: &str, day: i64, rank: Option<u32>, volume: Option<f64>) -> TrendSignal {
    TrendSignal {
        source: source.into(),
        topic: "Honey  bees".into(),
        niche: "nature".into(),
        region: None,
        rank,
        volume,
        unit: volume.map(|_| "views".into()),
        observed_at: DateTime::from_timestamp(1_793_491_200 + 86_400 * day, 0).expect("a time"),
        licence: None,
    }
}

#[test]
fn a_brief_with_time_for_all_of_it_is_told_whole() {
    let script = write(&job("Why honey never spoils", Some(BRIEF), 90), &[]).expect("written");
    let texts: Vec<_> = script.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Archaeologists opened a 3,000 year old tomb in Egypt and found pots of honey.",
            "It was still good to eat!",
            "Why does honey never spoil?",
            "It holds only 17% water, so microbes dry out.",
            "Bees add an enzyme that makes hydrogen peroxide.",
            "One pound of honey takes 2 million flowers.",
            "Dr. Eva Crane, a physicist, studied bees in over 60 countries.",
            "In short, keep the lid closed and honey outlives you.",
        ]
    );
    assert_eq!((script.writer.as_str(), script.title.as_str()), (EXTRACTIVE, "Why honey never spoils"));
    assert_eq!(script.sentences[0].role, SentenceRole::Hook);
    assert_eq!(script.sentences[7].role, SentenceRole::Close);
    assert_eq!(script.tags[..3], ["why honey never spoils", "honey", "spoils"]);
    assert_eq!(invents_nothing(&script, BRIEF), Ok(()));
}

#[test]
fn a_wish_for_less_leaves_whole_sentences_out() {
    let whole = write(&job("honey", Some(BRIEF), 90), &[]).expect("written");
    for seconds in [5, 10, 15, 20, 25, 30] {
        let script = write(&job("honey", Some(BRIEF), seconds), &[]).expect("written");
        let ms: u32 = script.sentences.iter().map(|sentence| spoken_ms(&sentence.text)).sum();
        assert!(i64::from(ms) <= seconds * 1_000 || script.sentences.len() == 1, "{seconds} s: {ms} ms");
        assert!(script.sentences.iter().all(|s| whole.sentences.iter().any(|t| t.text == s.text)));
        assert!(check(&job("honey", Some(BRIEF), seconds), &script).checks.iter().all(|check| check.passed));
    }
}

#[test]
fn without_material_it_says_what_to_send() {
    for brief in [None, Some("https://example.org/a/b"), Some("```\ncode\n```")] {
        let failure = write(&job("honey", brief, 30), &[]).expect_err("refused");
        assert_eq!(
            (failure.whose, failure.retry, failure.code.as_str()),
            (Whose::Request, Retry::Never, "no_material")
        );
        assert!(failure.message.contains("`brief`") && failure.message.contains("trend-signals"), "{failure}");
    }
    let other = TrendSignal { topic: "wasps".into(), ..signal("wikipedia", 0, Some(1), None) };
    assert!(write(&job("honey bees", None, 30), &[other]).is_err());
}

#[test]
fn signals_become_a_report_of_their_figures() {
    let signals = [
        signal("wikipedia", 3, None, Some(150_000.0)),
        signal("wikipedia", 0, None, Some(120_000.0)),
        signal("google_trends", 1, Some(9), None),
        signal("google_trends", 2, Some(4), None),
    ];
    let script = write(&job("honey bees", None, 40), &signals).expect("written");
    let texts: Vec<_> = script.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Honey bees moved from place 9 to place 4 at Google Trends, as seen on 3 November 2026.",
            "Honey bees: 150,000 views at Wikipedia on 4 November 2026.",
            "That is up from 120,000 views on 1 November 2026, a rise of 25%.",
            "Sources: 4 observations at Google Trends, Wikipedia.",
        ]
    );
    assert_eq!((script.writer.as_str(), script.language.as_str()), (REPORT, "en"));
    assert!(check(&job("honey bees", None, 40), &script).checks.iter().all(|check| check.passed));
}

#[test]
fn a_brief_wins_over_signals() {
    let script = write(&job("honey bees", Some("Bees dance."), 40), &[signal("x", 0, Some(1), None)]).expect("written");
    assert_eq!(script.sentences.len(), 1);
    assert_eq!((script.sentences[0].text.as_str(), script.writer.as_str()), ("Bees dance.", EXTRACTIVE));
}

#[test]
fn hard_rules_stop_what_no_later_step_can_mend() {
    let job = job("honey", Some(BRIEF), 90);
    let script = write(&job, &[]).expect("written");
    let failed = |script: &Script| {
        let checks = check(&job, script).checks;
        checks.into_iter().filter(|check| !check.passed).map(|check| check.name).collect::<Vec<_>>()
    };
    assert_eq!(failed(&script), Vec::<String>::new());
    let mut edited = script.clone();
    edited.sentences[3].text = "It holds only 18% water.".into();
    assert_eq!(failed(&edited), ["numbers_from_brief"]);
    edited = Script { sentences: vec![], ..script.clone() };
    assert_eq!(failed(&edited), ["script_not_empty"]);
    edited = script.clone();
    edited.sentences[0].text = "Bees dance and dance. ".repeat(500);
    assert_eq!(failed(&edited), ["script_length_limit"]);
}

#[test]
fn the_longest_and_strangest_briefs_are_written_or_refused_in_short_time() {
    let unit = "\u{202e}quotes \" ' [brackets](x) %{} \u{1f41d} שלום 蜂蜜。 1,2.3 <b>&amp; ";
    let strange: String = unit.chars().cycle().take(19_999).collect();
    let nospace = "a".repeat(20_000);
    let marks = "?!. ".repeat(5_000);
    let items = "- a\n".repeat(5_000);
    for brief in [strange.as_str(), &nospace, marks.trim(), items.trim()] {
        if let Ok(script) = write(&job("odd", Some(brief), 600), &[]) {
            assert!(script.sentences.iter().all(|s| !s.text.contains(char::is_control)));
            assert_eq!(invents_nothing(&script, &brief.replace("&amp;", "&")), Ok(()));
        }
    }
}

// Marks inside a word join its halves; here they stand between words, so that words can be compared.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_the_brief_nothing_is_invented(
        brief in r#"([A-Za-z]{1,9}|[0-9]{1,4}|3\.4%|Dr\.|e\.g\.|U\.S\.| \*\*bold\*\* |- item|# Head|https://a\.org/b|[.!?…,;:“”"()]|—|\r\n|\n\n| ){1,120}"#,
        seconds in 5_i64..120,
    ) {
        prop_assume!(!brief.trim().is_empty());
        if let Ok(script) = write(&job("any topic", Some(&brief), seconds), &[]) {
            prop_assert_eq!(invents_nothing(&script, &brief), Ok(()));
            let distinct: HashSet<Vec<String>> = script.sentences.iter().map(|s| tokens(&s.text).collect()).collect();
            prop_assert_eq!(distinct.len(), script.sentences.len());
            prop_assert!(script.title.chars().count() <= 100);
            prop_assert!(script.tags.iter().map(|tag| tag.chars().count() + 3).sum::<usize>() <= 530);
        }
    }
}
