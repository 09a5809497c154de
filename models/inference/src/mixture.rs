//! Several models, one answer: weights by greedy selection with repeats (Caruana 2004), kept only where a mixture
//! chosen on the other folds beats the best single model on each fold.

use crate::{calibrate::Calibration, metrics, trees::sigmoid};

/// How a score becomes a probability; fitted only when the folds say that it helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    None,
    Platt,
    Isotonic,
}

impl Method {
    pub fn fit(self, logits: &[f64], labels: &[f64]) -> Calibration {
        match self {
            Method::None => Calibration::None,
            Method::Platt => Calibration::platt(logits, labels),
            Method::Isotonic => Calibration::isotonic(logits, labels),
        }
    }
}

/// The chosen weights and what they give, fold by fold.
pub(crate) struct Mixed {
    pub weights: Vec<f64>,
    pub logits: Vec<Vec<f64>>,
    pub calibration: Method,
}

/// Rounds of greedy selection: weights are multiples of a tenth.
const ROUNDS: usize = 10;
/// A mixture must gain this much log loss over the best single model.
const LEAST: f64 = 0.0005;

/// `models`: for each model, logits of each fold. Folds before `from` do not decide.
pub(crate) fn mix(models: &[&[Vec<f64>]], labels: &[Vec<f64>], from: usize) -> Mixed {
    let all: Vec<usize> = (from..labels.len()).collect();
    let single = |folds: &[usize]| {
        let loss = |model: &usize| loss(models, &only(*model, models.len()), labels, folds);
        let best = (0..models.len()).min_by(|a, b| loss(a).total_cmp(&loss(b))).unwrap_or(0);
        only(best, models.len())
    };
    // Each fold is judged by what the other folds chose.
    let honest = |choose: &dyn Fn(&[usize]) -> Vec<f64>| -> f64 {
        let fold = |fold: usize| {
            let others: Vec<usize> = all.iter().copied().filter(|other| *other != fold).collect();
            loss(models, &choose(&others), labels, &[fold])
        };
        all.iter().map(|f| fold(*f)).sum::<f64>() / all.len() as f64
    };
    let greedy = |folds: &[usize]| greedy(models, labels, folds);
    let weights = if honest(&greedy) + LEAST < honest(&single) { greedy(&all) } else { single(&all) };
    let logits: Vec<Vec<f64>> = (0..labels.len()).map(|fold| weighted(models, &weights, fold)).collect();
    let calibration = [Method::None, Method::Platt, Method::Isotonic]
        .into_iter()
        .map(|method| {
            let scores = calibrated_apart(&logits[from..], &labels[from..], method).concat();
            (metrics::log_loss(&scores, &labels[from..].concat()), method)
        })
        // The plainer one unless the other gains something.
        .reduce(|best, next| if next.0 + 0.0002 < best.0 { next } else { best })
        .map_or(Method::None, |best| best.1);
    Mixed { weights, logits, calibration }
}

/// Probabilities of each fold by a calibration fitted on the others.
pub(crate) fn calibrated_apart(logits: &[Vec<f64>], labels: &[Vec<f64>], method: Method) -> Vec<Vec<f64>> {
    let others = |values: &[Vec<f64>], fold: usize| -> Vec<f64> {
        values.iter().enumerate().filter(|(at, _)| *at != fold).flat_map(|(_, values)| values.clone()).collect()
    };
    let fold = |fold: usize| method.fit(&others(logits, fold), &others(labels, fold)).all(&logits[fold]);
    (0..logits.len()).map(fold).collect()
}

fn greedy(models: &[&[Vec<f64>]], labels: &[Vec<f64>], folds: &[usize]) -> Vec<f64> {
    let mut picks = vec![0.0; models.len()];
    let mut best = f64::INFINITY;
    for round in 0..ROUNDS {
        let with = |model: usize| {
            let mut next = picks.clone();
            next[model] += 1.0;
            let sum = (round + 1) as f64;
            next.iter_mut().for_each(|weight| *weight /= sum);
            loss(models, &next, labels, folds)
        };
        let tried = (0..models.len()).map(|model| (with(model), model));
        let Some((loss, model)) = tried.min_by(|a, b| a.0.total_cmp(&b.0)) else { break };
        if loss >= best {
            break;
        }
        best = loss;
        picks[model] += 1.0;
    }
    let sum: f64 = picks.iter().sum();
    picks.iter().map(|weight| weight / sum).collect()
}

fn only(model: usize, models: usize) -> Vec<f64> {
    (0..models).map(|at| f64::from(u8::from(at == model))).collect()
}

fn loss(models: &[&[Vec<f64>]], weights: &[f64], labels: &[Vec<f64>], folds: &[usize]) -> f64 {
    let fold = |fold: &usize| {
        let scores: Vec<f64> = weighted(models, weights, *fold).into_iter().map(sigmoid).collect();
        metrics::log_loss(&scores, &labels[*fold])
    };
    folds.iter().map(fold).sum::<f64>() / folds.len().max(1) as f64
}

fn weighted(models: &[&[Vec<f64>]], weights: &[f64], fold: usize) -> Vec<f64> {
    let rows = models[0][fold].len();
    let used: Vec<(f64, &Vec<f64>)> =
        models.iter().zip(weights).filter(|(_, w)| **w > 0.0).map(|(model, w)| (*w, &model[fold])).collect();
    (0..rows).map(|row| used.iter().map(|(weight, logits)| weight * logits[row]).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Draw;

    /// Two models that each know one half of the truth, and one that knows nothing.
    fn made() -> (Vec<Vec<Vec<f64>>>, Vec<Vec<f64>>) {
        let mut draw = Draw::new(3);
        let (mut models, mut labels) = (vec![Vec::new(); 3], Vec::new());
        for _ in 0..3 {
            let mut fold = [Vec::new(), Vec::new(), Vec::new()];
            let mut truth = Vec::new();
            for _ in 0..1500 {
                let (a, b) = (draw.unit() * 4.0 - 2.0, draw.unit() * 4.0 - 2.0);
                truth.push(f64::from(u8::from(draw.unit() < sigmoid(a + b))));
                [a * 1.5, b * 1.5, draw.unit()].into_iter().zip(&mut fold).for_each(|(logit, fold)| fold.push(logit));
            }
            labels.push(truth);
            fold.into_iter().zip(&mut models).for_each(|(fold, model)| model.push(fold));
        }
        (models, labels)
    }

    #[test]
    fn halves_of_the_truth_are_mixed_and_noise_is_left_out() {
        let (models, labels) = made();
        let models: Vec<&[Vec<f64>]> = models.iter().map(Vec::as_slice).collect();
        let mixed = mix(&models, &labels, 0);
        assert!(mixed.weights[0] > 0.3 && mixed.weights[1] > 0.3 && mixed.weights[2] < 0.15, "{:?}", mixed.weights);
    }

    #[test]
    fn a_single_model_stays_single() {
        let (models, labels) = made();
        let alone: Vec<&[Vec<f64>]> = vec![&models[0], &models[0]];
        assert_eq!(mix(&alone, &labels, 0).weights, [1.0, 0.0]);
    }
}
