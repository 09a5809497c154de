//! Lines of a file, none of them without bound.

use std::io::{self, BufRead};

use ytempire_events::MAX_VALUE;

/// Reads the next line into `line`, without its end; `false`: there is none. Of a line that no topic takes only as much is
/// kept as shows that it is too long.
pub fn next(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut is_there = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(is_there);
        }
        is_there = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let text = &buffer[..end.unwrap_or(buffer.len())];
        let room = (MAX_VALUE + 1).saturating_sub(line.len());
        line.extend_from_slice(&text[..text.len().min(room)]);
        let used = text.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
        let (mut reader, mut line, mut lines) = (BufReader::with_capacity(7, bytes), Vec::new(), Vec::new());
        while next(&mut reader, &mut line).expect("readable") {
            lines.push(line.clone());
        }
        lines
    }

    #[test]
    fn lines_end_at_their_end_and_the_last_one_needs_none() {
        assert_eq!(lines(b"first\n\na longer second\nthird"), [&b"first"[..], b"", b"a longer second", b"third"]);
        assert_eq!(lines(b"one\n"), [b"one"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn of_a_line_without_end_only_the_start_is_kept() {
        let mut text = vec![b'x'; 3 * MAX_VALUE];
        text.extend(b"\nnext");
        let lines = lines(&text);
        assert_eq!((lines[0].len(), lines[1].as_slice()), (MAX_VALUE + 1, &b"next"[..]));
    }
}
