//! What the names in a ranking mean, as far as it is known. They are read a few at a time beside the rankings, which never
//! wait for it.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use ytempire_domain::trend::{MOST_RANKED, Meaning, RankedTopic, fitting, together};

/// Names that are read at once: scores wait for the worker meanwhile.
const MOST_READ: usize = 8;
/// Meanings that are kept: those of the topics in a ranking, and as many that have just left it.
const MOST_KEPT: usize = 2 * MOST_RANKED;

/// By name, as it is spelt. Cheap to clone: what is learned later is not in the clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Arc<HashMap<String, Meaning>>);

impl Names {
    /// The best topics with the names of one topic together, and the niche of a channel that each belongs to.
    pub fn tell(&self, best: Vec<RankedTopic>, niches: &[String]) -> Vec<RankedTopic> {
        let mut best = together(best, &self.0);
        for ranked in &mut best {
            ranked.fits = fitting(&ranked.topic, niches, &self.0);
        }
        best
    }

    /// The first few of these that nobody has read yet.
    pub fn unread(&self, named: &[String]) -> Vec<String> {
        named.iter().filter(|name| !self.0.contains_key(*name)).take(MOST_READ).cloned().collect()
    }

    pub fn learn(&mut self, read: HashMap<String, Meaning>) {
        Arc::make_mut(&mut self.0).extend(read);
    }

    /// Forgets those that are not named any more, once there are too many.
    pub fn keep(&mut self, named: &[String]) {
        if self.0.len() > MOST_KEPT {
            let named: HashSet<&String> = named.iter().collect();
            Arc::make_mut(&mut self.0).retain(|name, _| named.contains(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[String]) -> HashMap<String, Meaning> {
        names.iter().map(|name| (name.clone(), vec![1.0])).collect()
    }

    #[test]
    fn a_few_are_read_at_once_until_all_are_known() {
        let named: Vec<String> = (0..MOST_READ + 3).map(|n| n.to_string()).collect();
        let mut names = Names::default();
        assert_eq!(names.unread(&named), named[..MOST_READ]);
        let earlier = names.clone();
        names.learn(read(&named[..MOST_READ]));
        assert_eq!(names.unread(&named), named[MOST_READ..]);
        assert_eq!(earlier.unread(&named), named[..MOST_READ], "a ranking that runs is not changed");
        names.learn(read(&named[MOST_READ..]));
        assert!(names.unread(&named).is_empty());
    }

    #[test]
    fn names_that_left_the_ranking_are_forgotten_when_there_are_too_many() {
        let all: Vec<String> = (0..=MOST_KEPT).map(|n| n.to_string()).collect();
        let mut names = Names::default();
        names.learn(read(&all[..MOST_KEPT]));
        names.keep(&all[..1]);
        assert!(names.unread(&all[..MOST_KEPT]).is_empty(), "there is room for all of them");
        names.learn(read(&all[MOST_KEPT..]));
        names.keep(&all[..5]);
        assert_eq!(names.unread(&all), all[5..5 + MOST_READ]);
    }
}
