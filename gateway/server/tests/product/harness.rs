//! The product on a folder of its own: the binary, its private servers, its embedded broker, its workers.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    kafka::Broker,
    processes::{kill_hard, left_by},
};

/// Every wait ends here at the latest; on a busy machine of two cores a short video takes about half a minute.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// Looks again and again until `look` finds something; panics with `what` when patience ends.
pub fn eventually<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    patiently(PATIENCE, what, look)
}

/// The same with another patience.
pub fn patiently<T>(patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "not within {} s: {what}", patience.as_secs());
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// A folder for one product after another; while it lives no other test has one, so that ports and processors are its own.
pub struct Home {
    folder: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Home {
    pub fn new() -> Home {
        static TURN: Mutex<()> = Mutex::new(());
        let turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Home { folder: tempfile::tempdir().expect("a folder"), _turn: turn }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A product without the demo video.
    pub fn start(&self) -> Product {
        self.start_with(&[])
    }

    /// The same, with variables of its own.
    pub fn start_with(&self, variables: &[(&str, &str)]) -> Product {
        self.start_beside("data", variables)
    }

    /// On a data folder of that name: a second instance beside the first.
    pub fn start_beside(&self, folder: &str, variables: &[(&str, &str)]) -> Product {
        let data = self.path().join(folder);
        let mut command = serve(&data, &[]);
        Product::spawn(command.envs(variables.iter().copied()), data)
    }
}

impl Drop for Home {
    /// What a failed test's killed product had left running.
    fn drop(&mut self) {
        for pid in left_by(&self.path().join("data")) {
            kill_hard(pid);
        }
    }
}

pub struct Product {
    child: Child,
    pub data: PathBuf,
    pub run: Value,
    pub broker: Broker,
    client: Client,
    token: String,
}

impl Product {
    fn spawn(command: &mut Command, data: PathBuf) -> Product {
        let mut child = command.spawn().expect("the binary starts");
        let file = data.join("run.json");
        let run: Value = eventually("run.json", || {
            if let Some(status) = child.try_wait().expect("the child can be asked") {
                panic!("the product ended with {status}: {}", log(&data));
            }
            let run: Value = serde_json::from_slice(&std::fs::read(&file).ok()?).ok()?;
            // A killed one left its file behind.
            (run["pids"]["ytempire"] == child.id()).then_some(run)
        });
        let broker = Broker::new(text(&run, "kafka"));
        let client = Client::new();
        let login = json!({ "email": run["operator"]["email"], "password": run["operator"]["password"] });
        let answer = client.post(format!("{}/api/v1/auth/login", text(&run, "gateway"))).json(&login).send();
        let answer: Value = answer.expect("an answer").error_for_status().expect("signed in").json().expect("json");
        let token = text(&answer, "access_token").to_owned();
        Product { child, data, run, broker, client, token }
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).expect("a pid")
    }

    pub fn pid_of(&self, server: &str) -> i32 {
        i32::try_from(self.run["pids"][server].as_i64().expect("a pid in run.json")).expect("a pid")
    }

    /// SIGKILL to the service alone: its servers and workers find out by themselves.
    pub fn kill_hard(mut self) {
        kill_hard(self.pid());
        self.child.wait().expect("reaped");
    }

    /// SIGTERM, then the exit code.
    pub fn stop(mut self) -> Option<i32> {
        kill(Pid::from_raw(self.pid()), Signal::SIGTERM).expect("signalled");
        self.child.wait().expect("reaped").code()
    }

    /// Lets an instance on another data folder sign its operator in as this one's: they share the accounts.
    pub fn lend_operator(&self, data: &Path) {
        let name = "secrets/operator_password";
        std::fs::create_dir_all(data.join("secrets")).expect("a folder");
        std::fs::copy(self.data.join(name), data.join(name)).expect("the secret");
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", text(&self.run, "gateway"))
    }

    pub fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).bearer_auth(&self.token).send().expect("an answer")
    }

    pub fn json(&self, path: &str) -> Value {
        self.get(path).error_for_status().expect("found").json().expect("json")
    }

    /// `None` while it cannot answer.
    pub fn try_json(&self, path: &str) -> Option<Value> {
        let answer = self.client.get(self.url(path)).bearer_auth(&self.token).send().ok()?;
        answer.status().is_success().then(|| answer.json().ok())?
    }

    pub fn post(&self, path: &str, body: &Value) -> Response {
        let key =
            format!("test-{path}-{body}").chars().filter(char::is_ascii_alphanumeric).take(60).collect::<String>();
        let request = self.client.post(self.url(path)).bearer_auth(&self.token).header("idempotency-key", key);
        request.json(body).send().expect("an answer")
    }

    /// A channel that publishes whatever is asked of it: a brief told again and again would else wait for a person.
    pub fn create_channel(&self, id: &str) {
        let answer = self.post("/api/v1/channels", &json!({ "id": id, "name": id, "quality_threshold": 0 }));
        assert!(answer.status().is_success(), "{}: {:?}", answer.status(), answer.text());
    }

    /// The status code of a page that needs no sign-in; `None` while nothing listens.
    pub fn probe(&self, path: &str) -> Option<u16> {
        self.client.get(self.url(path)).send().ok().map(|answer| answer.status().as_u16())
    }

    /// A request for a video of a few seconds.
    pub fn ask(&self, request_id: &str, channel: &str) -> Value {
        let request = short_request(request_id, channel);
        self.broker.produce("video-requests", channel, &request.to_string());
        request
    }

    pub fn library(&self) -> Vec<PathBuf> {
        videos_below(Path::new(text(&self.run, "library")))
    }

    pub fn log(&self) -> String {
        log(&self.data)
    }
}

