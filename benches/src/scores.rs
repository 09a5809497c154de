//! What was measured beside what was wished for, as it comes and as a table at the end.

#[derive(Clone, Copy, Debug)]
pub enum Goal {
    AtLeast(f64),
    AtMost(f64),
    /// For orientation only.
    None,
}

pub struct Score {
    pub bench: &'static str,
    pub what: String,
    pub ours: String,
    /// The peer of the same run with its figure; empty: there is none.
    pub beside: String,
    /// What the goal is about: most often the ratio of both.
    pub figure: f64,
    pub unit: &'static str,
    pub goal: Goal,
}

#[derive(Default)]
pub struct Scores {
    scores: Vec<Score>,
    /// What did not run, and why.
    gaps: Vec<String>,
}

impl Goal {
    /// `None`: nothing was wished for.
    fn is_met(self, figure: f64) -> Option<bool> {
        match self {
            Goal::AtLeast(least) => Some(figure >= least),
            Goal::AtMost(most) => Some(figure <= most),
            Goal::None => None,
        }
    }

    fn words(self) -> String {
        match self {
            Goal::AtLeast(least) => format!(">= {}", short(least)),
            Goal::AtMost(most) => format!("<= {}", short(most)),
            Goal::None => String::new(),
        }
    }
}

impl Score {
    fn verdict(&self) -> &'static str {
        match self.goal.is_met(self.figure) {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        }
    }

    fn cells(&self) -> [String; 6] {
        let figure = format!("{} {}", short(self.figure), self.unit);
        let what = format!("{}: {}", self.bench, self.what);
        [what, self.ours.clone(), self.beside.clone(), figure, self.goal.words(), self.verdict().to_owned()]
    }
}

impl Scores {
    /// Prints it and remembers it.
    pub fn add(&mut self, score: Score) {
        let beside = if score.beside.is_empty() { String::new() } else { format!("; {}", score.beside) };
        let goal = match score.goal {
            Goal::None => String::new(),
            goal => format!(" (goal {}: {})", goal.words(), score.verdict()),
        };
        println!("  {}: {}{beside}; {} {}{goal}", score.what, score.ours, short(score.figure), score.unit);
        self.scores.push(score);
    }

    /// Says loudly that a part of a bench was left out.
    pub fn not_run(&mut self, what: &str, why: &str) {
        let gap = format!("NOT RUN: {what}: {why}");
        println!("{gap}");
        self.gaps.push(gap);
    }

    pub fn all_met(&self) -> bool {
        self.scores.iter().all(|score| score.goal.is_met(score.figure) != Some(false))
    }

    pub fn print(&self) {
        const HEAD: [&str; 6] = ["what", "ours", "beside it", "figure", "goal", ""];
        let rows: Vec<[String; 6]> =
            std::iter::once(HEAD.map(str::to_owned)).chain(self.scores.iter().map(Score::cells)).collect();
        let widths: Vec<usize> =
            (0..6).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
        println!();
        for row in &rows {
            let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            println!("{}", cells.join("  ").trim_end());
        }
        self.gaps.iter().for_each(|gap| println!("{gap}"));
    }
}

/// Three digits that say something.
pub fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
