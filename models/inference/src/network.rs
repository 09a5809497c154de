//! Small networks in tch: a perceptron over the features, and recurrent ones that read the lags in order.

use serde::{Deserialize, Serialize};

#[cfg(feature = "torch")]
mod fit;
#[cfg(feature = "torch")]
mod learn;
#[cfg(feature = "torch")]
mod together;
#[cfg(not(feature = "torch"))]
mod without;

#[cfg(feature = "torch")]
pub use self::together::member;
#[cfg(not(feature = "torch"))]
pub use self::without::member;
use crate::Scaling;

/// The form of a network and how long it learns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    pub body: Body,
    /// Units of the hidden layers.
    pub units: i64,
    pub dropout: f64,
    pub rate: f64,
    pub decay: f64,
    pub batch: i64,
    /// Most passes over the rows.
    pub rounds: usize,
}

/// What stands before the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Two hidden layers.
    Perceptron,
    /// A gated recurrent unit over the lags, joined with the features.
    Gru,
    /// Dilated causal convolutions over the lags, joined with the features.
    Convolution,
}

impl Shape {
    pub const fn perceptron() -> Self {
        Shape { body: Body::Perceptron, units: 64, dropout: 0.15, rate: 2e-3, decay: 1e-3, batch: 512, rounds: 40 }
    }

    pub const fn of(body: Body) -> Self {
        Shape { body, ..Shape::perceptron() }
    }

    /// Its column in the table.
    pub const fn name(&self) -> &'static str {
        match self.body {
            Body::Perceptron => "perceptron",
            Body::Gru => "gru",
            Body::Convolution => "tcn",
        }
    }
}

/// A named weight: its dimensions and values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weight {
    pub name: String,
    pub size: Vec<i64>,
    /// Kept beside `model.json` as safetensors, see the registry.
    #[serde(skip)]
    pub values: Vec<f32>,
}

/// A fitted network: its form and its weights, in no need of libtorch until it is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Network {
    shape: Shape,
    names: Vec<String>,
    scaling: Scaling,
    /// Columns that may be missing: each has an input of its own that says so.
    gaps: Vec<usize>,
    /// Columns of each step of the lags, the oldest first.
    steps: Vec<Vec<usize>>,
    compares: bool,
    rounds: usize,
    pub(crate) weights: Vec<Weight>,
}

impl Network {
    /// Passes over the rows until it was best.
    pub fn rounds(&self) -> usize {
        self.rounds
    }
}
