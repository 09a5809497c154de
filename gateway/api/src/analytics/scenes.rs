//! What each scene of a video lost, read from its retention curve.

use ytempire_domain::production::StepOutput;

/// A part of the video, in milliseconds from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// What is said in it.
    pub text: String,
    pub start_ms: u32,
    pub end_ms: u32,
}

/// The scenes of a video and its whole length, from what its steps made; later outputs of a step win. Empty until its
/// pictures are known.
pub fn scenes(outputs: &[StepOutput]) -> (Vec<Scene>, u32) {
    let (mut script, mut narration, mut footage, mut cut) = (None, None, None, None);
    for output in outputs {
        // A revised script comes with the check, after the written one.
        script = output.script().or(script);
        match output {
            StepOutput::Voice(found) => narration = Some(found),
            StepOutput::Footage(found) => footage = Some(found),
            StepOutput::Render(found) => cut = Some(found),
            _ => {}
        }
    }
    let words = narration.map_or(&[][..], |narration| &narration.words);
    let sentence = |index: u32| script.and_then(|script| script.sentences.get(index as usize));
    let scene = |scene: &ytempire_domain::production::Scene| {
        let within = words
            .iter()
            .filter(|word| word.sentence == scene.sentence && (scene.start_ms..scene.end_ms).contains(&word.start_ms));
        let spoken = within.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let whole = || sentence(scene.sentence).map_or(&scene.headline, |sentence| &sentence.text).clone();
        let text = if spoken.is_empty() { whole() } else { spoken };
        Scene { text, start_ms: scene.start_ms, end_ms: scene.end_ms }
    };
    let scenes: Vec<Scene> = footage.map(|footage| footage.scenes.iter().map(scene).collect()).unwrap_or_default();
    let end = scenes.last().map_or(0, |scene| scene.end_ms);
    (scenes, cut.map_or(end, |cut| cut.duration_ms))
}

/// Who watches at `at` (an elapsed share) of a curve that rises by its first: read between the two points beside it, and
/// as at the nearest one before the first and after the last. `None` without a point.
pub fn watching(points: &[(f64, f64)], at: f64) -> Option<f64> {
    let after = points.partition_point(|(elapsed, _)| *elapsed < at);
    match (after.checked_sub(1).and_then(|before| points.get(before)), points.get(after)) {
        (Some((left, before)), Some((right, then))) if right > left => {
            Some(before + (then - before) * (at - left) / (right - left))
        }
        (_, Some((_, only))) | (Some((_, only)), None) => Some(*only),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use ytempire_domain::{
        ArtefactRef, ContentHash,
        production::{
            Footage, Narration, Palette, Picture, Script, Sentence, SentenceRole, SpokenSentence, SpokenWord, VoiceTier,
        },
    };

    use super::*;

    #[test]
    fn a_curve_is_read_between_its_points_and_flat_beyond_them() {
        let curve = [(0.1, 1.0), (0.5, 0.6), (0.9, 0.2)];
        for (at, expected) in [(0.0, 1.0), (0.1, 1.0), (0.3, 0.8), (0.5, 0.6), (0.7, 0.4), (0.9, 0.2), (1.0, 0.2)] {
            let read = watching(&curve, at).expect("a point");
            assert!((read - expected).abs() < 1e-12, "{at}: {read}");
        }
        assert_eq!(watching(&[], 0.5), None);
        assert_eq!(watching(&[(0.5, 0.7)], 0.1), Some(0.7));
    }

    fn palette() -> Palette {
        Palette { from: String::new(), to: String::new(), accent: String::new() }
    }

    fn picture(start_ms: u32, end_ms: u32, sentence: u32) -> ytempire_domain::production::Scene {
        ytempire_domain::production::Scene {
            start_ms,
            end_ms,
            sentence,
            kicker: String::new(),
            headline: "gist".to_owned(),
            reveal_ms: vec![],
            palette: palette(),
            picture: Picture::Typography { emphasis: vec![] },
        }
    }

    #[test]
    fn a_scene_says_its_own_words_and_a_silent_one_its_sentence() {
        let sentence = |text: &str| Sentence { text: text.to_owned(), role: SentenceRole::Point };
        let script = Script {
            title: String::new(),
            description: String::new(),
            tags: vec![],
            language: "en".to_owned(),
            sentences: vec![sentence("Bees dance in the dark."), sentence("Why?")],
            writer: "test".to_owned(),
        };
        let word =
            |text: &str, start_ms| SpokenWord { sentence: 0, text: text.to_owned(), start_ms, end_ms: start_ms + 90 };
        let bytes =
            ArtefactRef { hash: ContentHash::of(b""), name: "a".into(), media_type: "audio/wav".into(), bytes: 0 };
        let narration = Narration {
            audio: bytes,
            tier: VoiceTier::Flite,
            voice: String::new(),
            sample_rate: 1,
            duration_ms: 1000,
            sentences: vec![SpokenSentence { start_ms: 0, end_ms: 500 }],
            words: vec![word("Bees", 0), word("dance", 100), word("in", 200), word("the", 300), word("dark.", 400)],
        };
        let footage = Footage {
            palette: palette(),
            scenes: vec![picture(0, 200, 0), picture(200, 500, 0), picture(500, 900, 1)],
        };
        let outputs = [StepOutput::Script(script), StepOutput::Voice(narration), StepOutput::Footage(footage)];
        let (found, length) = scenes(&outputs);
        let texts: Vec<&str> = found.iter().map(|scene| scene.text.as_str()).collect();
        assert_eq!((texts, length), (vec!["Bees dance", "in the dark.", "Why?"], 900));
        assert_eq!(scenes(&outputs[..2]), (vec![], 0));
    }
}
