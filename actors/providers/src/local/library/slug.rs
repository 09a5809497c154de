//! A title as a part of a folder's name.

/// Longest slug: with number and id a folder's name stays below the 255 bytes that file systems allow.
const MAX: usize = 60;

/// Words of a-z and 0-9 joined by hyphens, cut between words; `video` where the title has none.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title.to_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let gap = usize::from(!slug.is_empty());
        let room = MAX - slug.len();
        if word.len() + gap > room {
            // Only a first word of enormous length is cut inside.
            if slug.is_empty() {
                slug.push_str(&word[..room]);
            }
            break;
        }
        if gap == 1 {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "video".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_becomes_a_safe_name() {
        let table = [
            ("Why honey never spoils", "why-honey-never-spoils"),
            ("  $3.4 million?! ", "3-4-million"),
            ("../../etc/passwd", "etc-passwd"),
            (".hidden\u{0}\n", "hidden"),
            ("Мёд и пчёлы", "video"),
            ("\u{202e}\u{1f41d}", "video"),
            ("", "video"),
            ("CON", "con"),
        ];
        for (title, expected) in table {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let slug = slug(&"word ".repeat(100));
        assert!(slug.len() <= MAX && slug.ends_with("word"), "{slug}");
        assert_eq!(super::slug(&"x".repeat(10_000)).len(), MAX);
    }
}
