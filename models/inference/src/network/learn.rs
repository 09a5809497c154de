//! The steps of learning, alone or as one of several processes: the same batches, the same masks of dropout and, but for
//! the rounding of sums, the same gradients.

use tch::{
    Device, Tensor,
    nn::{self, OptimizerConfig as _},
    no_grad,
};

use super::{
    Network, Weight,
    fit::{Net, weights_of},
};
use crate::{InferenceError, Matrix, Result, draw::Draw, metrics, part::Lesson, team::Group};

/// Passes without gain on the watched rows before learning ends.
const PATIENCE: usize = 6;

/// Rows to learn from, as small as they can be sent.
pub(super) struct Rows {
    pub dense: Matrix,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
}

impl Rows {
    pub fn of(lesson: &Lesson) -> Self {
        let small = |values: &[f64]| values.iter().map(|value| *value as f32).collect();
        Rows { dense: lesson.inputs.dense.clone(), labels: small(&lesson.labels), weights: small(&lesson.weights) }
    }
}

/// Learns on from the network's weights. `watch` ends it where the watched rows gain no more.
pub(super) fn learn(
    mut network: Network,
    rows: &Rows,
    watch: Option<&Rows>,
    seed: u64,
    group: &mut Group<'_>,
) -> Result<Network> {
    tch::set_num_threads(1);
    let shape = network.shape;
    let mut store = nn::VarStore::new(Device::Cpu);
    let net = Net::new(&store.root(), &network);
    network.put(&mut store)?;
    let mut optimizer = nn::AdamW { wd: shape.decay, ..nn::AdamW::default() }.build(&store, shape.rate)?;
    let table = Batches {
        x: network.tensor(&rows.dense)?,
        y: Tensor::from_slice(&rows.labels),
        weights: Tensor::from_slice(&rows.weights),
        variables: sorted(&store),
        units: shape.units,
        dropout: shape.dropout,
    };
    let mut order: Vec<i64> = (0..rows.labels.len() as i64).collect();
    let (mut draw, mut masks) = (Draw::new(seed), Draw::new(!seed));
    let mut best = (f64::INFINITY, 0, network.weights.clone());
    for round in 1..=shape.rounds {
        // A cosine from the full rate to almost none.
        let share = (round - 1) as f64 / shape.rounds as f64;
        optimizer.set_lr(shape.rate * (0.02 + 0.98 * 0.5 * (1.0 + (share * std::f64::consts::PI).cos())));
        draw.shuffle(&mut order);
        for batch in order.chunks(shape.batch as usize) {
            optimizer.zero_grad();
            table.loss(&net, batch, &mut masks, group).backward();
            table.exchange(group)?;
            optimizer.clip_grad_value(1.0);
            optimizer.step();
        }
        let Some(watch) = watch else { continue };
        let found = net.probabilities(&network.tensor(&watch.dense)?)?;
        let labels: Vec<f64> = watch.labels.iter().map(|label| f64::from(*label)).collect();
        let loss = metrics::log_loss(&found, &labels);
        if !loss.is_finite() {
            return Err(InferenceError::Torch("the network's loss is not a number".to_owned()));
        }
        if loss < best.0 {
            best = (loss, round, weights_of(&store)?);
        } else if round >= best.1 + PATIENCE {
            break;
        }
    }
    (network.rounds, network.weights) =
        if watch.is_some() { (best.1, best.2) } else { (shape.rounds, weights_of(&store)?) };
    Ok(network)
}

/// The weights that a network begins with: uniform after He (2015), biases at zero. Not drawn by libtorch, whose one source
/// of chance is shared by all threads.
pub(super) fn start(network: &Network, seed: u64) -> Result<Vec<Weight>> {
    let store = nn::VarStore::new(Device::Cpu);
    Net::new(&store.root(), network);
    let mut weights = weights_of(&store)?;
    let mut draw = Draw::new(seed.rotate_left(32));
    for Weight { size, values, .. } in &mut weights {
        let inputs: i64 = size.iter().skip(1).product();
        let reach = if size.len() > 1 { (6.0 / inputs as f64).sqrt() } else { 0.0 };
        values.iter_mut().for_each(|value| *value = ((2.0 * draw.unit() - 1.0) * reach) as f32);
    }
    Ok(weights)
}

/// By name: the store's own order differs from process to process.
fn sorted(store: &nn::VarStore) -> Vec<Tensor> {
    let mut named: Vec<(String, Tensor)> = store.variables().into_iter().collect();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    named.into_iter().map(|(_, variable)| variable).collect()
}

/// All rows as tensors, and the variables that gradients belong to.
struct Batches {
    x: Tensor,
    y: Tensor,
    weights: Tensor,
    variables: Vec<Tensor>,
    units: i64,
    dropout: f64,
}

impl Batches {
    /// This process's part of the mean loss over a batch.
    fn loss(&self, net: &Net, batch: &[i64], masks: &mut Draw, group: &Group<'_>) -> Tensor {
        let part = group.part(batch.len());
        // With fewer rows than processes some have none: one row that weighs nothing keeps their gradients in shape.
        let (rows, scale) = if part.is_empty() { (0..1, 0.0) } else { (part, 1.0 / batch.len() as f64) };
        let masks = [self.units, self.units / 2].map(|units| self.mask(batch.len(), units, masks, &rows));
        let chosen = Tensor::from_slice(&batch[rows]);
        let pick = |tensor: &Tensor| tensor.index_select(0, &chosen);
        let logits = net.forward(&pick(&self.x), Some(&masks));
        let (y, weights) = (pick(&self.y), pick(&self.weights));
        logits.binary_cross_entropy_with_logits::<Tensor>(&y, Some(weights), None, tch::Reduction::Sum) * scale
    }

    /// Drawn for the whole batch everywhere, then cut: what is dropped must not depend on how many work on it.
    fn mask(&self, batch: usize, units: i64, draw: &mut Draw, rows: &std::ops::Range<usize>) -> Tensor {
        let kept = (1.0 / (1.0 - self.dropout)) as f32;
        let one = |_| if draw.unit() < self.dropout { 0.0 } else { kept };
        let all: Vec<f32> = (0..batch * units as usize).map(one).collect();
        let width = units as usize;
        Tensor::from_slice(&all[rows.start * width..rows.end * width]).view([rows.len() as i64, units])
    }

    /// All processes get the sum of their gradients.
    fn exchange(&self, group: &mut Group<'_>) -> Result<()> {
        if group.is_alone() {
            return Ok(());
        }
        let flat: Vec<Tensor> = self.variables.iter().map(|variable| variable.grad().flatten(0, -1)).collect();
        let mut values = Vec::<f32>::try_from(Tensor::cat(&flat, 0))?;
        group.sum(&mut values)?;
        let mut rest = values.as_slice();
        for variable in &self.variables {
            let mut gradient = variable.grad();
            let (mine, others) = rest.split_at(gradient.numel());
            let mine = Tensor::from_slice(mine).view_as(&gradient);
            no_grad(|| gradient.copy_(&mine));
            rest = others;
        }
        Ok(())
    }
}
