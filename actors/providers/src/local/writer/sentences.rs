//! Running text into sentences: by the marks of many scripts, past abbreviations, decimals, initials and quotes.

mod clauses;
mod split;

use std::collections::HashSet;

use super::markup::{ADDRESS, Block, blocks};
use crate::local::text;

/// Longest sentence that a listener follows, in spoken milliseconds; longer ones are cut where a clause ends.
pub const LONGEST_MS: u32 = 12_000;

/// A sentence that may be spoken, in the brief's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub text: String,
    /// Which block of the brief it comes from.
    pub block: usize,
    /// First of its block.
    pub opens: bool,
    /// The heading above it.
    pub heading: Option<String>,
}

/// The speakable sentences of a brief, none twice.
pub fn of_brief(brief: &str, language: &str) -> Vec<Candidate> {
    let blocks = joined_items(blocks(brief));
    let headings_only = blocks.iter().all(|block| matches!(block, Block::Heading(_)));
    let mut said = HashSet::new();
    let mut candidates = vec![];
    let mut heading = None;
    for (index, block) in blocks.iter().enumerate() {
        let above = heading.clone();
        if let Block::Heading(text) = block {
            heading = Some(text.clone());
        }
        let text = match block {
            // A heading is a sign, not a sentence, unless it asks or says something.
            Block::Heading(text) if !headings_only && !text.ends_with(['?', '!', '.', '？', '！', '。']) => continue,
            Block::Heading(text) | Block::Paragraph(text) | Block::Item(text) => text,
        };
        let mut opens = true;
        for sentence in split::split(text, language).iter().flat_map(|sentence| clauses::speakable(sentence)) {
            let Some(sentence) = finished(&sentence) else { continue };
            let key: String = text::tokens(&sentence).collect::<Vec<_>>().join(" ");
            if !key.is_empty() && said.insert(key) {
                candidates.push(Candidate { text: sentence, block: index, opens, heading: above.clone() });
                opens = false;
            }
        }
    }
    candidates
}

/// Short entries of a list are said in one breath, behind the line that announces them.
fn joined_items(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = vec![];
    let mut listing = false;
    for block in blocks {
        let short = matches!(&block, Block::Item(text) if text.split_whitespace().count() <= 4 && !text.ends_with(['.', '!', '?', ':']));
        match (&block, joined.last_mut()) {
            (Block::Item(text), Some(Block::Paragraph(open) | Block::Item(open)))
                if short && (listing || open.ends_with(':')) =>
            {
                let gap = if open.ends_with(':') { " " } else { ", " };
                open.push_str(gap);
                open.push_str(text);
                listing = true;
            }
            _ => {
                listing = short;
                joined.push(block);
            }
        }
    }
    joined
}

/// The sentence with a capital and an end mark; none where it cannot be spoken.
fn finished(sentence: &str) -> Option<String> {
    let sentence = sentence.trim();
    if sentence.contains(ADDRESS) || !sentence.chars().any(char::is_alphanumeric) {
        return None;
    }
    let sentence =
        text::capitalised(sentence.trim_start_matches(|c: char| ",;:.!?)-–—".contains(c) || c.is_whitespace()));
    let closing = |c: char| "\"'”’»)]」』".contains(c);
    let mark = |c: char| ".!?…。！？؟۔।".contains(c);
    if sentence.trim_end_matches(closing).ends_with(mark) {
        return Some(sentence);
    }
    let open = sentence.trim_end_matches(|c: char| ",;:-–—".contains(c) || c.is_whitespace());
    let stop =
        if open.chars().next_back().is_some_and(|c| ('\u{3040}'..'\u{a000}').contains(&c)) { '。' } else { '.' };
    Some(format!("{open}{stop}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(brief: &str) -> Vec<String> {
        of_brief(brief, "en").into_iter().map(|candidate| candidate.text).collect()
    }

    #[test]
    fn lists_and_headings_become_sentences_sensibly() {
        let brief = "# Bread\n\nYou need:\n- flour\n- water\n- salt\n\n## Why does it rise?\n\n* yeast eats the sugar in the flour\n* The gas lifts the dough.\n";
        assert_eq!(
            texts(brief),
            [
                "You need: flour, water, salt.",
                "Why does it rise?",
                "Yeast eats the sugar in the flour.",
                "The gas lifts the dough.",
            ]
        );
        assert_eq!(texts("# Only a heading"), ["Only a heading."]);
    }

    #[test]
    fn no_sentence_comes_twice_or_leans_on_an_address() {
        assert_eq!(texts("Bees dance. Look at https://x.org/a/b for more. bees dance!"), ["Bees dance."]);
        assert_eq!(texts("--- *** \u{1f41d} ..."), Vec::<String>::new());
    }
}
