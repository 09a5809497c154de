//! The map of a partition's channels: one small entry each, woken or not.

use std::num::NonZeroU16;

use ytempire_domain::id::ChannelId;
use ytempire_sinks::Rolling;

use super::short_id::ShortId;
use crate::places::Places;

/// Entries that are allotted together: a list that doubles would waste half of itself.
const PIECE: usize = 512;

/// Counts the hours of this process: states that were read in an earlier one are read back at their next change.
pub(crate) type Hour = NonZeroU16;

#[derive(Debug)]
pub(super) struct Entry {
    pub id: ShortId,
    /// Of an awake channel: as it was when it woke.
    pub rolling: Rolling,
    /// Number of the last write that changed it.
    pub written: u32,
    /// When it was read back; `None`: it is not known.
    pub read: Option<Hour>,
    /// Writes running that changed it.
    pub running: u8,
}

/// Found by id; a place stays with its channel as long as the partition does.
#[derive(Default)]
pub(super) struct Entries {
    pieces: Vec<Vec<Entry>>,
    places: Places,
}

impl Entries {
    pub fn find(&self, id: &ChannelId) -> Option<usize> {
        self.places.find(self.places.hash(id.as_str()), |place| self.entry(place).id.is(id)).ok()
    }

    /// A new entry, of which nothing is known. The caller has looked: it is not there.
    pub fn put(&mut self, id: &ChannelId) -> usize {
        let place = self.len();
        if let Err(free) = self.places.find(self.places.hash(id.as_str()), |_| false) {
            self.places.put(free, place);
        }
        if place.is_multiple_of(PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        let entry = Entry { id: ShortId::of(id), rolling: Rolling::default(), written: 0, read: None, running: 0 };
        self.pieces[place / PIECE].push(entry);
        place
    }

    pub fn at(&mut self, place: usize) -> &mut Entry {
        &mut self.pieces[place / PIECE][place % PIECE]
    }

    /// Those whose state is known, with their places.
    pub fn known(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.pieces.iter().flatten().enumerate().filter(|(_, entry)| entry.read.is_some())
    }

    fn entry(&self, place: usize) -> &Entry {
        &self.pieces[place / PIECE][place % PIECE]
    }

    fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| (self.pieces.len() - 1) * PIECE + last.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of this process that lie in memory.
    fn resident() -> usize {
        let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux");
        pages.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).expect("a number") * 4096
    }

    const ALONE: &str = "YTEMPIRE_TEST_ALONE";
    const TEST: &str =
        "channels::entries::tests::an_entry_has_100_bytes_at_most_and_each_of_a_million_takes_200_at_most";

    /// Each kind of name in a process of its own: what else is tested meanwhile takes memory too.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "this very test, once more")]
    fn an_entry_has_100_bytes_at_most_and_each_of_a_million_takes_200_at_most() {
        assert!(size_of::<Entry>() <= 100, "{}", size_of::<Entry>());
        match std::env::var(ALONE).as_deref() {
            Ok("chosen") => return println!("{} bytes each", a_million(|n| format!("bench-channel-{n}"))),
            Ok(_) => return println!("{} bytes each", a_million(|n| format!("ch_{n:032x}"))),
            Err(_) => {}
        }
        for name in ["chosen", "generated"] {
            let mut alone = std::process::Command::new(std::env::current_exe().expect("a path"));
            let alone = alone.args([TEST, "--exact", "--nocapture"]).env(ALONE, name).output().expect("it starts");
            let said = String::from_utf8_lossy(&alone.stdout);
            println!("a {name} name: {said}");
            assert!(alone.status.success() && said.contains("bytes each"), "{name}: {said}");
        }
    }

    /// Bytes that each of a million entries takes.
    fn a_million(name: fn(usize) -> String) -> usize {
        const MANY: usize = 1_000_000;
        let before = resident();
        let mut entries = Entries::default();
        for n in 0..MANY {
            entries.put(&name(n).parse().expect("an id"));
        }
        let each = (resident() - before) / MANY;
        assert!((100..=200).contains(&each), "{each} bytes");
        for n in (0..MANY).step_by(997) {
            assert_eq!(entries.find(&name(n).parse().expect("an id")), Some(n));
        }
        assert_eq!((entries.len(), entries.find(&"unheard-of".parse().expect("an id"))), (MANY, None));
        each
    }
}
