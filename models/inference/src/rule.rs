//! The one-line rules: what a person would say without a model. They need no training and stand in for every model
//! that is missing, broken or may not ship.

use ytempire_domain::trend::{LAGS, SignalRow, rule};

use crate::{Table, Task};

/// The rule's answer for each row, with the shares of risers seen on either side of it; one half where no rule is known.
pub fn scores(table: &Table) -> Vec<f64> {
    if table.task == Task::Signals {
        return signals(table);
    }
    let (no, yes) = odds(table.task);
    let says = verdicts(table);
    says.into_iter().map(|says| says.map_or(f64::midpoint(no, yes), |says| if says { yes } else { no })).collect()
}

/// The rule in words, for cards and screens.
pub const fn words(task: Task) -> &'static str {
    match task {
        Task::UsStay => "stays when it stands among the first twenty",
        Task::ViewsRise10 => "rises when the last rate is at least 1.3 times what is needed",
        Task::ViewsRise25 => "rises when the last rate is at least 1.3 times what is needed",
        Task::StoryRise => "rises when it gained half of its points in the last three hours",
        Task::TopicRise => "rises when today is above the threshold already",
        Task::Signals => ytempire_domain::trend::RULE,
        Task::HeadlinePair => "the longer headline wins",
        Task::Clickbait => "bait when it shouts, exclaims or begins with a number",
        Task::Lecture => "engages when the transcript's entropy is low",
        Task::Hourly => "the same hour of the day before",
        Task::Daily => "the mean of the same weekday over 28 days",
    }
}

/// Shares of risers where the rule says no and where it says yes, measured on the training files.
const fn odds(task: Task) -> (f64, f64) {
    match task {
        Task::UsStay => (0.52, 0.84),
        Task::ViewsRise10 => (0.10, 0.86),
        Task::ViewsRise25 => (0.07, 0.75),
        Task::StoryRise => (0.22, 0.76),
        Task::TopicRise => (0.19, 0.24),
        Task::HeadlinePair => (0.45, 0.55),
        Task::Clickbait => (0.40, 0.70),
        Task::Lecture => (0.06, 0.30),
        // The domain's rule says how sure it is by itself.
        Task::Signals | Task::Hourly | Task::Daily => (0.5, 0.5),
    }
}

/// The rule of the stream itself.
fn signals(table: &Table) -> Vec<f64> {
    let cell = |name: &str, row: usize| table.number(name).get(row).copied().filter(|value| value.is_finite());
    let lags = |stem: &str, row| LAGS.map(|lag| cell(&format!("{stem}_l{lag}"), row));
    let row = |row| SignalRow {
        rank: cell("rank", row).map(|rank| rank as u32),
        rank_lags: lags("rank", row).map(|rank| rank.map(|rank| rank as u32)),
        value: cell("value", row),
        value_lags: lags("value", row),
        ..SignalRow::default()
    };
    (0..table.len()).map(|at| rule(&row(at))).collect()
}

/// None: the row does not say.
fn verdicts(table: &Table) -> Vec<Option<bool>> {
    let number = |name: &'static str| table.number(name);
    match table.task {
        Task::UsStay => number("rank").iter().map(|rank| Some(*rank <= 20.0)).collect(),
        Task::ViewsRise10 => pace(table, 0.10),
        Task::ViewsRise25 => pace(table, 0.25),
        Task::StoryRise => {
            let three_ago = number("points").iter().zip(number("points_l3")).zip(number("hours_on_page"));
            // A story that was not there three hours ago is young: young ones rise.
            three_ago.map(|((now, then), _)| Some(if then.is_nan() { true } else { *now >= 1.5 * then })).collect()
        }
        Task::TopicRise => {
            let today = number("a_l0").iter().zip(number("mean7"));
            today.map(|(today, mean)| Some(*today > 1.2 * mean.max(1.0))).collect()
        }
        Task::HeadlinePair => {
            let length = |title: &String| title.chars().count();
            let pairs = table.text("headline_a").iter().zip(table.text("headline_b"));
            pairs.map(|(a, b)| (length(a) != length(b)).then(|| length(a) > length(b))).collect()
        }
        Task::Clickbait => table.text("video_title").iter().map(|title| Some(shouts(title))).collect(),
        Task::Lecture => number("document_entropy").iter().map(|entropy| Some(*entropy < 7.0)).collect(),
        Task::Signals | Task::Hourly | Task::Daily => vec![None; table.len()],
    }
}

/// Does the last rate, kept for 24 hours, bring 1.3 times the share asked for?
fn pace(table: &Table, asked: f64) -> Vec<Option<bool>> {
    let rows = table.number("views").iter().zip(table.number("views_l1")).zip(table.number("dt_l1"));
    let says = |((now, then), hours): ((&f64, &f64), &f64)| {
        let share = (now - then) / hours.max(0.25) * 24.0 / now.max(1.0);
        share.is_finite().then_some(share >= 1.3 * asked)
    };
    rows.map(says).collect()
}

fn shouts(title: &str) -> bool {
    let shouted = title
        .split_whitespace()
        .any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 3 && !word.chars().any(char::is_lowercase));
    shouted || title.contains('!') || title.starts_with(|c: char| c.is_ascii_digit())
}
