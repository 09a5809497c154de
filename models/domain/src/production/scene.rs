use serde::{Deserialize, Serialize};

use crate::artefact::ArtefactRef;

/// The pictures of a video: scenes without gaps from 0 to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footage {
    pub palette: Palette,
    pub scenes: Vec<Scene>,
}

/// Colours of a video, `#rrggbb`: the background runs from `from` to `to`; `accent` marks spoken words and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    pub from: String,
    pub to: String,
    pub accent: String,
}

/// One picture: of a sentence, or of a part of a long one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    pub start_ms: u32,
    pub end_ms: u32,
    /// Index of its sentence in the script.
    pub sentence: u32,
    /// A few small words above the headline; may be empty.
    pub kicker: String,
    /// The sentence's gist in a few large words; may be empty.
    pub headline: String,
    /// When each word of the headline is spoken, milliseconds from the start of the video; empty where nothing is
    /// known: the words then come one after the other.
    #[serde(default)]
    pub reveal_ms: Vec<u32>,
    /// Colours of this scene, a step along the video's own.
    pub palette: Palette,
    pub picture: Picture,
}

/// What the scene shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Picture {
    /// A large drawing that names what is said, small ones around it.
    Illustration { main: Motif, accents: Vec<Motif> },
    /// A number that counts up, beside a drawing where one fits.
    Number { count: CountUp, motif: Option<Motif> },
    /// Numbers of one sentence side by side.
    Bars { bars: Vec<Bar>, unit: String },
    /// The owner's own picture.
    File { image: ArtefactRef },
    /// Words alone, large, where no drawing fits what is said.
    Typography { emphasis: Vec<String> },
}

impl Picture {
    pub fn file(&self) -> Option<&ArtefactRef> {
        match self {
            Picture::File { image } => Some(image),
            _ => None,
        }
    }
}

/// A drawing of the illustration set, by its name there, and the word of the sentence that asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motif {
    pub icon: String,
    pub word: String,
}

/// A number as the sentence writes it: `prefix` + digits + `suffix` (`$` 3.4 ` million`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountUp {
    pub value: f64,
    /// Digits after the point.
    pub decimals: u8,
    /// Between thousands: `,`, or empty where the sentence sets none.
    #[serde(default)]
    pub separator: String,
    pub prefix: String,
    pub suffix: String,
    /// When the number is spoken, milliseconds from the start of the video.
    pub spoken_ms: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    /// The value as the sentence writes it.
    pub shown: String,
    /// When it is spoken, milliseconds from the start of the video.
    pub spoken_ms: u32,
}
