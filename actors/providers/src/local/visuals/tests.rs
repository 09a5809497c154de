use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use tempfile::TempDir;
use ytempire_domain::{
    ArtefactRef, ContentHash,
    production::{Footage, Narration, Picture, Script},
};

use super::{choose, fixtures::*, own_pictures};

const TABLE: &str = include_str!("table.txt");

fn illustrations() -> PathBuf {
    let assets =
        std::env::var("YTEMPIRE_TEST_ASSETS").expect("YTEMPIRE_TEST_ASSETS names the assets folder: run infra/test");
    Path::new(&assets).join("illustrations")
}

fn shown(topic: &str, script: &Script, own: &[ArtefactRef]) -> Footage {
    choose(&job(topic, None), script, &narration(script), &illustrations(), own).expect("chosen")
}

fn drawing(picture: &Picture) -> &str {
    super::drawing(picture).unwrap_or("none")
}

fn image(name: &str) -> ArtefactRef {
    ArtefactRef { hash: ContentHash::of(name.as_bytes()), name: name.into(), media_type: "image/png".into(), bytes: 1 }
}

#[test]
fn sentences_of_many_subjects_are_shown_by_what_they_name() {
    let mut wrong = vec![];
    let mut count = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [expected, topic, sentence] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let footage = shown(topic, &script(&[sentence]), &[]);
        // A sentence in several parts is judged by all of them.
        let found: Vec<&str> = footage.scenes.iter().map(|scene| drawing(&scene.picture)).collect();
        if !found.contains(&expected) || expected == "none" && found.iter().any(|drawing| *drawing != "none") {
            wrong.push(format!("{sentence}\n  expected {expected}, found {found:?}"));
        }
        count += 1;
    }
    assert!(count >= 60 && wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

fn is_seamless(footage: &Footage, narration: &Narration) {
    assert_eq!(footage.scenes[0].start_ms, 0);
    assert_eq!(footage.scenes.last().map(|scene| scene.end_ms), Some(narration.duration_ms + 600));
    for pair in footage.scenes.windows(2) {
        assert_eq!(pair[0].end_ms, pair[1].start_ms);
        assert!(narration.words.iter().any(|word| word.start_ms == pair[1].start_ms), "a change inside a word");
    }
    for scene in &footage.scenes {
        assert!(scene.start_ms < scene.end_ms && scene.end_ms - scene.start_ms <= 6_700, "{scene:?}");
    }
}

#[test]
fn scenes_follow_the_voice_without_gaps_and_none_stands_too_long() {
    let long = "The old lighthouse on the northern cape was built by hand in a very cold winter, and its lamp could be seen by \
                sailors from far away, which is why nobody ever thought of tearing it down when ships began to use radar";
    let script = script(&["Bees dance.", long, "Yes.", &"word ".repeat(60)]);
    let narration = narration(&script);
    let footage = shown("lighthouses", &script, &[]);
    is_seamless(&footage, &narration);
    assert!(footage.scenes.iter().filter(|scene| scene.sentence == 1).count() >= 3);
    assert_eq!(footage, shown("lighthouses", &script, &[]), "the same input gives the same pictures");
}

#[test]
fn headlines_are_the_sentences_own_words_and_come_as_they_are_spoken() {
    let lines: Vec<&str> =
        TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split(" | ").nth(2)).collect();
    let script = script(&lines);
    let narration = narration(&script);
    for scene in shown("many things", &script, &[]).scenes {
        let sentence = &script.sentences[scene.sentence as usize].text;
        let said = sentence.to_lowercase().contains(&scene.headline.to_lowercase());
        assert!(!scene.headline.is_empty() && said, "{sentence}: {}", scene.headline);
        assert!(!scene.headline.starts_with(char::is_lowercase), "{}", scene.headline);
        assert!(!scene.headline.eq_ignore_ascii_case(&scene.kicker), "{scene:?}");
        let most = if matches!(scene.picture, Picture::Typography { .. }) { 64 } else { 40 };
        assert!(scene.headline.chars().count() <= most && scene.kicker.chars().count() <= 26, "{scene:?}");
        assert_eq!(scene.reveal_ms.len(), scene.headline.split_whitespace().count(), "{scene:?}");
        assert!(scene.reveal_ms.iter().all(|ms| narration.words.iter().any(|word| word.start_ms == *ms)));
        assert!(scene.reveal_ms.iter().all(|ms| (scene.start_ms..scene.end_ms).contains(ms)) || scene.start_ms == 0);
    }
}

