//! One clause into cues of nearly equal length.

use ytempire_domain::production::SpokenWord;

use super::Limits;

/// As few groups as the limits allow; among those ways the one with the most even lengths. A word that is too long stands alone.
pub fn evenly<'a, 'b>(words: &'a [&'b SpokenWord], limits: Limits) -> Vec<&'a [&'b SpokenWord]> {
    // Of the words from i on: the fewest groups, the least sum of squares, where the first group ends.
    let mut best: Vec<(usize, u64, usize)> = vec![(0, 0, words.len()); words.len() + 1];
    for i in (0..words.len()).rev() {
        best[i] = (usize::MAX, u64::MAX, i + 1);
        let mut chars = 0;
        for end in i + 1..=words.len().min(i + limits.words) {
            chars += words[end - 1].text.trim().chars().count() + usize::from(end > i + 1);
            if chars > limits.chars && end > i + 1 {
                break;
            }
            let (groups, squares, _) = best[end];
            let way = (groups + 1, squares.saturating_add((chars * chars) as u64), end);
            if (way.0, way.1) < (best[i].0, best[i].1) {
                best[i] = way;
            }
        }
    }
    let (mut groups, mut at) = (vec![], 0);
    while at < words.len() {
        let end = best[at].2;
        groups.push(&words[at..end]);
        at = end;
    }
    groups
}
