use super::*;

fn shot(ms: u32, changes: bool, repeats: bool) -> Shot {
    Shot { ms, changes, repeats }
}

/// Nothing is wrong with it.
fn sound() -> Measured {
    Measured {
        technical: Technical {
            loudness: Loudness { integrated_lufs: -14.1, true_peak_dbtp: -1.2 },
            clipped: 0.0,
            duration_ms: 30_000,
            black_ms: 0,
            frozen_ms: 900,
            short_side: 1080,
            bits_per_pixel: 0.02,
        },
        captions: Some(Captions {
            spoken_words: 70,
            shown_words: 70,
            apart: Some(Apart { mean_ms: 60.0, worst_ms: 140, sentences: 5 }),
            fastest: 22.0,
        }),
        shots: vec![shot(6_000, true, false); 5],
        speech: Speech { words_a_minute: Some(150.0), begins_ms: 200, silent_ms: 700 },
    }
}

fn with(edit: impl FnOnce(&mut Measured)) -> Quality {
    let mut measured = sound();
    edit(&mut measured);
    assess(&measured)
}

#[test]
fn a_sound_video_scores_everything_and_the_shares_add_up() {
    let quality = assess(&sound());
    assert!((quality.total - 1.0).abs() < 1e-9, "{quality:#?}");
    assert!(quality.parts.iter().all(|part| part.reasons.is_empty()), "{quality:#?}");
    assert!((quality.parts.iter().map(|part| part.weight).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn every_fault_takes_from_its_own_part_alone_and_is_named_in_words() {
    type Edit = fn(&mut Measured);
    let faults: [(&str, &str, Edit); 17] = [
        ("technical", "its loudness is -20.0 LUFS", |m| m.technical.loudness.integrated_lufs = -20.0),
        ("technical", "its loudest peak is 0.4 dBTP", |m| m.technical.loudness.true_peak_dbtp = 0.4),
        ("technical", "0.050 % of the sound is clipped", |m| m.technical.clipped = 0.0005),
        ("technical", "1.0 s of it are black", |m| m.technical.black_ms = 1_000),
        ("technical", "nothing moves for 6.0 s", |m| m.technical.frozen_ms = 6_000),
        ("technical", "its shorter side has 480 pixels", |m| m.technical.short_side = 480),
        ("technical", "its picture has 0.0020 bits a pixel", |m| m.technical.bits_per_pixel = 0.002),
        ("captions", "it has no captions", |m| m.captions = None),
        ("captions", "7 of 70 spoken words are missing", |m| m.captions.as_mut().unwrap().shown_words = 63),
        ("captions", "captions stand 500 ms from the voice", |m| {
            m.captions.as_mut().unwrap().apart = Some(Apart { mean_ms: 500.0, worst_ms: 500, sentences: 5 });
        }),
        ("captions", "the fastest caption has 40 characters", |m| m.captions.as_mut().unwrap().fastest = 40.0),
        ("variety", "it shows 2.0 new pictures a minute", |m| m.shots = vec![shot(30_000, true, false)]),
        ("variety", "one picture stands for 18.0 s", |m| m.shots[1..3].iter_mut().for_each(|s| s.changes = false)),
        ("variety", "40 % of its time show a picture again", |m| {
            m.shots[3..].iter_mut().for_each(|s| s.repeats = true);
        }),
        ("pace", "240 words a minute are fast", |m| m.speech.words_a_minute = Some(240.0)),
        ("pace", "90 words a minute are slow", |m| m.speech.words_a_minute = Some(90.0)),
        ("pace", "nobody speaks for 3.0 s", |m| m.speech.silent_ms = 3_000),
    ];
    for (name, said, edit) in faults {
        let quality = with(edit);
        for part in &quality.parts {
            assert_eq!(part.score < 1.0, part.name == name, "{said}: {part:?}");
        }
        let part = quality.part(name).unwrap();
        assert!(part.reasons.iter().any(|reason| reason.starts_with(said)), "{said}: {part:?}");
    }
}

#[test]
fn scores_stay_between_0_and_1_whatever_was_measured() {
    for odd in [f64::MAX, f64::MIN, -70.0, 0.0] {
        let quality = with(|m| {
            m.technical.loudness = Loudness { integrated_lufs: odd, true_peak_dbtp: odd };
            m.technical.duration_ms = 0;
            m.technical.bits_per_pixel = odd;
            m.shots.clear();
            m.speech = Speech { words_a_minute: Some(odd), begins_ms: u32::MAX, silent_ms: u32::MAX };
        });
        assert!(quality.parts.iter().all(|part| (0.0..=1.0).contains(&part.score)), "{quality:?}");
    }
}
