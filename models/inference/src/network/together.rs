//! A network that several processes learn: the job as bytes, and the member that works on it.

use std::{collections::HashMap, net::TcpStream};

use serde::{Deserialize, Serialize};

use super::{
    Network,
    learn::{Rows, learn},
};
use crate::{
    InferenceError, Matrix, Result,
    team::{Group, gone, prepare, receive, send},
    tensors,
};

/// What a member must know besides the numbers.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Without the values of its weights, which stand among the numbers.
    network: Network,
    seed: u64,
    watched: bool,
}

/// Everything that a job consists of; `network` holds the weights that all begin with.
pub(super) fn job(network: &Network, rows: &Rows, watch: Option<&Rows>, seed: u64) -> Result<Vec<u8>> {
    let head = Head { network: network.clone(), seed, watched: watch.is_some() };
    let head = serde_json::to_vec(&head).map_err(|error| InferenceError::Mismatch(error.to_string()))?;
    let mut numbers = Vec::new();
    for (name, rows) in [("rows", Some(rows)), ("watch", watch)] {
        let Some(rows) = rows else { continue };
        let all = [("x", rows.dense.columns.concat()), ("y", rows.labels.clone()), ("w", rows.weights.clone())];
        numbers.extend(all.map(|(part, values)| (format!("{name}.{part}"), vec![values.len() as i64], values)));
    }
    numbers.extend(network.weights.iter().map(|w| (format!("weight.{}", w.name), w.size.clone(), w.values.clone())));
    let mut job = Vec::new();
    send(&mut job, &head).and_then(|()| send(&mut job, &tensors::write(&numbers))).map_err(gone)?;
    Ok(job)
}

/// Works on the jobs of a lead until it hangs up.
pub fn member(mut lead: TcpStream) -> Result<()> {
    prepare(&lead)?;
    loop {
        let place = match receive(&mut lead) {
            Ok(place) => place,
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(gone(error)),
        };
        let job = receive(&mut lead).map_err(gone)?;
        let (network, rows, watch, seed) = read(&job)?;
        let ([number, of], []) = place.as_chunks::<8>() else {
            return Err(InferenceError::Mismatch("the lead did not say which member this is".to_owned()));
        };
        let (number, of) = (u64::from_le_bytes(*number) as usize, u64::from_le_bytes(*of) as usize);
        learn(network, &rows, watch.as_ref(), seed, &mut Group::Member { number, of, lead: &mut lead })?;
    }
}

fn read(mut job: &[u8]) -> Result<(Network, Rows, Option<Rows>, u64)> {
    let mismatch = |reason: String| InferenceError::Mismatch(reason);
    let head = receive(&mut job).map_err(gone)?;
    let Head { mut network, seed, watched } =
        serde_json::from_slice(&head).map_err(|error| mismatch(error.to_string()))?;
    let numbers = tensors::read(&receive(&mut job).map_err(gone)?).map_err(mismatch)?;
    let mut numbers: HashMap<String, Vec<f32>> = numbers.into_iter().map(|(name, _, values)| (name, values)).collect();
    let mut take = |name: String| numbers.remove(&name).ok_or_else(|| mismatch(format!("the job has no {name}")));
    for weight in &mut network.weights {
        weight.values = take(format!("weight.{}", weight.name))?;
    }
    let mut rows = |part: &str| -> Result<Rows> {
        let (x, labels, weights) = (take(format!("{part}.x"))?, take(format!("{part}.y"))?, take(format!("{part}.w"))?);
        if x.len() != labels.len() * network.names.len() || labels.is_empty() {
            return Err(mismatch(format!("the job's {part} are not whole")));
        }
        let columns = x.chunks(labels.len()).map(<[f32]>::to_vec).collect();
        Ok(Rows { dense: Matrix { names: network.names.clone(), columns }, labels, weights })
    };
    let (learned, watch) = (rows("rows")?, if watched { Some(rows("watch")?) } else { None });
    Ok((network, learned, watch, seed))
}
