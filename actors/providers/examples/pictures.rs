//! Prints what would be shown for each sentence of a table: `pictures ILLUSTRATIONS [BRIEF.txt TOPIC]`.
//!
//! Without a brief it reads the table of the tests and marks where the drawing is another than the expected one.

use std::{env, fs, path::Path};

use ytempire_providers::local::{visuals, writer};

use ytempire_domain::production::{Footage, Picture};

#[path = "../src/local/visuals/fixtures.rs"]
mod fixtures;

const TABLE: &str = include_str!("../src/local/visuals/table.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let folder = args.first().ok_or("usage: pictures ILLUSTRATIONS [BRIEF.txt TOPIC]")?;
    if let [_, brief, topic] = args.as_slice() {
        let job = fixtures::job(topic, Some(&fs::read_to_string(brief)?));
        let script = writer::write(&job, &[])?;
        println!("{script:#?}\n{:#?}", writer::check(&job, &script));
        print(&visuals::choose(&job, &script, &fixtures::narration(&script), Path::new(folder), &[])?, "");
        return Ok(());
    }
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [expected, topic, sentence] = line.split(" | ").collect::<Vec<_>>()[..] else { continue };
        println!("{sentence}");
        let script = fixtures::script(&[sentence]);
        let footage = visuals::choose(
            &fixtures::job(topic, None),
            &script,
            &fixtures::narration(&script),
            Path::new(folder),
            &[],
        )?;
        print(&footage, expected);
    }
    Ok(())
}

fn print(footage: &Footage, expected: &str) {
    for (index, scene) in footage.scenes.iter().enumerate() {
        let shown = match &scene.picture {
            Picture::Illustration { main, accents } => {
                let accents: Vec<_> = accents.iter().map(|motif| motif.icon.as_str()).collect();
                format!("{} ({}) + {}", main.icon, main.word, accents.join(" "))
            }
            Picture::Number { count, motif } => {
                let motif = motif.as_ref().map_or("none".to_owned(), |motif| motif.icon.clone());
                format!("{motif} beside [{}{}{}]", count.prefix, count.value, count.suffix)
            }
            Picture::Bars { bars, unit } => {
                let bars: Vec<_> = bars.iter().map(|bar| format!("{}={}", bar.label, bar.shown)).collect();
                format!("bars {} ({unit})", bars.join(" "))
            }
            Picture::File { image } => format!("file {}", image.name),
            Picture::Typography { emphasis } => format!("none, marked {}", emphasis.join(" ")),
        };
        let mark = if index > 0 || shown.starts_with(expected) { ' ' } else { '!' };
        println!("  {mark} {:>6}-{:<6} {shown} | {} | {}", scene.start_ms, scene.end_ms, scene.kicker, scene.headline);
    }
}
