//! The words that drawings stand for: our own table first, then the names of the drawings themselves.

use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::Path,
};

use serde::Deserialize;
use ytempire_domain::{Failure, Retry, Whose};

use crate::local::text::{is_stop_word, tokens};

const TABLE: &str = include_str!("lexicon.txt");

/// Stands in the table where a phrase shows nothing, whatever its words show alone.
pub const NOTHING: &str = "none";

/// Names of drawings that are far more often another word: no sentence means them by it without a line in the table.
const MISLEADING: &[&str] = &[
    "fly",
    "seal",
    "ram",
    "wing",
    "wheel",
    "mate",
    "hook",
    "clamp",
    "chains",
    "knot",
    "station",
    "joker",
    "pager",
    "turkey",
    "lime",
    "thread",
    "link",
    "label",
    "seat",
    "shorts",
    "briefs",
    "spring",
    "dragon",
    "custard",
    "cricket",
    "construction",
    "clipboard",
    "notebook",
    "package",
    "badminton court",
    "badger",
    "ledger",
    "basket",
    "bucket",
    "star",
    "sun",
    "cloud",
    "ribbon",
    "softball",
    "mushroom",
    "herb",
    "bricks",
    "brick",
    "boar",
    "purse",
    "bookmark",
    "pencil",
    "comet",
    "sari",
    "printer",
    "national park",
    "desert",
];

/// A drawing and the words of which one must stand nearby; none needed where the list is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub drawing: String,
    pub beside: Vec<String>,
}

/// Phrases of words, one space apart, in plain form.
pub struct Lexicon {
    entries: HashMap<String, Vec<Entry>>,
    /// Words that hint at a drawing without naming it.
    hints: HashMap<String, HashSet<String>>,
}

#[derive(Deserialize)]
struct Index {
    version: u32,
    drawings: Vec<Drawing>,
    words: HashMap<String, Vec<(usize, f32)>>,
}

#[derive(Deserialize)]
struct Drawing {
    name: String,
    group: String,
}

impl Lexicon {
    /// Longest phrase in words.
    pub const LONGEST: usize = 4;

    /// Reads `index.json` of the illustrations' folder; lines about drawings that are not there are passed over.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("index.json");
        let index = fs::read(&path).and_then(|bytes| serde_json::from_slice::<Index>(&bytes).map_err(io::Error::from));
        match index {
            Ok(index) if index.version == 1 => Ok(Lexicon::of(&index)),
            Ok(index) => Err(unusable(format!("{} has version {}, 1 is known", path.display(), index.version))),
            Err(error) => Err(unusable(format!("{} cannot be read: {error}", path.display()))),
        }
    }

    /// What the phrase may stand for, best first.
    pub fn find(&self, phrase: &str) -> &[Entry] {
        self.entries.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// Whether the word is among those that hint at the drawing.
    pub fn hints(&self, word: &str, drawing: &str) -> bool {
        self.hints.get(word).is_some_and(|drawings| drawings.contains(drawing))
    }

    fn of(index: &Index) -> Self {
        let known: HashSet<&str> = index.drawings.iter().map(|drawing| drawing.name.as_str()).collect();
        let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((drawing, words)) =
                line.split_once(':').filter(|(drawing, _)| *drawing == NOTHING || known.contains(drawing))
            else {
                continue;
            };
            for (phrase, beside) in words.split(',').map(phrase) {
                entries.entry(phrase).or_default().push(Entry { drawing: drawing.to_owned(), beside });
            }
        }
        for drawing in index.drawings.iter().filter(|drawing| names_itself(drawing)) {
            let phrase = drawing.name.replace('-', " ");
            let entry = Entry { drawing: drawing.name.clone(), beside: vec![] };
            entries.entry(phrase).or_insert_with(|| vec![entry]);
        }
        let mut hints: HashMap<String, HashSet<String>> = HashMap::new();
        for (word, drawings) in &index.words {
            let names = drawings.iter().filter_map(|(at, _)| Some(index.drawings.get(*at)?.name.clone()));
            hints.entry(word.clone()).or_default().extend(names);
        }
        Lexicon { entries, hints }
    }
}

fn names_itself(drawing: &Drawing) -> bool {
    let group = matches!(drawing.group.as_str(), "nature" | "food" | "places" | "objects" | "activities");
    let plain = drawing.name.replace('-', " ");
    group && !MISLEADING.contains(&plain.as_str()) && !is_stop_word(&plain)
}

/// `spring[flower season]` as its phrase and the words beside it.
fn phrase(text: &str) -> (String, Vec<String>) {
    let (phrase, beside) = text.trim().trim_end_matches(']').split_once('[').unwrap_or((text.trim(), ""));
    (tokens(phrase).collect::<Vec<_>>().join(" "), beside.split_whitespace().map(str::to_owned).collect())
}

fn unusable(message: String) -> Failure {
    let message = format!("{message}; run infra/assets-illustrations");
    Failure::new(Whose::Operator, Retry::Never, "illustrations_unusable", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (drawing, words) = line.split_once(": ").expect(line);
            assert!(drawing.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'), "{line}");
            assert!(
                words.split(',').all(|word| word.contains('[') == word.contains(']')),
                "a comma inside brackets: {line}"
            );
            for (phrase, _) in words.split(',').map(phrase) {
                assert!(!phrase.is_empty() && phrase.split(' ').count() <= Lexicon::LONGEST, "{line}");
            }
            assert_eq!(line.matches('[').count(), line.matches(']').count(), "{line}");
        }
    }

    #[test]
    fn a_folder_without_an_index_is_the_operators_to_mend() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let failure = Lexicon::open(folder.path()).err().expect("refused");
        assert_eq!((failure.whose, failure.code.as_str()), (Whose::Operator, "illustrations_unusable"));
        fs::write(folder.path().join("index.json"), r#"{"version":2,"drawings":[],"words":{}}"#).expect("written");
        assert!(Lexicon::open(folder.path()).err().expect("refused").message.contains("version 2"));
    }
}
