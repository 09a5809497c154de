//! What batches are worth: rows a second asked one by one and together, and what a second process adds to learning. Run
//! with `cargo bench`; prints a table.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on says where")]

use std::{
    hint::black_box,
    net::{TcpListener, TcpStream},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use ytempire_inference::{
    Card, Inputs, Lesson, Model, Part, Purpose, Recipe, Registry, Scorer, Shape, Stored, Task, Team,
    calibrate::Calibration, draw::Draw, member, read, trees::Growth,
};

const TASK: Task = Task::TopicRise;
/// Long enough to drown the clock's own cost.
const LEAST: Duration = Duration::from_millis(500);

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(TASK.file());
    let table = read(&path, TASK, Purpose::Learn).unwrap();
    let inputs = Inputs::of(&table, None).unwrap();
    let labels = table.labels().unwrap();
    let lesson = Lesson { inputs: inputs.clone(), weights: vec![1.0; labels.len()], labels };
    println!("{:28} {:>9} {:>9} {:>9} {:>9} {:>8}", "rows a second, by batch", 1, 8, 64, 512, "64 / 1");
    let trees = Recipe::Trees { growth: Growth { trees: 300, ..Growth::default() }, bags: 3 };
    let network = Recipe::Network { shape: Shape { rounds: 2, ..Shape::perceptron() }, bags: 3 };
    for recipe in [trees, network] {
        let model = model(recipe, &lesson);
        line(recipe.name(), table.len(), |rows| {
            black_box(model.probabilities(&inputs.select(rows)).unwrap());
        });
        line(&format!("{}, features too", recipe.name()), table.len(), |rows| {
            let inputs = Inputs::of(&table.select(rows), None).unwrap();
            black_box(model.probabilities(&inputs).unwrap());
        });
        let folder = tempfile::tempdir().unwrap();
        let mut scorer = promoted(folder.path(), &path, model);
        line(&format!("{}, scorer, 3 reasons", recipe.name()), table.len(), |rows| {
            black_box(scorer.score(&table.select(rows)));
        });
    }
    println!("\nrows a second learned by    1 process  2 processes (in threads)");
    for (units, batch) in [(64, 512), (256, 4096)] {
        let shape = Shape { units, batch, rounds: 4, ..Shape::perceptron() };
        let recipe = Recipe::Network { shape, bags: 1 };
        let learned = |team: Option<&Team>| {
            let begin = Instant::now();
            black_box(Part::fit(&recipe, &lesson, None, 1, team).unwrap());
            (lesson.labels.len() * shape.rounds) as f64 / begin.elapsed().as_secs_f64()
        };
        println!(
            "{units:>4} units, batch {batch:<8} {:>10.0} {:>12.0}",
            learned(None),
            in_two(|team| learned(Some(team)))
        );
    }
}

fn model(recipe: Recipe, lesson: &Lesson) -> Model {
    let part = Part::fit(&recipe, lesson, None, 1, None).unwrap();
    Model {
        task: TASK,
        parts: vec![(1.0, (recipe, part))],
        calibration: Calibration::None,
        base_rate: None,
        levels: None,
    }
}

fn promoted(folder: &Path, data: &Path, model: Model) -> Scorer {
    let registry = Registry::at(folder);
    let card = Card::of(TASK, data, 0, 1).unwrap();
    let version = registry.save(&Stored::Scores(model), card, &[]).unwrap();
    registry.promote(TASK, &version).unwrap();
    Scorer::new(registry, None, 3)
}

/// Rows a second of `ask`, which takes row numbers.
fn pace(rows: usize, batch: usize, ask: &mut impl FnMut(&[usize])) -> f64 {
    let mut draw = Draw::new(1);
    let begin = Instant::now();
    let mut asked = 0;
    while begin.elapsed() < LEAST {
        // Neighbours: a table may hold a row once only.
        let first = draw.below(rows - batch);
        ask(&(first..first + batch).collect::<Vec<_>>());
        asked += batch;
    }
    asked as f64 / begin.elapsed().as_secs_f64()
}

fn line(name: &str, rows: usize, mut ask: impl FnMut(&[usize])) {
    let paces: Vec<f64> = [1, 8, 64, 512].into_iter().map(|batch| pace(rows, batch, &mut ask)).collect();
    let cells: Vec<String> = paces.iter().map(|pace| format!("{pace:>9.0}")).collect();
    println!("{name:28} {} {:>8.1}", cells.join(" "), paces[2] / paces[0]);
}

fn in_two(work: impl FnOnce(&Team) -> f64) -> f64 {
    thread::scope(|scope| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (lead, _) = listener.accept().unwrap();
        scope.spawn(move || member(lead).unwrap());
        let team = Team::of(vec![stream]).unwrap();
        let pace = work(&team);
        drop(team);
        pace
    })
}
