//! Chooses what is seen while a sentence is spoken: a number that counts, bars, a drawing that names what is said, the
//! owner's own picture, or the words themselves where nothing fits. A drawing never stands for a word it does not show.
//!
//! Scenes follow the voice: they change on the start of a word, last about six seconds at most and leave no gap.

mod cut;
mod emphasis;
mod figures;
mod grammar;
mod headline;
mod kicker;
mod lexicon;
mod lookup;
mod own;
mod palette;
mod plain;
mod senses;

use std::{collections::HashSet, path::Path};

use ytempire_domain::{
    ArtefactRef, Failure, Retry, Whose,
    job::Job,
    production::{Footage, Motif, Narration, Palette, Picture, Scene, Script, SentenceRole},
};

use self::{
    cut::Part,
    lexicon::Lexicon,
    lookup::{Context, Hit},
};

use super::{text::tokens, writer};

pub use own::own_pictures;

/// Lowest score of a drawing that is shown; a general word beside nothing else just reaches it.
const LEAST: f32 = 0.5;

/// The scenes of a narrated script. `illustrations` is the folder that set-up prepared; `own` are the channel's own
/// pictures, which come first.
pub fn choose(
    job: &Job,
    script: &Script,
    narration: &Narration,
    illustrations: &Path,
    own: &[ArtefactRef],
) -> Result<Footage, Failure> {
    if narration.sentences.len() != script.sentences.len() || script.sentences.is_empty() {
        let (said, written) = (narration.sentences.len(), script.sentences.len());
        let message = format!("{said} sentences are spoken, {written} are written");
        return Err(Failure::new(Whose::Ours, Retry::Never, "narration_mismatch", message));
    }
    let lexicon = Lexicon::open(illustrations)?;
    let context = Context::of(&job.request.topic, script);
    let parts = cut::parts(script, narration);
    let mut own = own::assign(own, &parts);
    let hues = palette::family(job, script);
    let headings = headings(job, script);
    let mut before = None;
    let scenes = parts.iter().enumerate().map(|(index, part)| {
        let hits = ranked(&lexicon, &context, part, before.as_deref());
        let picture = match own.remove(&index) {
            Some(image) => Picture::File { image },
            None => picture(part, &hits),
        };
        before = drawing(&picture).map(str::to_owned);
        let palette = hues.palette(index, drawing(&picture));
        let at = part.sentence as usize;
        scene(&job.request.topic, script.sentences[at].role, headings[at].as_deref(), part, picture, &hits, palette)
    });
    let scenes = scenes.collect();
    Ok(Footage { palette: hues.palette(0, None), scenes })
}

/// The brief's heading over each sentence; none where it only says the topic again.
fn headings(job: &Job, script: &Script) -> Vec<Option<String>> {
    let topic: HashSet<String> = tokens(&job.request.topic).collect();
    let new = |heading: &String| tokens(heading).any(|word| !topic.contains(&word));
    writer::headings(job, script).into_iter().map(|heading| heading.filter(new)).collect()
}

/// Drawings for the part, the best first. The one that was just shown steps back where another fits.
fn ranked(lexicon: &Lexicon, context: &Context, part: &Part, before: Option<&str>) -> Vec<Hit> {
    let mut hits = lookup::hits(lexicon, context, part);
    hits.iter_mut().filter(|hit| Some(hit.drawing.as_str()) == before).for_each(|hit| hit.score -= 0.45);
    // Equal ones: the word that is spoken first.
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)));
    // A market that falls is not shown rising, whichever word comes first.
    if hits.iter().any(|hit| hit.drawing == "chart-decreasing") {
        hits.retain(|hit| hit.drawing != "chart-increasing");
    }
    let mut seen = HashSet::new();
    hits.retain(|hit| seen.insert(hit.drawing.clone()));
    hits
}

fn picture(part: &Part, hits: &[Hit]) -> Picture {
    if let Some((bars, unit)) = figures::bars(part) {
        return Picture::Bars { bars, unit };
    }
    let main = hits.first().filter(|hit| hit.score >= LEAST || hits.len() == 1).map(motif);
    if let Some(count) = figures::count(part) {
        return Picture::Number { count, motif: main };
    }
    match main {
        Some(main) => Picture::Illustration {
            main,
            accents: hits.iter().skip(1).filter(|hit| hit.accent).take(3).map(motif).collect(),
        },
        None => Picture::Typography { emphasis: emphasis::emphasis(part) },
    }
}

fn motif(hit: &Hit) -> Motif {
    Motif { icon: hit.drawing.clone(), word: hit.word.clone() }
}

fn drawing(picture: &Picture) -> Option<&str> {
    match picture {
        Picture::Illustration { main, .. } | Picture::Number { motif: Some(main), .. } => Some(&main.icon),
        _ => None,
    }
}

fn scene(
    topic: &str,
    role: SentenceRole,
    heading: Option<&str>,
    part: &Part,
    picture: Picture,
    hits: &[Hit],
    palette: Palette,
) -> Scene {
    let words = headline::words(part, &picture, hits);
    let text = headline::text(part, words.clone());
    let kicker = kicker::kicker(topic, role, heading, part, hits, &text);
    let reveal_ms =
        part.words.get(words).map(|words| words.iter().map(|word| word.start_ms).collect()).unwrap_or_default();
    Scene {
        start_ms: part.start_ms,
        end_ms: part.end_ms,
        sentence: part.sentence,
        kicker,
        headline: text,
        reveal_ms,
        palette,
        picture,
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
