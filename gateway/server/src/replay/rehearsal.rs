//! Rehearsals: records that come more than once and out of order, as a seed decides.

use std::str::FromStr;

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};

use super::reader::Ready;

/// How often each record is sent: `2`, or `1..3` for one to three times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    pub least: u32,
    pub most: u32,
}

const MOST: u32 = 10;

impl FromStr for Repeat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let number = |text: &str| text.trim_start_matches('=').parse::<u32>().ok();
        match number(least).zip(number(most)) {
            Some((least, most)) if 1 <= least && least <= most && most <= MOST => Ok(Repeat { least, most }),
            _ => Err(format!("say how often: 2, or 1..3 for one to three times, at most {MOST}")),
        }
    }
}

/// The same seed gives the same order of the same records, from one build to the next.
pub struct Rehearsal {
    repeat: Repeat,
    dice: StdRng,
}

impl Rehearsal {
    pub fn new(repeat: Repeat, seed: u64) -> Self {
        Rehearsal { repeat, dice: StdRng::seed_from_u64(seed) }
    }

    /// Each record as often as the dice say, its copies side by side.
    pub fn repeated(&mut self, records: Vec<Ready>) -> Vec<Ready> {
        if self.repeat.most == 1 {
            return records;
        }
        let mut copies = Vec::with_capacity(records.len() * 2);
        for record in records {
            let times = self.dice.random_range(self.repeat.least..=self.repeat.most);
            copies.extend((1..times).map(|_| record.clone()));
            copies.push(record);
        }
        copies
    }

    pub fn shuffle(&mut self, records: &mut [Ready]) {
        records.shuffle(&mut self.dice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(count: usize) -> Vec<Ready> {
        (0..count).map(|n| Ready { key: n.to_string(), value: Vec::new(), time: None }).collect()
    }

    #[test]
    fn how_often_is_a_number_or_a_range_with_both_ends() {
        assert_eq!("2".parse(), Ok(Repeat { least: 2, most: 2 }));
        assert_eq!("1..3".parse(), Ok(Repeat { least: 1, most: 3 }));
        assert_eq!("1..=3".parse(), Ok(Repeat { least: 1, most: 3 }));
        for bad in ["", "0", "3..1", "x", "1..99"] {
            assert!(bad.parse::<Repeat>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_dice_lose_nothing_and_a_seed_says_it_all() {
        let cast = |seed| {
            let mut rehearsal = Rehearsal::new(Repeat { least: 1, most: 3 }, seed);
            let mut cast = rehearsal.repeated(records(200));
            rehearsal.shuffle(&mut cast);
            cast
        };
        let first = cast(7);
        assert_eq!(first, cast(7));
        assert_ne!(first, cast(8));
        let mut times = vec![0; 200];
        first.iter().for_each(|record| times[record.key.parse::<usize>().expect("a number")] += 1);
        for count in 1..=3 {
            assert!(times.contains(&count), "nobody came {count} times");
        }
        assert!(times.iter().all(|count| (1..=3).contains(count)));
        assert!(!first.iter().map(|record| record.key.len()).is_sorted());
    }
}
