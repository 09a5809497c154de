//! A build without libtorch says so; nothing is pretended.

use super::{Network, Shape};
use crate::{InferenceError, Inputs, Result, part::Lesson};

const SAY: &str = "this build has no networks (feature torch)";

impl Network {
    pub fn fit(_: &Shape, _: &Lesson, _: Option<&Lesson>, _: u64) -> Result<Self> {
        Err(InferenceError::Torch(SAY.to_owned()))
    }

    pub fn logits(&self, _: &Inputs) -> Result<Vec<f64>> {
        Err(InferenceError::Torch(SAY.to_owned()))
    }
}
