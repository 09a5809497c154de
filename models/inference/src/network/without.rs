//! A build without libtorch says so; nothing is pretended.

use super::{Network, Shape};
use crate::{InferenceError, Inputs, Result, part::Lesson, team::Team};

const SAY: &str = "this build has no networks (feature torch)";

/// There is nothing to learn together.
pub fn member(_: std::net::TcpStream) -> Result<()> {
    Err(InferenceError::Torch(SAY.to_owned()))
}

impl Network {
    pub fn fit(_: &Shape, _: &Lesson, _: Option<&Lesson>, _: u64, _: Option<&Team>) -> Result<Self> {
        Err(InferenceError::Torch(SAY.to_owned()))
    }

    pub fn logits(&self, _: &Inputs) -> Result<Vec<f64>> {
        Err(InferenceError::Torch(SAY.to_owned()))
    }
}