#[test]
fn one_figure_counts_up_and_a_year_does_not() {
    let picture = |sentence: &str| shown("facts", &script(&[sentence]), &[]).scenes.remove(0).picture;
    let count = |sentence: &str| match picture(sentence) {
        Picture::Number { count, .. } => format!("{}{}{}", count.prefix, count.value, count.suffix),
        other => format!("{other:?}"),
    };
    assert_eq!(count("A hive holds 50,000 bees."), "50000 bees");
    assert_eq!(count("It lost 25% of its value."), "25%");
    assert_eq!(count("The deal was worth $3.4 million."), "$3.4 million");
    assert!(matches!(picture("It all began in 1969."), Picture::Typography { emphasis } if emphasis == ["1969"]));
    assert!(!matches!(picture("In July, Apollo 11 came down."), Picture::Number { .. }), "a name counts nothing");
    assert!(!matches!(picture("There are 2 ways to win."), Picture::Number { .. }));
}

#[test]
fn comparable_figures_stand_side_by_side() {
    let bars = |sentence: &str| match shown("facts", &script(&[sentence]), &[]).scenes.remove(0).picture {
        Picture::Bars { bars, unit } => {
            let bars: Vec<_> = bars.iter().map(|bar| format!("{} {} {}", bar.label, bar.shown, bar.value)).collect();
            format!("{} [{unit}]", bars.join(", "))
        }
        other => format!("{other:?}"),
    };
    assert_eq!(bars("Japan has 14%, Italy 9% and Spain 7%."), "Japan 14% 14, Italy 9% 9, Spain 7% 7 [%]");
    assert_eq!(
        bars("It cost $20,000 in 1970 and $1.2 million in 2020."),
        "1970 $20,000 20000, 2020 $1.2 million 1200000 [$]"
    );
    let others = shown("facts", &script(&["He ate 3 pies with 12 friends in 2 hours."]), &[]).scenes.remove(0).picture;
    assert!(!matches!(others, Picture::Bars { .. }), "different things are not compared");
}

#[test]
fn neighbours_show_different_drawings_where_they_can() {
    let script = script(&["Honey comes from a hive.", "Honey and tea belong together.", "Honey is sweet."]);
    let scenes = shown("honey", &script, &[]).scenes;
    assert_ne!(drawing(&scenes[0].picture), drawing(&scenes[1].picture));
    assert!(scenes.iter().all(|scene| drawing(&scene.picture) != "none"));
}

#[test]
fn own_pictures_come_first_by_their_names_then_in_order() {
    let script = script(&["Cats sleep.", "Dogs bark at night.", "Fish swim in the sea."]);
    let own = [image("IMG_1.png"), image("my-dog_02.png")];
    let scenes = shown("pets", &script, &own).scenes;
    let names: Vec<_> = scenes.iter().map(|scene| scene.picture.file().map(|file| file.name.as_str())).collect();
    assert_eq!(names, [Some("IMG_1.png"), Some("my-dog_02.png"), None]);
}

#[test]
fn a_folder_gives_the_pictures_that_can_be_shown() {
    let folder = TempDir::new().expect("a folder");
    for name in ["b.png", "a.JPG", ".hidden.png", "notes.txt", "empty.jpg"] {
        fs::write(folder.path().join(name), if name == "empty.jpg" { "" } else { "x" }).expect("written");
    }
    fs::create_dir(folder.path().join("folder.png")).expect("a folder");
    let found = own_pictures(folder.path()).expect("read");
    assert_eq!(found, [folder.path().join("a.JPG"), folder.path().join("b.png")]);
    assert_eq!(own_pictures(&folder.path().join("none")).expect_err("refused").code, "footage_folder_unusable");
}

#[test]
fn a_narration_of_another_script_is_refused() {
    let told = narration(&script(&["One."]));
    let failure =
        choose(&job("t", None), &script(&["One.", "Two."]), &told, &illustrations(), &[]).expect_err("refused");
    assert_eq!(failure.code, "narration_mismatch");
}

#[test]
fn a_voice_without_word_times_still_gets_its_pictures() {
    let script = script(&["Bees dance in the hive all day.", "Honey is sweet."]);
    let told = Narration { words: vec![], ..narration(&script) };
    let footage = choose(&job("bees", None), &script, &told, &illustrations(), &[]).expect("chosen");
    assert_eq!((footage.scenes.len(), footage.scenes[0].start_ms), (2, 0));
    assert_eq!(footage.scenes[1].end_ms, told.duration_ms + 600);
}

