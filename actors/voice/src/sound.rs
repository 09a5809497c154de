//! The sound of sentences: silence cut off, cuts faded, all equally loud.

use std::ops::Range;

use crate::model::RATE;

const MS: usize = RATE as usize / 1000;
/// Loudness is looked at in parts of this length.
const PART: usize = 10 * MS;
/// Below this a part is silence: -45 dB.
const SILENCE: f32 = 0.0056;
/// What stays of the silence before the first sound and after the last.
const BEFORE: usize = 50 * MS;
const AFTER: usize = 90 * MS;
const FADE_IN: usize = 8 * MS;
const FADE_OUT: usize = 40 * MS;
/// The level of speech, measured where it is not silent: -20 dB.
const LEVEL: f32 = 0.1;
/// Sound is bent above the first and never passes the second.
const KNEE: f32 = 0.7;
const CEILING: f32 = 0.96;

/// The part of `samples` that is worth keeping: a model's silent ends are long.
pub(crate) fn heard(samples: &[f32]) -> Range<usize> {
    let loud = |(_, part): &(usize, &[f32])| rms(part) > SILENCE;
    let mut parts = samples.chunks(PART).enumerate();
    let Some((first, _)) = parts.find(loud) else { return 0..samples.len() };
    let last = parts.rfind(loud).map_or(first, |(i, _)| i);
    let end = ((last + 1) * PART + AFTER).min(samples.len());
    (first * PART).saturating_sub(BEFORE)..end
}

/// Makes one sentence as loud as any other, without clipping.
pub(crate) fn level(samples: &mut [f32]) {
    let loud: Vec<f32> = samples.chunks(PART).map(rms).filter(|rms| *rms > SILENCE).collect();
    if loud.is_empty() {
        return;
    }
    let power = loud.iter().map(|rms| rms * rms).sum::<f32>() / loud.len() as f32;
    let gain = (LEVEL / power.sqrt()).clamp(0.1, 4.0);
    for sample in samples {
        *sample = bent(*sample * gain);
    }
}

/// No click where a sound is cut.
pub(crate) fn fade(samples: &mut [f32]) {
    let half = samples.len() / 2;
    let (fade_in, fade_out) = (FADE_IN.min(half), FADE_OUT.min(half));
    for (i, sample) in samples.iter_mut().take(fade_in).enumerate() {
        *sample *= i as f32 / fade_in as f32;
    }
    for (i, sample) in samples.iter_mut().rev().take(fade_out).enumerate() {
        *sample *= i as f32 / fade_out as f32;
    }
}

fn bent(sample: f32) -> f32 {
    let over = sample.abs() - KNEE;
    if over <= 0.0 {
        return sample;
    }
    let room = CEILING - KNEE;
    (KNEE + room * (over / room).tanh()).copysign(sample)
}

fn rms(part: &[f32]) -> f32 {
    (part.iter().map(|s| s * s).sum::<f32>() / part.len().max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(level: f32, ms: usize) -> Vec<f32> {
        (0..ms * MS).map(|i| level * (i as f32 * 0.1).sin()).collect()
    }

    #[test]
    fn long_silences_around_a_sound_are_cut_to_short_ones() {
        let samples = [tone(0.001, 700), tone(0.2, 300), tone(0.002, 600)].concat();
        assert_eq!(heard(&samples), 650 * MS..1090 * MS);
        assert_eq!(heard(&tone(0.001, 20)), 0..20 * MS, "silence is kept as it is");
        assert_eq!(heard(&tone(0.2, 30)), 0..30 * MS);
    }

    #[test]
    fn loud_and_quiet_sentences_come_out_equal_and_unclipped() {
        for amplitude in [0.05, 0.2, 0.9] {
            let mut samples = [tone(0.0, 400), tone(amplitude, 400)].concat();
            level(&mut samples);
            let loud = rms(&samples[400 * MS..]);
            assert!((loud - LEVEL).abs() < 0.01, "{amplitude} became {loud}");
        }
        let mut spikes = tone(0.02, 400);
        spikes[1000] = 1.0;
        level(&mut spikes);
        assert!(spikes.iter().all(|s| s.abs() <= CEILING));
    }

    #[test]
    fn cuts_begin_and_end_in_silence() {
        let mut samples = vec![0.5; 100 * MS];
        fade(&mut samples);
        assert_eq!((samples[0], samples[samples.len() - 1], samples[50 * MS]), (0.0, 0.0, 0.5));
        fade(&mut []);
        fade(&mut [1.0]);
    }
}
