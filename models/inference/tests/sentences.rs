//! The sentence model of the assets folder: what it says of texts, and what it says where its files are not its own.

#![cfg(feature = "torch")]

use std::{fs, path::PathBuf};

use ytempire_domain::trend::{are_alike, fitting};
use ytempire_inference::Meaning;

fn folder() -> PathBuf {
    let assets =
        std::env::var_os("YTEMPIRE_TEST_ASSETS").expect("YTEMPIRE_TEST_ASSETS names the assets folder: run infra/test");
    PathBuf::from(assets).join("sentences")
}

#[test]
fn texts_that_mean_the_same_lie_near_each_other_however_they_are_worded() {
    let meaning = Meaning::read(&folder()).unwrap();
    let near = meaning.likeness("The rocket was launched into orbit", "A spacecraft took off for space").unwrap();
    let far = meaning.likeness("The rocket was launched into orbit", "Bake the bread for forty minutes").unwrap();
    assert!(near > 0.5 && far < 0.2 && meaning.likeness("honey", "honey").unwrap() > 0.999, "{near} {far}");
    let alone = &meaning.of(&["honey"]).unwrap()[0];
    let together = &meaning.of(&["a much longer text about something else entirely", "honey"]).unwrap()[1];
    let apart: f32 = alone.iter().zip(together).map(|(a, b)| (a - b).abs()).sum();
    assert!(alone.len() == 384 && apart < 1e-3, "a text is read alone as in a batch: {apart}");
}

/// One topic as four kinds of sources name it.
const SAME: [[&str; 2]; 14] = [
    ["OpenAI releases GPT-5", "GPT-5 by OpenAI is out"],
    ["Taylor Swift new album", "taylor swift album release"],
    ["Why honey bees dance", "The dance of the honey bee"],
    ["SpaceX Starship launch", "Starship launched by SpaceX"],
    ["Bitcoin price hits record high", "Bitcoin reaches an all-time high"],
    ["World Cup final", "FIFA World Cup final match"],
    ["How to make sourdough bread", "Sourdough bread recipe"],
    ["Hurricane Milton Florida", "Florida hit by Hurricane Milton"],
    ["Learn Rust programming", "Rust programming tutorial"],
    ["Electric cars in winter", "Electric car winter range"],
    ["Northern lights tonight", "Aurora borealis visible tonight"],
    ["Great Barrier Reef coral bleaching", "Coral bleaching on the Great Barrier Reef"],
    ["Beginner yoga at home", "Yoga for beginners"],
    ["Nvidia earnings", "NVIDIA quarterly results"],
];

/// Neighbours: about the same thing, and another topic.
const NEIGHBOURS: [[&str; 2]; 14] = [
    ["iPhone 16 review", "iPhone 17 review"],
    ["OpenAI releases GPT-5", "OpenAI sued by newspaper"],
    ["Taylor Swift new album", "Taylor Swift tour dates"],
    ["Why honey bees dance", "Why honey never spoils"],
    ["SpaceX Starship launch", "SpaceX Falcon rocket landing"],
    ["Bitcoin price hits record high", "How bitcoin mining works"],
    ["World Cup final", "World Cup tickets"],
    ["How to make sourdough bread", "How to make pizza dough"],
    ["Learn Rust programming", "Learn Go programming"],
    ["Electric cars in winter", "Electric car charging at home"],
    ["Great Barrier Reef coral bleaching", "Great Barrier Reef diving"],
    ["Beginner yoga at home", "Beginner weight training at home"],
    ["Nvidia earnings", "Nvidia graphics cards"],
    ["Show HN: a text editor in Rust", "Show HN: a text editor in Go"],
];

#[test]
fn most_names_of_one_topic_are_found_and_its_neighbours_stay_apart() {
    let meaning = Meaning::read(&folder()).unwrap();
    let found = |pairs: &[[&str; 2]]| {
        let alike = |[one, other]: &&[&str; 2]| {
            let rows = meaning.of(&[one, other]).unwrap();
            are_alike((one, &rows[0]), (other, &rows[1]))
        };
        pairs.iter().filter(alike).count()
    };
    let (same, neighbours) = (found(&SAME), found(&NEIGHBOURS));
    eprintln!("{same} of {} found, {neighbours} of {} joined", SAME.len(), NEIGHBOURS.len());
    assert!(same >= 9 && neighbours == 0);
}

const NICHES: [&str; 8] =
    ["technology", "personal finance", "cooking", "nature and wildlife", "fitness", "space", "history", "video games"];

/// What a scraper may bring, and the niche that a person would choose. The limits were chosen on twenty other pairs.
const BELONGS: [(&str, usize); 14] = [
    ("Linux kernel 7.0 released", 0),
    ("Best budget smartphones", 0),
    ("How to start investing at 30", 1),
    ("Inheritance tax explained", 1),
    ("Easy weeknight pasta", 2),
    ("How to sharpen a kitchen knife", 2),
    ("Humpback whale migration", 3),
    ("Rare orchid found in the rainforest", 3),
    ("Kettlebell workout in 20 minutes", 4),
    ("Astronauts return from the moon", 5),
    ("A new comet is visible", 5),
    ("Secrets of the Egyptian pharaohs", 6),
    ("Zelda hidden bosses", 7),
    ("New Nintendo console", 7),
];

/// About none of them.
const ELSEWHERE: [&str; 5] = [
    "Train strike on Monday",
    "Hair styles for curly hair",
    "How to hang wallpaper",
    "Election results",
    "Piano lesson one",
];

#[test]
fn most_topics_are_given_to_the_niche_that_a_person_would_choose_and_few_to_another_one() {
    let meaning = Meaning::read(&folder()).unwrap();
    let niches: Vec<String> = NICHES.iter().map(|niche| (*niche).to_owned()).collect();
    let names: Vec<&str> = NICHES.into_iter().chain(BELONGS.iter().map(|(name, _)| *name)).chain(ELSEWHERE).collect();
    let rows = meaning.of(&names).unwrap();
    let meanings = names.iter().zip(rows).map(|(name, row)| ((*name).to_owned(), row)).collect();
    let given = |name: &str| fitting(name, &niches, &meanings).map(|fit| fit.niche);
    let right = BELONGS.iter().filter(|(name, niche)| given(name).as_deref() == Some(NICHES[*niche])).count();
    let wrong = BELONGS.iter().filter(|(name, niche)| given(name).is_some_and(|given| given != NICHES[*niche])).count();
    let elsewhere = ELSEWHERE.iter().filter(|name| given(name).is_some()).count();
    eprintln!("{right} right and {wrong} wrong of {}, {elsewhere} of {} taken", BELONGS.len(), ELSEWHERE.len());
    assert!(right > BELONGS.len() / 2 && wrong <= 2 && elsewhere <= 1);
}

#[test]
fn a_cut_file_is_an_error_that_names_it() {
    let broken = tempfile::tempdir().unwrap();
    fs::copy(folder().join("vocab.txt"), broken.path().join("vocab.txt")).unwrap();
    let whole = fs::read(folder().join("model.safetensors")).unwrap();
    fs::write(broken.path().join("model.safetensors"), &whole[..whole.len() / 2]).unwrap();
    let error = Meaning::read(broken.path()).map(drop).unwrap_err().to_string();
    assert!(!error.is_empty());
    let missing = Meaning::read(&broken.path().join("nowhere")).map(drop).unwrap_err().to_string();
    assert!(missing.contains("nowhere"), "{missing}");
}
