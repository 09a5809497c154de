use serde::{Deserialize, Serialize};

/// A score by parts that anyone can check by hand. It is a score to sort and to send back by, and no probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Weighted mean of the parts, 0 to 1.
    pub total: f64,
    pub parts: Vec<QualityPart>,
    /// Who judged: the rules, and the models that took part with their versions.
    pub by: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityPart {
    pub name: String,
    /// 0 (bad) to 1 (good).
    pub score: f64,
    /// Its share of the total; all shares add up to 1.
    pub weight: f64,
    /// What took from the score, in words for people; empty where all is well.
    pub reasons: Vec<String>,
}

impl Quality {
    /// Below what a channel asks for, in hundredths?
    pub fn is_below(&self, threshold: u8) -> bool {
        self.total < f64::from(threshold) / 100.0
    }

    pub fn part(&self, name: &str) -> Option<&QualityPart> {
        self.parts.iter().find(|part| part.name == name)
    }
}
