//! Finds where something stands in a list without holding its key twice.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hash, Hasher},
};

use ahash::RandomState;

/// Places in a list by short hashes of what stands there: under 20 bytes a place. A single place is never given up.
#[derive(Debug, Default)]
pub(crate) struct Places {
    by_hash: HashMap<u32, u32, BuildHasherDefault<Hashed>>,
    /// Of this list alone: what comes from outside cannot be made to collide.
    keys: RandomState,
}

impl Places {
    pub fn hash(&self, key: impl Hash) -> u32 {
        // Half of it is enough: which key is meant is looked up in the list.
        (self.keys.hash_one(key) >> 32) as u32
    }

    /// The place of which `is` says that the key stands there; else the hash under which the key goes. Two keys of the
    /// same hash stand under neighbouring ones.
    pub fn find(&self, mut hash: u32, is: impl Fn(usize) -> bool) -> Result<usize, u32> {
        while let Some(place) = self.by_hash.get(&hash) {
            if is(*place as usize) {
                return Ok(*place as usize);
            }
            hash = hash.wrapping_add(1);
        }
        Err(hash)
    }

    /// `free` is what [`Places::find`] answered.
    ///
    /// # Panics
    /// Beyond four thousand million places.
    pub fn put(&mut self, free: u32, place: usize) {
        let place = u32::try_from(place).expect("a list in memory is shorter");
        self.by_hash.insert(free, place);
    }
}

/// What is hashed already.
#[derive(Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    /// Spread over all 64 bits: the map looks at the upper ones too.
    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_found_and_keys_of_one_hash_are_told_apart() {
        let (list, mut places) = (["a", "b", "c"], Places::default());
        for (place, key) in list.iter().enumerate() {
            let free = places.find(7, |at| list[at] == *key).expect_err("not there yet");
            places.put(free, place);
        }
        for (place, key) in list.iter().enumerate() {
            assert_eq!(places.find(7, |at| list[at] == *key), Ok(place));
        }
        assert_eq!(places.find(7, |_| false), Err(10));
    }
}
