//! Limited-memory BFGS for smooth convex losses: no step size to choose, and the same minimum on every machine.

use std::collections::VecDeque;

/// Pairs of steps remembered.
const MEMORY: usize = 10;

/// Minimises; `loss` writes the gradient at a point and returns the value there. Stops when a step gains less than
/// `tolerance` of the value, or after `most` steps.
pub fn minimise(
    mut point: Vec<f64>,
    most: usize,
    tolerance: f64,
    mut loss: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let mut gradient = vec![0.0; point.len()];
    let mut value = loss(&point, &mut gradient);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::new();
    for _ in 0..most {
        let direction = direction(&gradient, &memory);
        let slope = dot(&direction, &gradient);
        if slope > -1e-14 {
            break;
        }
        let first = if memory.is_empty() { 1.0 / norm(&gradient).max(1.0) } else { 1.0 };
        let Some((next, next_value, next_gradient)) = step(&point, value, &direction, slope, first, &mut loss) else {
            break;
        };
        let moved: Vec<f64> = next.iter().zip(&point).map(|(a, b)| a - b).collect();
        let bent: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        if dot(&moved, &bent) > 1e-12 {
            memory.push_back((moved, bent));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        let gain = value - next_value;
        (point, value, gradient) = (next, next_value, next_gradient);
        if gain <= tolerance * value.abs().max(1e-9) {
            break;
        }
    }
    point
}

/// Halves the step until it gains enough (Armijo).
fn step(
    point: &[f64],
    value: f64,
    direction: &[f64],
    slope: f64,
    first: f64,
    loss: &mut impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Option<(Vec<f64>, f64, Vec<f64>)> {
    let mut length = first;
    for _ in 0..30 {
        let next: Vec<f64> = point.iter().zip(direction).map(|(p, d)| p + length * d).collect();
        let mut gradient = vec![0.0; point.len()];
        let there = loss(&next, &mut gradient);
        if there <= value + 1e-4 * length * slope {
            return Some((next, there, gradient));
        }
        length *= 0.5;
    }
    None
}

/// The two loops of Nocedal: the gradient times an estimate of the inverse Hessian, turned downhill.
fn direction(gradient: &[f64], memory: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::new();
    for (moved, bent) in memory.iter().rev() {
        let alpha = dot(moved, &q) / dot(moved, bent);
        q.iter_mut().zip(bent).for_each(|(q, b)| *q -= alpha * b);
        alphas.push(alpha);
    }
    if let Some((moved, bent)) = memory.back() {
        let scale = dot(moved, bent) / dot(bent, bent);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((moved, bent), alpha) in memory.iter().zip(alphas.into_iter().rev()) {
        let beta = dot(bent, &q) / dot(moved, bent);
        q.iter_mut().zip(moved).for_each(|(q, m)| *q += (alpha - beta) * m);
    }
    q
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretched_bowl_is_walked_to_its_bottom() {
        let found = minimise(vec![5.0, -3.0, 2.0], 200, 1e-15, |x, gradient| {
            let scale = [1.0, 100.0, 0.01];
            for at in 0..3 {
                gradient[at] = 2.0 * scale[at] * (x[at] - 1.0);
            }
            (0..3).map(|at| scale[at] * (x[at] - 1.0).powi(2)).sum()
        });
        assert!(found.iter().all(|x| (x - 1.0).abs() < 1e-3), "{found:?}");
    }
}
