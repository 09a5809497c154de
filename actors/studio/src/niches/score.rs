//! Who scores: a model, or the baseline rule in its place.

use std::collections::HashMap;

use futures_util::future::BoxFuture;
use ytempire_domain::trend::{Meaning, Scored, SignalRow};

/// Scores topics. It waits for nothing longer than a person would: where no model answers, the rule does.
pub trait Score: Send + Sync + 'static {
    /// One for each row, in order.
    fn score(&self, rows: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>>;

    /// What names of topics mean; those of which nobody can say it are left out.
    fn meanings(&self, _names: Vec<String>) -> BoxFuture<'_, HashMap<String, Meaning>> {
        Box::pin(std::future::ready(HashMap::new()))
    }
}

/// The baseline rule alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByRule;

const ALONE: &str = "there is no model";

impl Score for ByRule {
    fn score(&self, rows: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>> {
        Box::pin(std::future::ready(rows.iter().map(|row| Scored::by_rule(row, ALONE)).collect()))
    }
}

/// What the scorer says, with the rule in the place of everything that is no probability.
pub(super) async fn scores(scorer: &dyn Score, rows: &[SignalRow]) -> Vec<Scored> {
    let scored = scorer.score(rows.to_vec()).await;
    if scored.len() != rows.len() {
        tracing::error!(rows = rows.len(), scores = scored.len(), "the scorer left rows out; the rule takes its place");
        return rows.iter().map(|row| Scored::by_rule(row, "the model left topics out")).collect();
    }
    let sound = |(row, scored): (&SignalRow, Scored)| match (0.0..=1.0).contains(&scored.probability) {
        true => scored,
        false => Scored::by_rule(row, "the model's answer was no probability"),
    };
    rows.iter().zip(scored).map(sound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ytempire_domain::trend::ScoreSource;

    /// Gives back these probabilities, whatever it is asked.
    struct Says(Vec<f64>);

    impl Score for Says {
        fn score(&self, _: Vec<SignalRow>) -> BoxFuture<'_, Vec<Scored>> {
            let one = |probability: &f64| Scored {
                probability: *probability,
                source: ScoreSource::Model,
                ..Scored::by_rule(&SignalRow::default(), "")
            };
            Box::pin(std::future::ready(self.0.iter().map(one).collect()))
        }
    }

    #[tokio::test]
    async fn what_is_no_probability_is_left_to_the_rule() {
        let rows = vec![SignalRow::default(); 3];
        let scored = scores(&Says(vec![0.4, f64::NAN, 1.5]), &rows).await;
        let sources: Vec<ScoreSource> = scored.iter().map(|scored| scored.source).collect();
        assert_eq!(sources, [ScoreSource::Model, ScoreSource::Rule, ScoreSource::Rule]);
        assert!(scored.iter().all(|scored| scored.probability > 0.0 && scored.probability < 1.0));
        let short = scores(&Says(vec![0.4]), &rows).await;
        assert!(short.len() == 3 && short.iter().all(|scored| scored.source == ScoreSource::Rule));
    }
}
