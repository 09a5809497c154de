//! One small network for all series: the last two weeks in, the next steps out, every window scaled by itself.

use tch::{
    Device, Kind, Tensor,
    nn::{self, Module as _, OptimizerConfig as _},
    no_grad,
};

use super::Rhythm;
use crate::{Result, draw::Draw};

/// A network over windows, to be compared with the plain methods.
#[derive(Debug)]
pub struct WindowNetwork {
    /// Holds the weights.
    store: nn::VarStore,
    net: nn::Sequential,
    /// The weights of a linear way past the network.
    straight: nn::Linear,
    window: usize,
    rhythm: Rhythm,
}

/// Windows of each series that are learned from, the newest.
const WINDOWS: usize = 120;
const UNITS: i64 = 192;

impl WindowNetwork {
    /// Learns from the ends of many series, by absolute error.
    pub fn fit(all: &[&[f64]], rhythm: Rhythm, rounds: usize, seed: u64) -> Result<Self> {
        let window = 3 * rhythm.long.max(2 * rhythm.season);
        tch::manual_seed(seed as i64);
        tch::set_num_threads(1);
        let store = nn::VarStore::new(Device::Cpu);
        let root = store.root();
        let linear = |name, from, to| nn::linear(&root / name, from, to, nn::LinearConfig::default());
        let net = nn::seq()
            .add(linear("first", window as i64, UNITS))
            .add_fn(Tensor::silu)
            .add(linear("second", UNITS, UNITS))
            .add_fn(Tensor::silu)
            .add(linear("out", UNITS, rhythm.ahead as i64));
        let straight = linear("straight", window as i64, rhythm.ahead as i64);
        let mut model = WindowNetwork { net, straight, store, window, rhythm };
        model.learn(all, rounds, seed)?;
        Ok(model)
    }

    fn learn(&mut self, all: &[&[f64]], rounds: usize, seed: u64) -> Result<()> {
        let (mut inputs, mut answers) = (Vec::new(), Vec::new());
        for series in all {
            for back in 0..WINDOWS {
                let Some(start) = series.len().checked_sub(self.window + self.rhythm.ahead + back) else { break };
                let (seen, rest) = series[start..].split_at(self.window);
                let (mean, spread) = self.scale(seen);
                let small = |value: &f64| (((value - mean) / spread) as f32).clamp(-6.0, 6.0);
                inputs.extend(seen.iter().map(small));
                answers.extend(rest[..self.rhythm.ahead].iter().map(small));
            }
        }
        let rows = (inputs.len() / self.window) as i64;
        let x = Tensor::from_slice(&inputs).view([rows, self.window as i64]);
        let y = Tensor::from_slice(&answers).view([rows, self.rhythm.ahead as i64]);
        let mut optimizer = nn::AdamW::default().build(&self.store, 1e-3)?;
        let mut order: Vec<i64> = (0..rows).collect();
        let mut draw = Draw::new(seed);
        for round in 0..rounds {
            let share = round as f64 / rounds as f64;
            optimizer.set_lr(1e-3 * (0.02 + 0.98 * 0.5 * (1.0 + (share * std::f64::consts::PI).cos())));
            draw.shuffle(&mut order);
            for rows in order.chunks(512) {
                let rows = Tensor::from_slice(rows);
                let loss = (self.answer(&x.index_select(0, &rows)) - y.index_select(0, &rows)).abs().mean(Kind::Float);
                optimizer.backward_step_clip(&loss, 1.0);
            }
        }
        Ok(())
    }

    fn answer(&self, x: &Tensor) -> Tensor {
        self.net.forward(x) + self.straight.forward(x)
    }

    /// The forecast of one series; none where it is shorter than a window.
    pub fn forecast(&self, series: &[f64]) -> Result<Option<Vec<f64>>> {
        let Some(start) = series.len().checked_sub(self.window) else { return Ok(None) };
        let seen = &series[start..];
        let (mean, spread) = self.scale(seen);
        let small: Vec<f32> = seen.iter().map(|value| (((value - mean) / spread) as f32).clamp(-6.0, 6.0)).collect();
        let answer = no_grad(|| self.answer(&Tensor::from_slice(&small).view([1, self.window as i64])));
        let steps: Vec<f64> = answer.view([-1]).to_kind(Kind::Double).try_into()?;
        Ok(Some(steps.into_iter().map(|step| step * spread + mean).collect()))
    }

    /// Mean and spread of the last long season.
    fn scale(&self, seen: &[f64]) -> (f64, f64) {
        let tail = &seen[seen.len() - self.rhythm.long..];
        let (mean, spread) = super::autoregression::moments(tail);
        (mean, spread + 1e-3 * mean.abs())
    }
}
