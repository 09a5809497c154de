//! A file as it is read: plain or gzip by its first bytes, CSV or JSON lines by its first letter.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::{Context as _, bail};
use flate2::bufread::MultiGzDecoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// How many bytes of all files were read, packed as they lie there.
#[derive(Clone, Debug, Default)]
pub struct Position(Arc<AtomicU64>);

impl Position {
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the lines of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Csv,
    JsonLines,
}

pub struct Input {
    pub reader: Box<dyn BufRead + Send>,
    pub shape: Shape,
}

impl Input {
    /// `-` is standard input.
    pub fn open(file: &Path, position: &Position) -> anyhow::Result<Self> {
        let opened = if file == Path::new("-") {
            Input::of(io::stdin(), position)
        } else {
            File::open(file).and_then(|opened| Input::of(opened, position))
        };
        let input = opened.with_context(|| format!("opening {}", file.display()))?;
        match input {
            Some(input) => Ok(input),
            None => bail!("{} is one JSON array: a replay reads JSON lines, a record on each", file.display()),
        }
    }

    /// `None`: a JSON array.
    fn of(source: impl Read + Send + 'static, position: &Position) -> io::Result<Option<Self>> {
        let mut source = Counted { source, position: position.clone() };
        let head = start(&mut source)?;
        let is_gzip = head.starts_with(&GZIP);
        let whole = BufReader::new(Cursor::new(head).chain(source));
        let mut reader: Box<dyn BufRead + Send> =
            if is_gzip { Box::new(BufReader::new(MultiGzDecoder::new(whole))) } else { Box::new(whole) };
        if reader.fill_buf()?.starts_with(&BYTE_ORDER_MARK) {
            reader.consume(BYTE_ORDER_MARK.len());
        }
        let first = reader.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
        let shape = match first {
            Some(b'[') => return Ok(None),
            Some(b'{') | None => Shape::JsonLines,
            Some(_) => Shape::Csv,
        };
        Ok(Some(Input { reader, shape }))
    }
}

/// The first bytes, as many as show what it is; of a pipe no more than are there.
fn start(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let (mut head, mut read) = (vec![0; 4096], 0);
    while read < BYTE_ORDER_MARK.len() + 1 {
        match source.read(&mut head[read..])? {
            0 => break,
            more => read += more,
        }
    }
    head.truncate(read);
    Ok(head)
}

struct Counted<R> {
    source: R,
    position: Position,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.position.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text).expect("packed");
        packed.finish().expect("packed")
    }

    fn read(bytes: Vec<u8>) -> (Shape, String, u64) {
        let position = Position::default();
        let mut input = Input::of(Cursor::new(bytes), &position).expect("readable").expect("no array");
        let mut text = String::new();
        input.reader.read_to_string(&mut text).expect("text");
        (input.shape, text, position.get())
    }

    #[test]
    fn the_content_says_what_a_file_is_whatever_it_is_called() {
        let csv = b"day,views\n2026-01-01,3\n".to_vec();
        assert_eq!(read(csv.clone()), (Shape::Csv, "day,views\n2026-01-01,3\n".to_owned(), 23));
        let packed = gzip(&csv);
        let (shape, text, position) = read(packed.clone());
        assert_eq!((shape, text.len(), position), (Shape::Csv, 23, packed.len() as u64));
        // Two packed files in one, as `cat a.gz b.gz` makes it.
        let twice = [gzip(b"{\"a\":1}\n"), gzip(b"{\"b\":2}\n")].concat();
        assert_eq!(read(twice).1, "{\"a\":1}\n{\"b\":2}\n");
        assert_eq!(read(b"\xef\xbb\xbfday\n".to_vec()).1, "day\n");
        assert_eq!(read(b"\n {}".to_vec()).0, Shape::JsonLines);
        assert_eq!(read(Vec::new()), (Shape::JsonLines, String::new(), 0));
        assert_eq!(read(b"a".to_vec()), (Shape::Csv, "a".to_owned(), 1));
    }

    #[test]
    fn an_array_and_a_packed_file_that_was_cut_off_are_errors() {
        let array = Input::of(Cursor::new(b"[{}]".to_vec()), &Position::default()).expect("readable");
        assert!(array.is_none());
        let mut cut = gzip(&[b'x'; 100_000]);
        cut.truncate(cut.len() - 9);
        let mut input = Input::of(Cursor::new(cut), &Position::default()).expect("opens").expect("no array");
        assert!(input.reader.read_to_end(&mut Vec::new()).is_err());
    }
}
