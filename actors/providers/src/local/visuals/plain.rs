//! Plain forms of English words: what a dictionary lists.

const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"),
    ("eaten", "eat"),
    ("bought", "buy"),
    ("children", "child"),
    ("dead", "died"),
    ("drank", "drink"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("dug", "dig"),
    ("feet", "foot"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("fought", "fight"),
    ("froze", "freeze"),
    ("geese", "goose"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lent", "lend"),
    ("mice", "mouse"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rose", "rise"),
    ("sang", "sing"),
    ("sank", "sink"),
    ("slept", "sleep"),
    ("spent", "spend"),
    ("sung", "sing"),
    ("sunk", "sink"),
    ("swam", "swim"),
    ("wolves", "wolf"),
    ("won", "win"),
    ("wore", "wear"),
    ("written", "write"),
    ("wrote", "write"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("broke", "break"),
    ("caught", "catch"),
    ("taught", "teach"),
];

/// The word as it stands, then its plain forms, the likeliest first.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    forms.extend(IRREGULAR.iter().filter(|(form, _)| *form == word).map(|(_, plain)| (*plain).to_owned()));
    let ends = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
    if let Some(stem) = ends("ies") {
        forms.push(format!("{stem}y"));
    }
    if let Some(stem) = ends("ves") {
        forms.extend([format!("{stem}f"), format!("{stem}fe")]);
    }
    if let Some(stem) = ends("es") {
        forms.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() >= 2 && !stem.ends_with(['s', 'u', 'i'])) {
        forms.push(stem.to_owned());
    }
    for ending in ["ing", "ed"] {
        if let Some(stem) = ends(ending) {
            forms.extend([stem.to_owned(), format!("{stem}e")]);
            forms.extend(undoubled(stem));
        }
    }
    forms
}

/// `swimm` to `swim`.
fn undoubled(stem: &str) -> Option<String> {
    let (last, rest) = (stem.chars().next_back()?, &stem[..stem.len() - stem.chars().next_back()?.len_utf8()]);
    (rest.ends_with(last) && last.is_ascii_alphabetic()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_finds_its_plain_form() {
        let table = [
            ("bees", "bee"),
            ("berries", "berry"),
            ("wolves", "wolf"),
            ("boxes", "box"),
            ("swimming", "swim"),
            ("baking", "bake"),
            ("planted", "plant"),
            ("mice", "mouse"),
            ("stopped", "stop"),
            ("ate", "eat"),
            ("horses", "horse"),
        ];
        for (word, plain) in table {
            assert!(forms(word).iter().any(|form| form == plain), "{word}: {:?}", forms(word));
        }
        assert_eq!(forms("glass"), ["glass"]);
        assert_eq!(forms("virus"), ["virus"]);
    }
}
