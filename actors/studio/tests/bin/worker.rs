//! A worker that does as it is told: `studio-test-worker FOLDER ROLE`.
//!
//! A file in FOLDER named `die`, `hang`, `freeze`, `grow` or `panic` makes the next task of any role do that, once;
//! Scores and forecasts are answered with a model's; `nonsense` holds what is answered in their place, for as long as it is there.
//! `judgement` holds how scripts are judged: `question` likes those that ask one, `never` likes none. While `poor` is there,
//! videos are found poor. `absent` makes the process end at its start, for as long as the file is there; a number in `slow` is how many
//! milliseconds each task takes. Every task that begins writes a line with its name into FOLDER/tasks.

use std::{
    fs,
    io::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use serde_json::{Value, json};
use ytempire_domain::{Failure, Retry, Whose};
use ytempire_worker::{Work, serve};

type Progress<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

struct Obedient {
    folder: PathBuf,
}

impl Work for Obedient {
    fn run(&mut self, task: Value, progress: Progress<'_>) -> Result<Value, Failure> {
        let names = ["render", "check", "thumbnail"];
        let name = match task["kind"].as_str() {
            Some("score") => "score",
            Some("forecast") => "forecast",
            Some("cards") => "cards",
            Some(_) => "judge",
            None => names.into_iter().find(|name| task.get(name).is_some()).unwrap_or("voice"),
        };
        let mut log = fs::OpenOptions::new().append(true).create(true).open(self.folder.join("tasks")).expect("log");
        writeln!(log, "{name}").expect("log");
        self.misbehave();
        self.wait(progress)?;
        match task["kind"].as_str() {
            Some("score") => return Ok(self.scores(&task)),
            Some("forecast") => return Ok(self.nonsense().unwrap_or_else(|| forecast(&task))),
            Some("cards") => return Ok(self.nonsense().unwrap_or_else(|| json!([]))),
            Some(_) => return Ok(self.judged(&task)),
            None => {}
        }
        // Something to charge for.
        std::hint::black_box((0..3_000_000_u64).fold(0, |sum, n| std::hint::black_box(sum ^ n)));
        let mut answer = answer(name, task.get(name).unwrap_or(&task["job"]));
        if name == "check" && self.folder.join("poor").exists() {
            answer["quality"] = json!({"total": 0.2, "parts": [], "by": "test"});
        }
        Ok(answer)
    }
}

impl Obedient {
    fn told(&self, what: &str) -> bool {
        fs::remove_file(self.folder.join(what)).is_ok()
    }

    fn misbehave(&self) {
        if self.told("die") {
            std::process::abort();
        }
        if self.told("panic") {
            panic!("as told");
        }
        if self.told("freeze") {
            nix::sys::signal::kill(nix::unistd::Pid::this(), nix::sys::signal::Signal::SIGSTOP).expect("stops");
        }
        if self.told("hang") {
            std::thread::sleep(Duration::from_secs(3600));
        }
        if self.told("grow") {
            let grown = std::hint::black_box(vec![1_u8; 300 << 20]);
            std::thread::sleep(Duration::from_secs(3600));
            drop(grown);
        }
    }

    fn nonsense(&self) -> Option<Value> {
        let nonsense = fs::read_to_string(self.folder.join("nonsense")).ok()?;
        Some(serde_json::from_str(&nonsense).expect("JSON"))
    }

    /// Each row's rank by a hundred, so that whoever asked can tell its own.
    fn scores(&self, task: &Value) -> Value {
        if let Some(nonsense) = self.nonsense() {
            return nonsense;
        }
        let score = |row: &Value| {
            json!({"Ok": {"probability": row["rank"].as_f64().expect("a rank") / 100.0, "source": "model", "model": "test",
                "version": "v0001", "because": "v0001 is promoted", "base_rate": 0.2, "reasons": []}})
        };
        task["rows"].as_array().expect("rows").iter().map(score).collect()
    }

    fn judged(&self, task: &Value) -> Value {
        let how = fs::read_to_string(self.folder.join("judgement")).unwrap_or_default();
        let asks = task["text"].as_str().is_some_and(|text| text.contains('?'));
        let score = match how.trim() {
            "question" if !asks => 0.3,
            "never" => 0.3,
            _ => 0.9,
        };
        let part =
            json!({"name": "hook", "score": score, "weight": 1.0, "reasons": ["the first words open no question"]});
        json!({"total": score, "parts": [part], "by": "test"})
    }

    fn wait(&self, progress: Progress<'_>) -> Result<(), Failure> {
        let slow = fs::read_to_string(self.folder.join("slow")).unwrap_or_default();
        let pause = Duration::from_millis(slow.trim().parse().unwrap_or(0)) / 50;
        for step in 0..50_u8 {
            std::thread::sleep(pause);
            if progress(f32::from(step) / 50.0).is_break() {
                return Err(Failure::new(Whose::Operator, Retry::Never, "cancelled", "cancelled"));
            }
        }
        Ok(())
    }
}

/// The last value goes on; each is signed by the test.
fn forecast(task: &Value) -> Value {
    let last = task["series"].as_array().and_then(|series| series.last()).expect("a series");
    let steps = vec![json!({"value": last, "bounds": null}); task["ahead"].as_u64().expect("steps") as usize];
    json!({"Ok": {"source": "model", "model": "test", "version": "0.1.0", "because": "it won", "steps": steps,
        "mase": 0.5, "naive_mase": 1.0, "origins": 12}})
}

/// What the real worker would answer, and a file where it would leave one.
fn answer(name: &str, job: &Value) -> Value {
    if let Some(out) = job["out"].as_str() {
        fs::write(out, format!("{name} of {out}")).expect("the scratch folder is there");
    }
    let loudness = json!({"integrated_lufs": -14.0, "true_peak_dbtp": -1.5});
    match name {
        "voice" => json!({"tier": "natural", "voice": "test", "sample_rate": 24_000, "duration_ms": 2_000,
            "sentences": [{"start_ms": 0, "end_ms": 2_000}],
            "words": [{"sentence": 0, "text": "Bees", "start_ms": 0, "end_ms": 900},
                      {"sentence": 0, "text": "dance.", "start_ms": 900, "end_ms": 2_000}]}),
        "render" => json!({"path": job["out"], "width": job["width"], "height": job["height"], "fps": job["fps"],
            "frames": 60, "duration_ms": job["duration_ms"], "encoder": "test", "loudness": loudness}),
        "check" => json!({"checks": [], "loudness": loudness}),
        _ => json!({"width": 1080, "height": 1920}),
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(_role)) = (args.next(), args.next()) else { return ExitCode::from(2) };
    if Path::new(&folder).join("absent").exists() {
        return ExitCode::FAILURE;
    }
    serve(Obedient { folder: folder.into() })
}
