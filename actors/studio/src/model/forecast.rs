//! Forecasts of series: by the methods of the model's worker where one of them won on the series' own past, else by the rule.
//! The newest of the worker's are kept, because screens ask the same again and again.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::timeout;
use ytempire_domain::{
    card::Prediction,
    forecast::{Forecast, SeriesToForecast},
};
use ytempire_worker::{ForecastAnswer, ModelTask};

use super::Model;
use crate::metrics;

/// How long the worker may take: two years of days take some hundred milliseconds where a core is free.
const FORECAST: Duration = Duration::from_secs(5);
/// Reading of a dozen cards, and hashing of the models beside them.
const CARDS: Duration = Duration::from_secs(5);
/// How much longer a place in the queue is waited for: others' questions stand before it.
const QUEUE: Duration = Duration::from_secs(2);
/// Forecasts that are kept.
const KEPT: usize = 64;

/// The newest questions and what the worker said of them. A question is the whole series, so what is kept is never old.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<VecDeque<(SeriesToForecast, Forecast)>>>);

impl Kept {
    fn get(&self, asked: &SeriesToForecast) -> Option<Forecast> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == asked).map(|(_, forecast)| forecast.clone())
    }

    fn put(&self, asked: &SeriesToForecast, forecast: &Forecast) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((asked.clone(), forecast.clone()));
    }
}

impl Model {
    /// The next steps of a series, always: where the worker is away, late or answers nonsense, where the series is too short
    /// and where no method was better than repeating the last week, by the rule, which then says why.
    pub async fn forecast(&self, asked: SeriesToForecast) -> Forecast {
        if let Some(forecast) = self.kept.get(&asked) {
            metrics::forecast("model", "kept");
            return forecast;
        }
        let (reason, because) = match asked.hindrance() {
            Some(hindrance) => ("history", hindrance),
            None => match self.foreseen(&asked).await {
                Ok(forecast) => {
                    metrics::forecast("model", "none");
                    self.kept.put(&asked, &forecast);
                    return forecast;
                }
                Err(why) => why,
            },
        };
        metrics::forecast("rule", reason);
        Forecast::by_rule(&asked, &because)
    }

    /// Who answers which prediction, with the cards of the models.
    ///
    /// # Errors
    /// Why nobody can say: the cards lie with the models, which only the worker reads.
    pub async fn cards(&self) -> Result<Vec<Prediction>, String> {
        self.soon(ModelTask::Cards, CARDS).await
    }

    /// The worker's forecast, or a word for the metric and why there is none.
    async fn foreseen(&self, asked: &SeriesToForecast) -> Result<Forecast, (&'static str, String)> {
        let answer: ForecastAnswer =
            self.soon(ModelTask::Forecast(asked.clone()), FORECAST).await.map_err(|because| ("away", because))?;
        let forecast = answer.map_err(|because| ("naive", because))?;
        match forecast.defect(asked) {
            None => Ok(forecast),
            Some(defect) => Err(("nonsense", format!("the model's answer was no forecast: {defect}"))),
        }
    }

    /// An answer within `patience` once it is this question's turn, which is not waited for long.
    async fn soon<R: serde::de::DeserializeOwned>(&self, task: ModelTask, patience: Duration) -> Result<R, String> {
        let late = |_| "the model's worker has too much to do".to_owned();
        let value = timeout(patience + QUEUE, self.ask_once(task, patience, false)).await.map_err(late)??;
        serde_json::from_value(value)
            .map_err(|error| format!("the answer of the model's worker cannot be read: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(level: f64) -> SeriesToForecast {
        SeriesToForecast::new((0..90).map(|day| Some(level + f64::from(day * 13 % 29))).collect(), 7, 7)
    }

    #[test]
    fn only_the_newest_forecasts_are_kept_and_only_the_very_same_question_finds_one() {
        let kept = Kept::default();
        let forecast = |level: f64| Forecast::by_rule(&asked(level), "a test asks");
        for level in 0..80_u32 {
            kept.put(&asked(level.into()), &forecast(level.into()));
        }
        assert_eq!(kept.get(&asked(79.0)), Some(forecast(79.0)));
        assert_eq!(kept.get(&asked(16.0)), Some(forecast(16.0)));
        assert_eq!(kept.get(&asked(15.0)), None, "the oldest are forgotten");
        assert_eq!(kept.get(&SeriesToForecast { ahead: 8, ..asked(79.0) }), None);
    }

    #[tokio::test]
    async fn without_a_slot_the_rule_answers_and_says_why() {
        let model = Model::new();
        let answering = model.clone().answer(crate::slots::Slots::new(), Arc::new(crate::status::Board::new()));
        let both = async { (model.forecast(asked(5.0)).await, model.cards().await) };
        let (forecast, cards) = tokio::select! {
            both = both => both,
            () = answering => unreachable!("it never ends"),
        };
        assert_eq!(forecast, Forecast::by_rule(&asked(5.0), "the model's worker is away: there is no model slot"));
        assert_eq!(cards, Err("the model's worker is away: there is no model slot".to_owned()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_loop_that_does_not_answer_is_not_waited_for_and_a_short_series_asks_nobody() {
        let model = Model::new();
        let forecast = model.forecast(asked(5.0)).await;
        assert_eq!(forecast.because, "the model's worker has too much to do");
        assert_eq!(forecast.steps.len(), 7);
        let short = SeriesToForecast::new(vec![Some(1.0); 20], 7, 7);
        assert!(model.forecast(short).await.because.contains("too little history"));
    }
}
