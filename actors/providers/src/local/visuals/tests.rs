use std::{
    fs,
    path::{Path, PathBuf},
};

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
        assert!(!scene.headline.is_empty() && sentence.contains(&scene.headline), "{sentence}: {}", scene.headline);
        let most = if matches!(scene.picture, Picture::Typography { .. }) { 64 } else { 34 };
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