impl Drop for Product {
    /// A failed test leaves nothing behind: the service first, then whatever it had started.
    fn drop(&mut self) {
        if self.child.try_wait().ok().flatten().is_some() {
            return;
        }
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            eprintln!(
                "the last words of {}:\n{}",
                self.data.display(),
                lines[lines.len().saturating_sub(30)..].join("\n")
            );
        }
        // A frozen one hears nothing before it is woken.
        let pid = Pid::from_raw(self.pid());
        if kill(pid, Signal::SIGTERM).and_then(|()| kill(pid, Signal::SIGCONT)).is_ok()
            && let Err(error) = self.child.wait()
        {
            eprintln!("waiting for the product: {error}");
        }
    }
}

/// Another command of the binary, on that data folder.
#[expect(clippy::disallowed_methods, reason = "the test starts what it tests")]
pub fn ytempire(data: &Path, command: &[&str]) -> Command {
    let mut ytempire = Command::new(env!("CARGO_BIN_EXE_ytempire"));
    ytempire.args(command).arg("--data").arg(data).env("YTEMPIRE_LOG__FILTER", "warn");
    ytempire
}

/// `ytempire serve` on free ports, its log in the folder above the data.
#[expect(clippy::disallowed_methods, reason = "the test starts what it tests")]
pub fn serve(data: &Path, flags: &[&str]) -> Command {
    std::fs::create_dir_all(data).expect("a folder");
    let log = std::fs::File::options().create(true).append(true).open(data.with_extension("log")).expect("a log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ytempire"));
    command.args(["serve", "--no-demo", "--gateway", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--kafka-port", "0"]);
    command.arg("--data").arg(data).args(flags).stdout(Stdio::null()).stderr(log);
    command
}

pub fn short_request(request_id: &str, channel: &str) -> Value {
    json!({
        "request_id": request_id,
        "channel_id": channel,
        "topic": "Why honey lasts",
        "brief": "Honey can last for 3,000 years. Only 18 percent of it is water, so nothing can grow in it.",
        "seconds": 6,
    })
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {value}"))
}

fn log(data: &Path) -> String {
    std::fs::read_to_string(data.with_extension("log")).unwrap_or_default()
}

fn videos_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(videos_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "mp4") {
            found.push(path);
        }
    }
    found.sort();
    found
}
