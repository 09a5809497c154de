//! Words that try to be something else.

use crate::fixtures::{checked, cue, failed, job, named, pictures, rendered};

const CORPUS: [&str; 16] = [
    r"{\an8\fs400}BIG",
    r"{\pos(0,0)}corner\N\N\N",
    r"\h\n\N{",
    "}{}{",
    "'; [out]scale=2:2, drawtext=text='x'",
    "%{pts} %{eif:1:d} 100%",
    "<b>&lt;svg onload=x/></text><rect width='9'/>",
    "a:b=c,d;e[f]",
    "\u{202e}evil\u{202c}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627}",
    "\u{1f41d}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{0}\u{1}\u{7f}\r\n\tcontrol",
    "Dialogue: 0,0:00:00.00,9:00:00.00,Words,,0,0,0,,hi",
    "\u{65e5}\u{672c}\u{8a9e} \u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}",
    "../../etc/passwd",
    "\u{ffff}\u{fffd}Z\u{334}\u{335}\u{336}\u{337}\u{338}",
];

#[test]
fn hostile_words_are_drawn_where_captions_stand_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    // The path speaks the graph's language too.
    let odd = folder.path().join("it's [a]:b,c;d=e \\ %{x}");
    std::fs::create_dir(&odd).unwrap();
    let mut job = job(&odd, 1_600);
    let mut words: Vec<&str> = vec![];
    let long = "x".repeat(10_000);
    words.extend(CORPUS);
    words.push(&long);
    job.cues = words.iter().zip(0..).map(|(word, i)| cue(i * 90, i * 90 + 90, &["so", word])).collect();
    job.out = odd.join("with.mp4");
    rendered(&job);
    let with = pictures(&job.out);
    let seen = checked(&job, &[]);
    for name in ["streams", "frame_count", "caption_safe_area", "decoding"] {
        assert!(named(&seen, name).passed, "{:?}", failed(&seen));
    }
    job.cues.clear();
    job.out = odd.join("without.mp4");
    rendered(&job);
    let without = pictures(&job.out);
    assert_eq!(with.len(), without.len());
    // The captions' zone of this size, as the product places it: 0.60 to 0.75 of the height.
    let (width, band) = (180, 320 * 60 / 100..320 * 75 / 100);
    let mut drawn = 0;
    for (number, (with, without)) in with.iter().zip(&without).enumerate() {
        for (y, (a, b)) in with.chunks(width).zip(without.chunks(width)).enumerate() {
            let differs = a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 60).count();
            if band.contains(&y) {
                drawn += differs;
            } else {
                assert!(differs == 0, "frame {number} differs in row {y}");
            }
        }
    }
    assert!(drawn > 2_000, "captions are missing: {drawn}");
}

#[test]
fn hostile_headlines_and_kickers_are_drawn_as_they_are() {
    let long = "word ".repeat(2_000);
    for text in CORPUS.into_iter().chain([long.as_str(), ""]) {
        let folder = tempfile::tempdir().unwrap();
        let mut job = job(folder.path(), 70);
        job.footage.scenes[0].headline = text.to_owned();
        job.footage.scenes[0].kicker = text.to_owned();
        job.cues.clear();
        assert_eq!(rendered(&job).frames, 3, "{text}");
        let picture = pictures(&job.out);
        assert_eq!(picture.len(), 3);
    }
}

#[test]
fn names_of_drawings_and_colours_reach_no_file_and_no_markup() {
    let folder = tempfile::tempdir().unwrap();
    for icon in ["../../../etc/passwd", "honeybee.svg", "", "a/b", "\u{0}"] {
        let mut job = job(folder.path(), 100);
        job.footage.scenes[0].picture = crate::fixtures::illustration(icon);
        let refused = ytempire_media::render(&job, &mut |_| std::ops::ControlFlow::Continue(()));
        assert!(refused.is_err(), "{icon}");
    }
    let mut job = job(folder.path(), 100);
    job.footage.scenes[0].palette.accent = "#fff\"/><image href='x'".into();
    assert!(ytempire_media::render(&job, &mut |_| std::ops::ControlFlow::Continue(())).is_err());
    assert_eq!(crate::fixtures::names(folder.path()), ["narration.wav"]);
}
