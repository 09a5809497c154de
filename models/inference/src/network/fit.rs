//! The layers of a network, and asking it.

use tch::{
    Device, IndexOp as _, Kind, Tensor,
    nn::{self, Module as _, RNN as _},
    no_grad,
};

use super::{
    Body, Network, Shape, Weight,
    learn::{Rows, learn, start},
    together::job,
};
use crate::{
    InferenceError, Inputs, Matrix, Result, Scaling,
    part::Lesson,
    team::{Group, Team},
    trees::sigmoid,
};

impl Network {
    /// Learns from a lesson; `watch` ends it. With a `team` the work is shared, and the result is the same up to rounding.
    pub fn fit(shape: &Shape, lesson: &Lesson, watch: Option<&Lesson>, seed: u64, team: Option<&Team>) -> Result<Self> {
        let mut network = Network::blank(shape, &lesson.inputs);
        network.weights = start(&network, seed)?;
        let (rows, watch) = (Rows::of(lesson), watch.map(Rows::of));
        match team {
            None => learn(network, &rows, watch.as_ref(), seed, &mut Group::Alone),
            Some(team) => {
                let job = job(&network, &rows, watch.as_ref(), seed)?;
                team.lead(&job, |group| learn(network, &rows, watch.as_ref(), seed, group))
            }
        }
    }

    pub fn logits(&self, inputs: &Inputs) -> Result<Vec<f64>> {
        inputs.dense.expect(&self.names)?;
        tch::set_num_threads(1);
        let mut store = nn::VarStore::new(Device::Cpu);
        let net = Net::new(&store.root(), self);
        self.put(&mut store)?;
        let logits: Vec<f64> = (net.logits(&self.tensor(&inputs.dense)?)).to_kind(Kind::Double).try_into()?;
        match logits.iter().all(|logit| logit.is_finite()) {
            true => Ok(logits),
            false => Err(InferenceError::Torch("the network answered with what is not a number".to_owned())),
        }
    }

    fn blank(shape: &Shape, inputs: &Inputs) -> Self {
        let dense = &inputs.dense;
        let mut scaling = Scaling::of(dense);
        if inputs.compares() {
            scaling.mean.fill(0.0);
        }
        let gaps = (0..dense.width()).filter(|at| dense.columns[*at].iter().any(|value| value.is_nan())).collect();
        Network {
            shape: *shape,
            names: dense.names.clone(),
            scaling,
            gaps,
            steps: steps(&dense.names),
            compares: inputs.compares(),
            rounds: 0,
            weights: Vec::new(),
        }
    }

    /// Standardised values, and a one for each that is missing.
    pub(super) fn tensor(&self, dense: &Matrix) -> Result<Tensor> {
        dense.expect(&self.names)?;
        let rows = dense.rows() as i64;
        let values = Tensor::from_slice(&self.scaling.rows(dense)).view([rows, dense.width() as i64]);
        let missing = |at: &usize| dense.columns[*at].iter().map(|value| f32::from(u8::from(value.is_nan())));
        let gaps: Vec<f32> = self.gaps.iter().flat_map(missing).collect();
        let gaps = Tensor::from_slice(&gaps).view([self.gaps.len() as i64, rows]).transpose(0, 1);
        Ok(Tensor::cat(&[values, gaps], 1).contiguous())
    }

    pub(super) fn put(&self, store: &mut nn::VarStore) -> Result<()> {
        let variables = store.variables();
        for weight in &self.weights {
            let fits = |variable: &&Tensor| variable.size() == weight.size;
            let Some(variable) = variables.get(&weight.name).filter(fits) else {
                return Err(InferenceError::Mismatch(format!("the network has no weight {}", weight.name)));
            };
            let values = Tensor::from_slice(&weight.values).view(weight.size.as_slice());
            no_grad(|| variable.shallow_clone().copy_(&values));
        }
        Ok(())
    }
}

pub(super) fn weights_of(store: &nn::VarStore) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for (name, variable) in store.variables() {
        let values = Vec::<f32>::try_from(variable.flatten(0, -1))?;
        weights.push(Weight { name, size: variable.size(), values });
    }
    weights.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(weights)
}

