//! One byte range of a file (RFC 9110, section 14).

use std::ops::Range;

/// What to send of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    Only(Range<u64>),
    /// The range lies outside the file.
    Unsatisfiable,
}

/// What cannot be read, names several ranges or another unit is no range: the whole file is sent.
pub fn part(header: Option<&str>, length: u64) -> Part {
    let Some(spec) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else { return Part::Whole };
    let Some((first, last)) = spec.split_once('-').filter(|_| !spec.contains(',')) else { return Part::Whole };
    let number = |text: &str| text.trim().parse::<u64>().ok().filter(|_| !text.contains('+'));
    match (first.trim(), last.trim()) {
        ("", "") => Part::Whole,
        ("", suffix) => match number(suffix) {
            None => Part::Whole,
            Some(0) => Part::Unsatisfiable,
            Some(count) => cut(length.saturating_sub(count), length, length),
        },
        (first, "") => number(first).map_or(Part::Whole, |first| cut(first, length, length)),
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => cut(first, last.saturating_add(1), length),
            _ => Part::Whole,
        },
    }
}

fn cut(start: u64, end: u64, length: u64) -> Part {
    if start >= length { Part::Unsatisfiable } else { Part::Only(start..end.min(length)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file_and_nonsense_means_the_whole() {
        let table = [
            ("bytes=0-9", Part::Only(0..10)),
            ("bytes=5-", Part::Only(5..100)),
            ("bytes=-10", Part::Only(90..100)),
            ("bytes=-1000", Part::Only(0..100)),
            ("bytes=90-1000", Part::Only(90..100)),
            ("bytes=0-18446744073709551615", Part::Only(0..100)),
            ("bytes=100-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=9-5", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-9", Part::Whole),
            ("bytes=99999999999999999999-", Part::Whole),
        ];
        for (header, expected) in table {
            assert_eq!(part(Some(header), 100), expected, "{header}");
        }
        assert_eq!(part(None, 100), Part::Whole);
        assert_eq!(part(Some("bytes=0-"), 0), Part::Unsatisfiable);
    }
}
