//! One client at a time, in a process of its own, so that its CPU seconds are its own: ours and the peers alike.
//!
//! It says `ready` when it is set up, waits for a line, works, says `done` and whatever it has to tell, and ends when its
//! input does. What starting costs (an interpreter, a virtual machine) is not counted.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, sync_channel},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;

use crate::{cpu, programs, servers::Postgres};

/// Longer than the slowest peer takes for the largest run.
const PATIENCE: Duration = Duration::from_secs(1800);
/// For a client to end once it may.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// What a client's work took.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// CPU seconds of the client.
    pub client: f64,
    /// CPU seconds of the database.
    pub database: f64,
    pub wall: f64,
    /// What it had to tell.
    pub words: Vec<String>,
}

/// Runs a client to its end; its complaints go to `log`.
pub fn measure(command: &mut Command, log: &Path, postgres: Option<&Postgres>) -> anyhow::Result<Taken> {
    let mut client = Client::start(command, log)?;
    client.hear("ready", log)?;
    let look = |client: &Client| -> anyhow::Result<(f64, f64)> {
        Ok((cpu::seconds(client.pid())?, postgres.map(Postgres::cpu).transpose()?.unwrap_or(0.0)))
    };
    let (before, began) = (look(&client)?, Instant::now());
    client.go()?;
    let words = client.hear("done", log)?;
    let (after, wall) = (look(&client)?, began.elapsed().as_secs_f64());
    Ok(Taken { client: after.0 - before.0, database: after.1 - before.1, wall, words })
}

struct Client {
    child: Child,
    /// Taken: it may end.
    say: Option<ChildStdin>,
    said: Receiver<String>,
}

impl Client {
    fn start(command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        let log = std::fs::File::create(log)?;
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).spawn()?;
        let (say, out) = (child.stdin.take().context("a pipe")?, child.stdout.take().context("a pipe")?);
        let (tell, said) = sync_channel(16);
        std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            lines.take_while(|line| tell.send(line.clone()).is_ok()).for_each(drop);
        });
        Ok(Client { child, say: Some(say), said })
    }

    fn pid(&self) -> i64 {
        i64::from(self.child.id())
    }

    fn go(&mut self) -> anyhow::Result<()> {
        let say = self.say.as_mut().context("a client that has ended")?;
        say.write_all(b"go\n").context("starting a client's work")
    }

    /// The words after `word`; other lines are passed over.
    fn hear(&self, word: &str, log: &Path) -> anyhow::Result<Vec<String>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Ok(line) = self.said.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
                let log = std::fs::read_to_string(log).unwrap_or_default();
                let last: Vec<&str> = log.lines().rev().take(8).collect();
                bail!(
                    "a client ended or hung before it was {word}: {}",
                    last.into_iter().rev().collect::<Vec<_>>().join(" | ")
                );
            };
            let mut words = line.split_whitespace().map(str::to_owned);
            if words.next().as_deref() == Some(word) {
                return Ok(words.collect());
            }
        }
    }
}

impl Drop for Client {
    /// It ends by itself, and its folders with it, unless something is wrong.
    fn drop(&mut self) {
        self.say = None;
        if !programs::has_ended(&mut self.child, LAST_WORDS) {
            programs::end(&mut self.child, Signal::SIGKILL);
        }
    }
}

/// Says, as a client, that it is set up, and waits until it may work.
pub fn ready() -> anyhow::Result<()> {
    println!("ready");
    wait()
}

/// Says that the work is done, and waits until that was seen.
pub fn done(words: &str) -> anyhow::Result<()> {
    println!("done {words}");
    wait()
}

fn wait() -> anyhow::Result<()> {
    std::io::stdin().read_line(&mut String::new()).map(drop).context("hearing the bench")
}

/// This program again, as a client.
pub fn own(role: &str) -> anyhow::Result<Command> {
    let mut own = programs::command(std::env::current_exe()?);
    own.args(["client", role]);
    Ok(own)
}
