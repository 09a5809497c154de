//! The encoder of BERT, as small as it can be written: six layers of attention, then the mean over the words. Lower
//! layers are kept too: the last one tells what a text is about, the lower ones how it is said.

use std::{collections::HashMap, path::Path};

use tch::{Device, Kind, Tensor, no_grad};

use crate::{InferenceError, Result};

const HEADS: i64 = 12;
const LAYERS: usize = 6;
/// Layers whose mean over the words follows that of the last.
const STYLE: [usize; 2] = [1, 3];
const EPSILON: f64 = 1e-12;

#[derive(Debug)]
pub(super) struct Bert {
    weights: HashMap<String, Tensor>,
}

impl Bert {
    pub fn read(path: &Path) -> Result<Self> {
        let weights: HashMap<String, Tensor> =
            Tensor::read_safetensors(path)?.into_iter().map(|(name, t)| (name, t.to_kind(Kind::Float))).collect();
        let bert = Bert { weights };
        let parts = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"];
        for layer in 0..LAYERS {
            for part in parts.into_iter().chain(["intermediate.dense", "output.dense", "output.LayerNorm"]) {
                bert.get(&format!("encoder.layer.{layer}.{part}.weight"))?;
            }
        }
        Ok(bert)
    }

    /// For each text, given as numbers of pieces: a vector of length one from the last layer, then those of lower ones.
    pub fn embed(&self, texts: &[Vec<i64>]) -> Result<Vec<Vec<f32>>> {
        tch::set_num_threads(1);
        let longest = texts.iter().map(Vec::len).max().unwrap_or(1);
        let filled =
            |text: &Vec<i64>| text.iter().copied().chain(std::iter::repeat(0)).take(longest).collect::<Vec<_>>();
        let numbers: Vec<i64> = texts.iter().flat_map(filled).collect();
        let there = |text: &Vec<i64>| (0..longest).map(|at| f32::from(u8::from(at < text.len()))).collect::<Vec<_>>();
        let mask: Vec<f32> = texts.iter().flat_map(there).collect();
        let size = [texts.len() as i64, longest as i64];
        let (numbers, mask) = (Tensor::from_slice(&numbers).view(size), Tensor::from_slice(&mask).view(size));
        let vectors = no_grad(|| self.run(&numbers, &mask))?;
        let width = vectors.size()[1] as usize;
        let flat = Vec::<f32>::try_from(vectors.flatten(0, -1))?;
        Ok(flat.chunks(width).map(<[f32]>::to_vec).collect())
    }

    fn run(&self, numbers: &Tensor, mask: &Tensor) -> Result<Tensor> {
        let (texts, words) = (numbers.size()[0], numbers.size()[1]);
        let of = |name: &str| self.get(&format!("embeddings.{name}_embeddings.weight"));
        let places = Tensor::arange(words, (Kind::Int64, Device::Cpu));
        let embedded = of("word")?.index_select(0, &numbers.view([-1])).view([texts, words, -1])
            + of("position")?.index_select(0, &places)
            + of("token_type")?.select(0, 0);
        let mut x = self.norm("embeddings.LayerNorm", &embedded)?;
        // What fills up a row must not be looked at.
        let hidden = (mask - 1.0).view([texts, 1, 1, words]) * 1e9;
        let mask = mask.unsqueeze(-1);
        let words = mask.sum_dim_intlist([1i64].as_slice(), false, Kind::Float);
        let mean = |x: &Tensor| {
            let mean = (x * &mask).sum_dim_intlist([1i64].as_slice(), false, Kind::Float) / &words;
            &mean / mean.norm_scalaropt_dim(2.0, [1i64].as_slice(), true).clamp_min(1e-9)
        };
        let mut means = Vec::new();
        for layer in 0..LAYERS {
            x = self.layer(&format!("encoder.layer.{layer}"), &x, &hidden)?;
            if STYLE.contains(&layer) {
                means.push(mean(&x));
            }
        }
        means.insert(0, mean(&x));
        Ok(Tensor::cat(&means, 1))
    }

    fn layer(&self, name: &str, x: &Tensor, hidden: &Tensor) -> Result<Tensor> {
        let (texts, words, width) = (x.size()[0], x.size()[1], x.size()[2]);
        let heads = |part: &str| -> Result<Tensor> {
            let part = self.linear(&format!("{name}.attention.self.{part}"), x)?;
            Ok(part.view([texts, words, HEADS, width / HEADS]).transpose(1, 2))
        };
        let (query, key, value) = (heads("query")?, heads("key")?, heads("value")?);
        let near = query.matmul(&key.transpose(2, 3)) / ((width / HEADS) as f64).sqrt() + hidden;
        let seen = near.softmax(-1, Kind::Float).matmul(&value).transpose(1, 2).reshape([texts, words, width]);
        let seen = self.linear(&format!("{name}.attention.output.dense"), &seen)?;
        let x = self.norm(&format!("{name}.attention.output.LayerNorm"), &(seen + x))?;
        let wide = self.linear(&format!("{name}.intermediate.dense"), &x)?.gelu("none");
        let back = self.linear(&format!("{name}.output.dense"), &wide)?;
        self.norm(&format!("{name}.output.LayerNorm"), &(back + x))
    }

    fn linear(&self, name: &str, x: &Tensor) -> Result<Tensor> {
        Ok(x.linear(self.get(&format!("{name}.weight"))?, Some(self.get(&format!("{name}.bias"))?)))
    }

    fn norm(&self, name: &str, x: &Tensor) -> Result<Tensor> {
        let width = x.size()[2];
        let (weight, bias) = (self.get(&format!("{name}.weight"))?, self.get(&format!("{name}.bias"))?);
        Ok(x.layer_norm([width], Some(weight), Some(bias), EPSILON, false))
    }

    fn get(&self, name: &str) -> Result<&Tensor> {
        let missing = || InferenceError::Mismatch(format!("the sentence model has no weight {name}"));
        self.weights.get(name).ok_or_else(missing)
    }
}