fn first(topic: &str, sentence: &str) -> ytempire_domain::production::Scene {
    shown(topic, &script(&["Listen.", sentence, "The end."]), &[]).scenes.remove(1)
}

#[test]
fn a_headline_is_the_gist_and_never_the_middle_of_a_clause() {
    let table = [
        ("Nothing can grow in so little water.", "Nothing can grow in so little water"),
        ("Bees also add an enzyme that makes a little hydrogen peroxide.", "Bees also add an enzyme"),
        ("So treat every jar with respect.", "Treat every jar with respect"),
        ("Fees eat the same snowball from the other side.", "Fees eat the same snowball"),
        ("Around 2030 its last signal will fade.", "Around 2030 its last signal will fade"),
        ("Honey can last for 3,000 years.", "Honey can last"),
        ("The race named after him is 42 kilometres long.", "The race named after him"),
    ];
    for (sentence, headline) in table {
        assert_eq!(first("facts", sentence).headline, headline);
    }
}

#[test]
fn a_headline_never_says_the_opposite_nor_half_an_amount() {
    let headline = |sentence: &str| first("facts", sentence).headline;
    assert!(headline("Women were not allowed to run the Olympic marathon until 1984.").contains("not allowed"));
    assert!(!headline("In 2023 Kelvin Kiptum ran it in 2 hours and 35 seconds.").ends_with("2 hours"));
}

#[test]
fn growing_is_a_chart_only_beside_money_or_a_share_of_the_same_sentence() {
    let shows = |sentence: &str| {
        let script = script(&["Nectar is 70 percent water.", sentence]);
        drawing(&shown("facts", &script, &[]).scenes[1].picture).to_owned()
    };
    assert_eq!(shows("Nothing can grow in so little water."), "droplet");
    assert_eq!(shows("Sales rise every December."), "chart-increasing");
    assert_eq!(shows("Sales fall in a crisis."), "chart-decreasing");
    for sentence in ["Leaves rise in the wind.", "Apples fall from there.", "We climb and rise again."] {
        assert!(!shows(sentence).starts_with("chart"), "{sentence}");
    }
}

#[test]
fn a_kicker_labels_the_moment() {
    let brief =
        "# Interest\n\nMoney works while you sleep.\n\n## The snowball\n\nInterest earns interest.\n\nStart early.";
    let script = script(&["Money works while you sleep.", "Interest earns interest.", "Start early."]);
    let footage =
        choose(&job("interest", Some(brief)), &script, &narration(&script), &illustrations(), &[]).expect("chosen");
    assert_eq!(footage.scenes[0].kicker, "Interest", "a heading that says the topic is none");
    assert_eq!(footage.scenes[1].kicker, "The snowball");
    assert_eq!(
        first("honey", "Archaeologists have opened pots of honey in Egyptian tombs and ate it.").kicker,
        "Egyptian tombs"
    );
    let brandy = first("marathon", "In 1904 the winner in St. Louis drank brandy and rat poison to keep going.");
    assert_eq!((brandy.headline.as_str(), brandy.kicker.as_str()), ("The winner in St. Louis drank brandy", "1904"));
}

const ANY: &[&str] = &[
    "the",
    "a",
    "of",
    "in",
    "2012",
    "BC",
    "7",
    "percent",
    "$3,000",
    "honey",
    "Greek",
    "Bees,",
    "never",
    "and",
    "—",
    "\u{201c}so",
    "which",
    "it",
    "ran",
    "St.",
    "water",
    "not",
    "(really)",
    "grow",
    "quickly;",
    "\u{1f41d}",
    "\u{e9}t\u{e9}",
    "s",
    "...",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_in_any_order_get_their_scenes(words in prop::collection::vec(prop::sample::select(ANY), 1..40)) {
        let sentence = words.join(" ");
        let script = script(&["Listen.", &sentence, "The end."]);
        for scene in shown("a topic", &script, &[]).scenes {
            let sentence = script.sentences[scene.sentence as usize].text.to_lowercase();
            prop_assert!(sentence.contains(&scene.headline.to_lowercase()), "{scene:?}");
            prop_assert!(scene.kicker.chars().count() <= 26, "{scene:?}");
        }
    }
}
