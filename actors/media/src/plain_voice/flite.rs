//! One text through libavfilter's flite. The text goes by a file: no filter graph ever reads it.

use std::path::{Path, PathBuf};

use ff::{filter, frame};
use ffmpeg_next as ff;

use crate::{av, disk::Scratch, error::MediaError};

pub const VOICE: &str = "slt";
/// Samples a second of that voice.
pub const RATE: u32 = 16_000;
/// Longest text that is spoken in one go.
const MAX_CHARS: usize = 2_000;

pub struct Flite {
    script: PathBuf,
}

impl Flite {
    /// Its helper file stands beside `out` while it speaks.
    pub fn beside(out: &Path) -> Self {
        let mut name = out.file_name().unwrap_or_default().to_owned();
        name.push(".txt");
        Flite { script: out.with_file_name(name) }
    }

    /// The sound of a text without the silence around it; nothing for a text without anything to say.
    pub fn speak(&self, text: &str) -> Result<Vec<f32>, MediaError> {
        if !text.contains(|c: char| c.is_ascii_alphanumeric()) {
            return Ok(vec![]);
        }
        let script = Scratch::write(self.script.clone(), &text.chars().take(MAX_CHARS).collect::<String>())?;
        let path = script.path().to_str().ok_or_else(|| MediaError::format(script.path(), "a path that is no text"))?;
        let mut graph = filter::Graph::new();
        let sink = filter::find("abuffersink").ok_or(MediaError::Missing("filter abuffersink"))?;
        graph.add(&sink, "sound", "").map_err(MediaError::av("make a filter graph"))?;
        filter::find("flite").ok_or(MediaError::Missing("filter flite"))?;
        let spec = format!(
            "flite=textfile={}:voice={VOICE},aformat=sample_fmts=s16:channel_layouts=mono[sound]",
            av::filter_value(path)
        );
        graph
            .input("sound", 0)
            .and_then(|graph| graph.parse(&spec))
            .map_err(MediaError::av("read the voice's graph"))?;
        graph.validate().map_err(MediaError::av("speak"))?;
        let mut samples = vec![];
        let mut heard = frame::Audio::empty();
        loop {
            let mut sink = graph.get("sound").ok_or(MediaError::Missing("filter abuffersink"))?;
            match sink.sink().frame(&mut heard) {
                Ok(()) => samples.extend(heard.plane::<i16>(0).iter().map(|s| f32::from(*s) / 32_768.0)),
                Err(ff::Error::Eof) => break,
                Err(error) => return Err(MediaError::av("speak")(error)),
            }
        }
        Ok(trim(samples))
    }
}

/// Without the silence at both ends, but for a breath of 20 ms.
fn trim(samples: Vec<f32>) -> Vec<f32> {
    let breath = RATE as usize / 50;
    let loud = |sample: &f32| sample.abs() > 0.01;
    let (Some(first), Some(last)) = (samples.iter().position(loud), samples.iter().rposition(loud)) else {
        return vec![];
    };
    samples[first.saturating_sub(breath)..(last + breath).min(samples.len())].to_vec()
}

/// What of a word flite can say: its English is ASCII.
pub fn speakable(word: &str) -> String {
    let plain = |c: char| match c {
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{2013}' | '\u{2014}' => Some(','),
        '\u{2026}' => Some('.'),
        '<' | '>' | '{' | '}' | '[' | ']' | '|' | '\\' | '^' | '~' | '`' | '_' => None,
        c if c.is_ascii_graphic() => Some(c),
        c => base(c),
    };
    word.chars().filter_map(plain).take(60).collect()
}

/// The letter below an accent, for the commonest.
fn base(c: char) -> Option<char> {
    const PAIRS: [(&str, char); 9] = [
        ("áàâäãå", 'a'),
        ("éèêë", 'e'),
        ("íìîï", 'i'),
        ("óòôöõø", 'o'),
        ("úùûü", 'u'),
        ("ñ", 'n'),
        ("ç", 'c'),
        ("ýÿ", 'y'),
        ("ß", 's'),
    ];
    let lower = c.to_lowercase().next()?;
    PAIRS.iter().find(|(accented, _)| accented.contains(lower)).map(|(_, plain)| *plain)
}
