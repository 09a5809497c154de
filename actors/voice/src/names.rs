//! Names that dictionaries do not hold and that letter rules would get wrong.

/// Lower case, sorted; phonemes as the model writes them.
const NAMES: &[(&str, &str)] = &[
    ("anthropic", "ænθɹˈɑpɪk"),
    ("async", "ˈAsɪŋk"),
    ("blockchain", "blˈɑkʧˌAn"),
    ("chatbot", "ʧˈætbˌɑt"),
    ("deepmind", "dˈipmˌInd"),
    ("dropshipping", "dɹˈɑpʃˌɪpɪŋ"),
    ("ethereum", "iθˈɪɹiəm"),
    ("figma", "fˈɪɡmə"),
    ("gigahertz", "ɡˈɪɡəhˌɜɹts"),
    ("hugging", "hˈʌɡɪŋ"),
    ("kafka", "kˈɑfkə"),
    ("kilohertz", "kˈɪləhˌɜɹts"),
    ("kubernetes", "kˌubəɹnˈɛTiz"),
    ("lidar", "lˈIdɑɹ"),
    ("linux", "lˈɪnəks"),
    ("megahertz", "mˈɛɡəhˌɜɹts"),
    ("microservices", "mˌIkɹOsˈɜɹvəsᵻz"),
    ("midjourney", "mˈɪdʤˌɜɹni"),
    ("nvidia", "ɛnvˈɪdiə"),
    ("pytorch", "pˈItˌɔɹʧ"),
    ("qubit", "kjˈubɪt"),
    ("qubits", "kjˈubɪts"),
    ("redis", "ɹˈɛdɪs"),
    ("roblox", "ɹˈOblɑks"),
    ("shorts", "ʃˈɔɹts"),
    ("spotify", "spˈɑTəfˌI"),
    ("taylorism", "tˈAləɹˌɪzəm"),
    ("terabyte", "tˈɛɹəbˌIt"),
    ("terabytes", "tˈɛɹəbˌIts"),
    ("tiktok", "tˈɪktˌɑk"),
    ("tokyo", "tˈOkiˌO"),
    ("ubuntu", "ubˈʊntu"),
    ("webassembly", "wˈɛbəsˌɛmbli"),
    ("xiaomi", "ʃˌWmˈi"),
    ("youtube", "jˈutˌub"),
    ("youtuber", "jˈutˌubəɹ"),
    ("youtubers", "jˈutˌubəɹz"),
];

/// How the name is said, if it is one of ours.
pub(crate) fn sounds(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    NAMES.binary_search_by(|(name, _)| (*name).cmp(word.as_str())).ok().map(|at| NAMES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found_in_any_case() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(sounds("YouTube"), Some("jˈutˌub"));
        assert_eq!(sounds("book"), None);
    }
}
