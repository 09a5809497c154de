//! What is played: key, tempo, chords and patterns, all from the seed.

/// Semitones above the key's root, and whether the third is minor.
type Degree = (i32, bool);

/// Four chords, one to a bar; each resolves into its own beginning.
const PROGRESSIONS: [[Degree; 4]; 7] = [
    [(0, false), (7, false), (9, true), (5, false)],
    [(9, true), (5, false), (0, false), (7, false)],
    [(0, false), (9, true), (5, false), (7, false)],
    [(5, false), (7, false), (4, true), (9, true)],
    [(0, false), (4, true), (5, false), (7, false)],
    [(2, true), (7, false), (0, false), (9, true)],
    [(5, false), (0, false), (7, false), (9, true)],
];
/// Which note of the chord on which half beat; nothing is a rest.
const PLUCKS: [[Option<usize>; 8]; 5] = [
    [Some(0), None, Some(2), Some(1), None, Some(3), Some(2), None],
    [Some(0), Some(2), Some(3), None, Some(2), Some(1), None, Some(3)],
    [Some(3), None, None, Some(2), Some(1), None, Some(2), None],
    [Some(0), None, Some(1), None, Some(2), Some(3), None, Some(4)],
    [Some(2), Some(0), None, Some(3), None, Some(4), Some(1), None],
];
/// Start and length in beats.
const BASS: [&[(f32, f32)]; 3] = [&[(0.0, 3.6)], &[(0.0, 1.4), (1.5, 2.2)], &[(0.0, 2.3), (2.5, 1.2)]];

pub struct Score {
    tempo: f32,
    /// MIDI number of the key's root, 57 to 67.
    root: i32,
    progression: usize,
    plucks: usize,
    bass: usize,
    pub kicks: [bool; 4],
    /// How late the off beats come, in beats.
    pub swing: f32,
}

/// MIDI numbers.
pub struct Chord {
    pub bass: i32,
    pub pad: [i32; 4],
    pub plucks: [i32; 5],
}

impl Score {
    pub fn from_seed(seed: u64) -> Self {
        let mut dice = Dice(seed);
        Score {
            tempo: 84.0 + dice.roll(25) as f32,
            root: 57 + dice.roll(11) as i32,
            progression: dice.roll(PROGRESSIONS.len()),
            plucks: dice.roll(PLUCKS.len()),
            bass: dice.roll(BASS.len()),
            kicks: if dice.roll(2) == 0 { [true, false, true, false] } else { [true; 4] },
            swing: [0.0, 0.0, 0.06][dice.roll(3)],
        }
    }

    /// Seconds.
    pub fn beat(&self) -> f32 {
        60.0 / self.tempo
    }

    pub fn chord(&self, bar: usize) -> Chord {
        let (step, minor) = PROGRESSIONS[self.progression][bar % 4];
        let root = self.root + step;
        let third = if minor { 3 } else { 4 };
        // Every voice stays within its octave, so that chords move by small steps.
        let within = |note: i32, lowest: i32| lowest + (note - lowest).rem_euclid(12);
        let high = [root, root + third, root + 7, root + 14].map(|note| within(note, 69));
        let mut plucks = [high[0], high[1], high[2], high[3], high[0] + 12];
        plucks.sort_unstable();
        Chord {
            bass: within(root, 33),
            pad: [within(root, 52), within(root + third, 55), within(root + 7, 57), within(root + 14, 60)],
            plucks,
        }
    }

    /// Half beats of a bar with the note to play there.
    pub fn pluck_steps(&self, bar: usize) -> impl Iterator<Item = (usize, usize)> {
        // Every fourth bar answers with another pattern.
        let pattern = if bar % 4 == 3 { (self.plucks + 1) % PLUCKS.len() } else { self.plucks };
        PLUCKS[pattern].into_iter().enumerate().filter_map(|(step, note)| Some((step, note?)))
    }

    pub fn bass_line(&self) -> &'static [(f32, f32)] {
        BASS[self.bass]
    }
}

/// Steele and Vigna's splitmix64.
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides as u64) as usize
    }

    /// -1..1.
    pub fn noise(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 8_388_608.0 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chord_lies_in_its_register() {
        for seed in 0..200 {
            let score = Score::from_seed(seed);
            for bar in 0..4 {
                let chord = score.chord(bar);
                assert!((33..45).contains(&chord.bass));
                assert!(chord.pad.iter().all(|note| (52..72).contains(note)));
                assert!(chord.plucks.is_sorted() && chord.plucks.iter().all(|note| (69..93).contains(note)));
            }
        }
    }
}
