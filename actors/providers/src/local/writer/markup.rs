//! Takes the markup off a brief: what is left are blocks of running text.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Stands where a web address was; a sentence that leans on it cannot be spoken.
pub const ADDRESS: char = '\u{fffc}';

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    /// One entry of a list.
    Item(String),
}

/// The blocks of a text in Markdown, HTML-sprinkled or plain, with line ends of any system.
pub fn blocks(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut blocks = Blocks::default();
    let mut fenced = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            blocks.end();
        } else if !fenced {
            blocks.line(line);
        }
    }
    blocks.end();
    blocks.done
}

#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    open: Option<Block>,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let line = line.trim_start_matches(['>', ' ']);
        if line.is_empty() || is_rule(line) {
            // A rule right below a paragraph's only line makes that a heading (Setext).
            if !line.is_empty()
                && line.starts_with(['=', '-'])
                && let Some(Block::Paragraph(text)) = self.open.take()
            {
                self.open = Some(Block::Heading(text));
            }
            return self.end();
        }
        if let Some(text) = heading(line) {
            self.end();
            self.open = Some(Block::Heading(plain(text)));
            self.end();
        } else if let Some(text) = item(line) {
            self.end();
            self.open = Some(Block::Item(plain(text)));
        } else if line.starts_with('|') {
            self.end();
            let cells = line.trim_matches('|').split('|').map(plain).filter(|cell| !cell.is_empty());
            self.open = Some(Block::Item(cells.collect::<Vec<_>>().join(", ")));
            self.end();
        } else {
            match &mut self.open {
                Some(Block::Paragraph(open) | Block::Item(open)) => {
                    open.push(' ');
                    open.push_str(&plain(line));
                }
                _ => self.open = Some(Block::Paragraph(plain(line))),
            }
        }
    }

    fn end(&mut self) {
        if let Some(block) = self.open.take() {
            let (Block::Heading(text) | Block::Paragraph(text) | Block::Item(text)) = &block;
            if text.chars().any(char::is_alphanumeric) {
                self.done.push(block);
            }
        }
    }
}

/// `---`, `***`, `===`, and the line below a table's head.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| "-=*_|: ".contains(c)) && line.contains(['-', '=', '*', '_'])
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let hashes = line.len() - text.len();
    ((1..=6).contains(&hashes) && text.starts_with(' ')).then(|| text.trim_end_matches('#').trim())
}

/// The text of a list's entry: behind `-`, `*`, `+`, a bullet, `1.`, `2)`, `a)`.
fn item(line: &str) -> Option<&str> {
    let (mark, text) = line.split_once(char::is_whitespace)?;
    let numbered = mark.strip_suffix(['.', ')']).is_some_and(|digits| {
        (1..=2).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
            || digits.len() == 1 && mark.ends_with(')') && digits.bytes().all(|c| c.is_ascii_lowercase())
    });
    let bullet = matches!(mark, "-" | "*" | "+" | "•" | "–" | "—" | "·" | "◦" | "▪" | "‣" | "✓" | "✔" | "→");
    let text = text.trim_start();
    let boxed = text.strip_prefix("[ ]").or_else(|| text.strip_prefix("[x]")).or_else(|| text.strip_prefix("[X]"));
    (numbered || bullet).then(|| boxed.unwrap_or(text).trim_start())
}

/// Patterns of inline markup with what stays of each, in the order of their use.
static INLINE: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let table = [
        (r"!\[[^\]]*\]\([^)]*\)", ""),
        (r"\[([^\]]+)\]\([^)]*\)", "$1"),
        (r"\[([^\]]+)\]\[[^\]]*\]", "$1"),
        (r"\[\^?\d{1,3}\]", ""),
        (r"<!--.*?-->", ""),
        (r"</?[a-zA-Z][^<>]{0,300}>", ""),
        (r"(\*\*\*|\*\*|__|~~|``?)(\S(?:.*?\S)?)(\*\*\*|\*\*|__|~~|``?)", "$2"),
        (r"(^|[\s(])[*_](\S(?:[^*_]*?\S)?)[*_]([\s).,;:!?]|$)", "$1$2$3"),
    ];
    table.into_iter().filter_map(|(pattern, kept)| Some((Regex::new(pattern).ok()?, kept))).collect()
});

static URL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)<?\b(?:https?://|ftp://|mailto:|www\.)([^\s<>]*[^\s<>.,;:!?)\]'’”])>?").ok());

/// One line without inline markup, web addresses, control characters and pictures made of characters.
fn plain(line: &str) -> String {
    let mut text = line.to_owned();
    for (entity, sign) in
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")]
    {
        text = text.replace(entity, sign);
    }
    if let Some(url) = URL.as_ref() {
        text = url.replace_all(&text, address).into_owned();
    }
    for (pattern, kept) in INLINE.iter() {
        text = pattern.replace_all(&text, *kept).into_owned();
    }
    let text: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| speakable(*c)).collect();
    let text = text.replace(&format!("({ADDRESS})"), "").replace(&format!("[{ADDRESS}]"), "");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

/// A site's bare name can be said (`example.com`); anything longer cannot.
fn address(found: &Captures<'_>) -> String {
    let rest = found[1].trim_end_matches('/');
    let name = rest.strip_prefix("www.").unwrap_or(rest);
    let site =
        name.contains('.') && name.len() <= 30 && name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    if site { name.to_owned() } else { ADDRESS.to_string() }
}

fn speakable(c: char) -> bool {
    let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
    let symbol = matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e0fff}' | '\u{e000}'..='\u{f8ff}');
    !c.is_control() && !hidden && !symbol
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_blocks() {
        let text = "# Honey\r\n\r\nIt **never** spoils,\r\nsays [a study](https://x.org/a?b=1).\r\n- [x] sugar\r\n2) `acid`\r\n\r\n| a | b |\r\n|---|---|\r\n```\ncode\n```\nOld\n---\n";
        assert_eq!(
            blocks(text),
            [
                Block::Heading("Honey".into()),
                Block::Paragraph("It never spoils, says a study.".into()),
                Block::Item("sugar".into()),
                Block::Item("acid".into()),
                Block::Item("a, b".into()),
                Block::Heading("Old".into()),
            ]
        );
    }

    #[test]
    fn signs_that_are_no_markup_stay() {
        for text in [
            "2 * 3 * 4 is 24.",
            "snake_case_name stays.",
            "5 < 6 and 7 > 2.",
            "-40 is cold.",
            "1984 was a year.",
            "C# is a language.",
        ] {
            assert_eq!(blocks(text), [Block::Paragraph(text.into())], "{text}");
        }
    }

    #[test]
    fn only_a_site_can_be_said() {
        assert_eq!(plain("Visit https://www.example.com/ today."), "Visit example.com today.");
        assert_eq!(plain("See https://x.org/a/b?c=d."), format!("See {ADDRESS}."));
        assert_eq!(plain("It is old (https://x.org/a/b)."), "It is old.");
    }

    #[test]
    fn hidden_and_drawn_characters_leave() {
        assert_eq!(plain("a\u{202e}b\u{7}c 🐝 d\u{feff}"), "abc d");
        assert_eq!(plain("<b>bold</b> &amp; <script>x</script>"), "bold & x");
    }
}
