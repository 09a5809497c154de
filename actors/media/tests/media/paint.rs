use ytempire_domain::production::{Bar, CountUp, Footage, Motif, Picture};
use ytempire_media::scene::{Illustrations, Storyboard};

use crate::fixtures::{illustration, illustrations, palette, scene};

fn footage() -> Footage {
    let motif = Motif { icon: "house".into(), word: "hive".into() };
    let count = CountUp {
        value: 60_000.0,
        decimals: 0,
        separator: ",".into(),
        prefix: String::new(),
        suffix: " bees".into(),
        spoken_ms: 2_500,
    };
    let bar = |label: &str, value, spoken_ms| Bar { label: label.into(), value, shown: value.to_string(), spoken_ms };
    let bars = vec![bar("Clover", 40.0, 4_300), bar("Fruit trees", 25.0, 4_800)];
    let scenes = vec![
        scene(0, 2_000, 0, "Honeybees dance", illustration("honeybee")),
        scene(2_000, 4_000, 1, "A city", Picture::Number { count, motif: Some(motif) }),
        scene(4_000, 6_000, 2, "Clover leads", Picture::Bars { bars, unit: String::new() }),
        scene(6_000, 8_000, 2, "Be kind", Picture::Typography { emphasis: vec!["kind".into()] }),
    ];
    Footage { palette: palette(), scenes }
}

fn board(size: (u32, u32)) -> Storyboard {
    let illustrations = Illustrations::open(&illustrations()).unwrap();
    Storyboard::prepare(&footage(), size, &illustrations, &Default::default()).unwrap()
}

#[test]
fn a_moment_is_the_same_picture_whatever_was_painted_before() {
    let size = (216, 384);
    let mut canvas = vec![0; 216 * 384 * 4];
    let moments: Vec<f64> = (0..40).map(|i| f64::from(i) * 207.0).collect();
    let mut forward = vec![];
    let mut first = board(size);
    for &t in &moments {
        first.paint(t, &mut canvas).unwrap();
        forward.push(canvas.clone());
    }
    let mut second = board(size);
    canvas.fill(0xaa);
    for (&t, wanted) in moments.iter().zip(&forward).rev() {
        second.paint(t, &mut canvas).unwrap();
        assert!(canvas == *wanted, "{t} ms");
    }
}

#[test]
fn every_picture_is_opaque_and_moves_on_within_a_second() {
    for size in [(216, 384), (384, 216), (216, 216)] {
        let mut board = board(size);
        let mut canvas = vec![0; size.0 as usize * size.1 as usize * 4];
        let mut before: Vec<u8> = vec![];
        for second in 0..8 {
            board.paint(f64::from(second) * 1000.0 + 500.0, &mut canvas).unwrap();
            assert!(canvas.chunks_exact(4).all(|pixel| pixel[3] == 255));
            let changed = before.iter().zip(&canvas).filter(|(a, b)| a.abs_diff(**b) > 6).count();
            assert!(before.is_empty() || changed > canvas.len() / 100, "{size:?} stands still at {second}");
            let mean = canvas.chunks_exact(4).map(|p| u64::from(p[1])).sum::<u64>() / (canvas.len() as u64 / 4);
            assert!(mean > 40, "{size:?} is dark at {second}: {mean}");
            before.clone_from(&canvas);
        }
    }
}
