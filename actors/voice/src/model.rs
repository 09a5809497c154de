//! The model on ONNX Runtime, which is opened at run time: symbols in, sound and the frames of each symbol out.

use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use ort::{
    environment::Environment,
    session::{NoSelectedOutputs, RunOptions, Session, builder::PrepackedWeights},
    value::Tensor,
};

use crate::{
    assets::{Folder, STYLE_LEN},
    error::VoiceError,
};

pub(crate) const RATE: u32 = 24_000;
/// Samples of a frame: the model counts time in these.
pub(crate) const FRAME: usize = 600;
/// The most symbols that the model takes at once, its two silent ends not counted.
pub(crate) const MOST_SYMBOLS: usize = 509;

/// The inner tensor with the frames of each symbol.
const FRAMES: &str = "/encoder/Clip_output_0";

/// The opened runtime and the model's bytes, from which sessions are made.
pub(crate) struct Model {
    environment: Environment,
    bytes: Vec<u8>,
    shared: PrepackedWeights,
}

/// What the model says of one piece.
#[derive(Debug)]
pub(crate) struct Sound {
    pub samples: Vec<f32>,
    /// Frames of each symbol, the silent ends included; they sum to the samples.
    pub frames: Vec<usize>,
}

impl Model {
    pub fn open(folder: &Folder) -> Result<Model, VoiceError> {
        let environment = environment(&folder.library())?;
        let path = folder.model();
        let mut bytes = fs::read(&path).map_err(VoiceError::io("read", &path))?;
        show_frames(&mut bytes);
        Ok(Model { environment, bytes, shared: PrepackedWeights::new() })
    }

    /// One more session; what can be shared of the weights is shared with the others.
    pub fn session(&self, path: &Path) -> Result<Session, VoiceError> {
        let refused = |error: ort::Error| VoiceError::runtime("prepare a session of the voice")(error);
        let builder = Session::builder(&self.environment).map_err(refused)?;
        let builder = builder.with_intra_threads(1).map_err(|error| refused(error.into()))?;
        let builder = builder.with_inter_threads(1).map_err(|error| refused(error.into()))?;
        let mut builder = builder.with_prepacked_weights(&self.shared).map_err(|error| refused(error.into()))?;
        builder
            .commit_from_memory(&self.bytes)
            .map_err(|error| VoiceError::format(path, format!("the runtime refuses the model: {error}")))
    }
}

/// The runtime allows one environment in a process: the first to load opens it, all others share it.
fn environment(library: &Path) -> Result<Environment, VoiceError> {
    static ONLY: Mutex<Option<Environment>> = Mutex::new(None);
    let mut only = ONLY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(environment) = &*only {
        return Ok(environment.clone());
    }
    let opened = ort::init_from(library)
        .map_err(|error| VoiceError::Missing(error.to_string()))?
        .build()
        .map_err(VoiceError::runtime("start the runtime of the voice"))?;
    Ok(only.insert(opened).clone())
}

/// Declares the inner tensor as an output of the graph, without which the runtime does not give it away. Bytes appended to a
/// protobuf message are merged into it: field 7 is the graph, its field 12 an output, of which 1 is the name, 2 the type.
fn show_frames(model: &mut Vec<u8>) {
    let float = [0x0a, 2, 8, 1];
    let output = [field(1, FRAMES.as_bytes()), field(2, &float)].concat();
    model.extend(field(7, &field(12, &output)));
}

/// A length-delimited protobuf field of fewer than 128 bytes.
fn field(number: u8, body: &[u8]) -> Vec<u8> {
    [&[number << 3 | 2, body.len() as u8], body].concat()
}

/// Speaks one piece. `options` can end it early from another thread.
pub(crate) fn run(
    session: &mut Session,
    symbols: &[i64],
    style: &[f32],
    options: &RunOptions<NoSelectedOutputs>,
) -> Result<Sound, VoiceError> {
    let doing = "run the voice";
    let n = symbols.len() + 2;
    let mut tokens = Vec::with_capacity(n);
    tokens.push(0);
    tokens.extend_from_slice(symbols);
    tokens.push(0);
    let inputs = ort::inputs![
        "tokens" => Tensor::from_array(([1, n], tokens)).map_err(VoiceError::runtime(doing))?,
        "style" => Tensor::from_array(([1, STYLE_LEN], style.to_vec())).map_err(VoiceError::runtime(doing))?,
        "speed" => Tensor::from_array(([1], vec![1.0f32])).map_err(VoiceError::runtime(doing))?,
    ];
    let outputs = session.run_with_options(inputs, options).map_err(VoiceError::runtime(doing))?;
    let tensor = |name: &str| {
        let value = outputs.get(name).ok_or_else(|| VoiceError::Model(format!("no {name}")))?;
        value.try_extract_tensor::<f32>().map(|(_, data)| data).map_err(VoiceError::runtime(doing))
    };
    let samples = tensor("audio")?.to_vec();
    let frames: Vec<usize> = tensor(FRAMES)?.iter().map(|f| *f as usize).collect();
    let told: usize = frames.iter().sum::<usize>() * FRAME;
    if frames.len() != n || told != samples.len() {
        return Err(VoiceError::Model(format!("{} samples and frames for {told}", samples.len())));
    }
    if let Some(bad) = samples.iter().find(|s| !s.is_finite()) {
        return Err(VoiceError::Model(format!("a sample that is {bad}")));
    }
    Ok(Sound { samples, frames })
}