/// Columns of each lag, the oldest first: all that are called `something_lN`.
fn steps(names: &[String]) -> Vec<Vec<usize>> {
    let lag = |name: &String| name.rsplit_once("_l").and_then(|(_, lag)| lag.parse::<usize>().ok());
    let most = names.iter().filter_map(lag).max().unwrap_or(0);
    let step = |wanted: usize| (0..names.len()).filter(|at| lag(&names[*at]) == Some(wanted)).collect::<Vec<_>>();
    let all: Vec<Vec<usize>> = (0..=most).rev().map(step).filter(|step| !step.is_empty()).collect();
    let width = all.first().map_or(0, Vec::len);
    all.into_iter().filter(|step| step.len() == width).collect()
}

#[derive(Debug)]
enum Reader {
    None,
    Gru(nn::GRU),
    Convolution(nn::Conv1D, nn::Conv1D),
}

#[derive(Debug)]
pub(super) struct Net {
    reader: Reader,
    first: nn::Linear,
    second: nn::Linear,
    out: nn::Linear,
    steps: Vec<Tensor>,
    compares: bool,
}

impl Net {
    pub fn new(path: &nn::Path<'_>, network: &Network) -> Self {
        let shape = &network.shape;
        let wide = (network.names.len() + network.gaps.len()) as i64;
        let channels = network.steps.first().map_or(0, Vec::len) as i64;
        let (reader, read) = match shape.body {
            Body::Gru if channels > 0 => (
                Reader::Gru(nn::gru(path / "gru", channels, shape.units / 2, nn::RNNConfig::default())),
                shape.units / 2,
            ),
            Body::Convolution if channels > 0 => {
                let config = |dilation| nn::ConvConfig { dilation, padding: 0, ..nn::ConvConfig::default() };
                let first = nn::conv1d(path / "near", channels, shape.units / 2, 2, config(1));
                let second = nn::conv1d(path / "far", shape.units / 2, shape.units / 2, 2, config(2));
                (Reader::Convolution(first, second), shape.units / 2)
            }
            _ => (Reader::None, 0),
        };
        // A comparison must turn when its inputs do: odd functions only, so no bias.
        let config = || nn::LinearConfig { bias: !network.compares, ..nn::LinearConfig::default() };
        let index = |step: &Vec<usize>| Tensor::from_slice(&step.iter().map(|at| *at as i64).collect::<Vec<_>>());
        Net {
            reader,
            first: nn::linear(path / "first", wide + read, shape.units, config()),
            second: nn::linear(path / "second", shape.units, shape.units / 2, config()),
            out: nn::linear(path / "out", shape.units / 2, 1, config()),
            steps: network.steps.iter().map(index).collect(),
            compares: network.compares,
        }
    }

    /// One logit for each row; `masks` drop units of the two hidden layers while learning.
    pub fn forward(&self, x: &Tensor, masks: Option<&[Tensor; 2]>) -> Tensor {
        let bend = |t: Tensor| if self.compares { t.tanh() } else { t.silu() };
        let joined = match &self.reader {
            Reader::None => x.shallow_clone(),
            Reader::Gru(gru) => {
                let (states, _) = gru.seq(&self.lags(x));
                Tensor::cat(&[x, &states.i((.., -1, ..))], 1)
            }
            Reader::Convolution(near, far) => {
                let near = near.forward(&self.lags(x).transpose(1, 2).constant_pad_nd([1, 0])).silu();
                let far = far.forward(&near.constant_pad_nd([2, 0])).silu();
                Tensor::cat(&[x, &far.i((.., .., -1))], 1)
            }
        };
        let drop = |t: Tensor, layer: usize| masks.map_or(t.shallow_clone(), |masks| t * &masks[layer]);
        let hidden = drop(bend(self.first.forward(&joined)), 0);
        let hidden = drop(bend(self.second.forward(&hidden)), 1);
        self.out.forward(&hidden).squeeze_dim(1)
    }

    /// Rows, steps, channels.
    fn lags(&self, x: &Tensor) -> Tensor {
        let steps: Vec<Tensor> = self.steps.iter().map(|step| x.index_select(1, step)).collect();
        Tensor::stack(&steps, 1)
    }

    fn logits(&self, x: &Tensor) -> Tensor {
        no_grad(|| Tensor::cat(&x.split(8192, 0).iter().map(|part| self.forward(part, None)).collect::<Vec<_>>(), 0))
    }

    pub fn probabilities(&self, x: &Tensor) -> Result<Vec<f64>> {
        let logits: Vec<f64> = self.logits(x).to_kind(Kind::Double).try_into()?;
        Ok(logits.into_iter().map(sigmoid).collect())
    }
}

#[cfg(test)]
#[path = "fit_tests.rs"]
mod tests;
