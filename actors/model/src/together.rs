//! The processes that learn networks with a training, and how they find each other.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _, stdin},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result};
use ytempire_inference::{Team, member};

/// Starts the other processes of a training. Each says on its output where it listens and learns on its input which word
/// opens the door, so that no stranger on this machine takes the lead's place.
#[expect(clippy::disallowed_methods, reason = "the processes are this program's own and end with it")]
pub fn team(processes: u16) -> Result<(Option<Team>, Vec<Child>)> {
    let (mut streams, mut children) = (Vec::new(), Vec::new());
    for _ in 1..processes {
        let mut word = [0; 32];
        std::fs::File::open("/dev/urandom")?.read_exact(&mut word)?;
        let mut program = Command::new(std::env::current_exe()?);
        let mut child = program.arg("member").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        child.stdin.take().context("a member has no input")?.write_all(&word)?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("a member has no output")?).read_line(&mut address)?;
        let mut stream = TcpStream::connect(address.trim()).context("a member did not begin to listen")?;
        stream.write_all(&word)?;
        streams.push(stream);
        children.push(child);
    }
    let team = if streams.is_empty() { None } else { Some(Team::of(streams)?) };
    Ok((team, children))
}

/// The other end: works for the first one that knows the word, until it hangs up.
pub fn join() -> Result<()> {
    let mut word = [0; 32];
    stdin().read_exact(&mut word)?;
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("{}", listener.local_addr()?);
    loop {
        let (mut lead, _) = listener.accept()?;
        let mut said = [0; 32];
        if lead.read_exact(&mut said).is_ok() && said == word {
            return Ok(member(lead)?);
        }
    }
}
