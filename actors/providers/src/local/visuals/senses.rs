//! Words of the table that need care: too general, meant otherwise, or names.

/// Words so general that any more special word beside them is shown instead.
pub const GENERAL: &str = "hour, minute, week, month, time, world, people, build, built, walk, write, company, work, morning, night, \
    evening, cold, heat, degree, team, win, winner, read, learn, sound, home, strong, strength, cost, price, fee, \
    air, book, count, measure, town, city, drive, sit, protect, protection, danger, dangerous, risk, happy, find \
    out, examine, average, data, compare, think, idea, species, animal, user, public, crowd, community, society, \
    study, growth, grow, time zone, century, decade, machine, water, food, eat, meal, business, job, law, travel, \
    trip, route, road, step, buy, pay, customer, song, house, color, colour, art, story, chance, length, \
    discovery, discover, search, evidence, balance, ancient, died, death, cook, clean, call, sad, danger, warning, \
    birth, born, focus, fall, industry, target, industrial, earth";

/// Words that are often meant in another way than the drawing shows: good as the subject, silly beside another one.
pub const FIGURATIVE: &str = "eat, born, birth, died, death, home, happy, call, clean, focus, fall, drive, sit, strong, strength, balance, \
    think, cook, burn, taste, fight, build, built, win";

/// Words of change: a chart only where the same sentence speaks of money, a market or a share.
pub const CHANGE: &str =
    "grow, growth, rise, fall, drop, lose, shrink, collapse, crash, double, plunge, decline, return, climb, bubble";

/// Names of people and places; other words within a row of capitals are a part of a name (`Chuck Berry`).
pub const NAMES: &str = "everest, fuji, armstrong, edison, napoleon, caesar, columbus, einstein, newton, shakespeare, beethoven, \
    mozart, earth, mars, saturn, jupiter, moon, sun, rome, roman, titanic, hubble, nasa, apollo, voyager, bitcoin, \
    london, paris, berlin, tokyo, europe, asia, africa, america, pacific, atlantic, hollywood, netflix, youtube, \
    nintendo, wimbledon, fifa, nfl, nba, iphone, viking, pluto, venus, neptune, uranus";

/// Whether a list holds the phrase.
pub fn holds(list: &str, phrase: &str) -> bool {
    list.split(", ").any(|entry| entry == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_searched_by_whole_phrases() {
        assert!(holds(GENERAL, "find out") && holds(GENERAL, "hour") && holds(GENERAL, "industrial"));
        assert!(
            !holds(GENERAL, "find") && !holds(NAMES, "ever") && holds(NAMES, "everest") && holds(FIGURATIVE, "win")
        );
        for list in [GENERAL, FIGURATIVE, CHANGE, NAMES] {
            assert!(list.split(", ").all(|entry| !entry.is_empty() && entry.trim() == entry && !entry.contains(',')));
        }
    }
}
