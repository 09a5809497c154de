//! Several processes that learn one network together. Each works out the gradient of its part of a batch; the lead adds
//! the parts up in the order of their numbers and gives the sum to all, so all take the same step, bit by bit.
//!
//! A frame is eight bytes of length (little endian) and the content. The streams are loopback TCP; whoever opened them has
//! made sure who is at the other end.

use std::{
    cell::RefCell,
    io::{self, Read, Write},
    net::TcpStream,
    ops::Range,
    time::Duration,
};

use crate::{InferenceError, Result};

/// A longer silence of the other end counts as its death: no batch takes so long.
const SILENCE: Duration = Duration::from_secs(600);
/// No frame is longer: the largest training file has some 120,000 rows of 70 numbers.
const LONGEST: u64 = 1 << 30;

/// The members that a lead has besides itself.
#[derive(Debug, Default)]
pub struct Team {
    members: RefCell<Vec<TcpStream>>,
}

impl Team {
    /// `members` run [`member`](crate::member) at the other end.
    pub fn of(members: Vec<TcpStream>) -> Result<Self> {
        members.iter().try_for_each(prepare)?;
        Ok(Team { members: RefCell::new(members) })
    }

    /// Gives a job to all members and leads the work on it.
    pub(crate) fn lead<T>(&self, job: &[u8], work: impl FnOnce(&mut Group<'_>) -> Result<T>) -> Result<T> {
        let mut members = self.members.borrow_mut();
        let of = members.len() + 1;
        for (number, member) in members.iter_mut().enumerate() {
            let place = [(number + 1) as u64, of as u64].map(u64::to_le_bytes).concat();
            send(member, &place).and_then(|()| send(member, job)).map_err(gone)?;
        }
        work(&mut Group::Lead(&mut members))
    }
}

/// One process's view of those that learn together.
pub(crate) enum Group<'a> {
    Alone,
    Lead(&'a mut [TcpStream]),
    Member { number: usize, of: usize, lead: &'a mut TcpStream },
}

impl Group<'_> {
    pub const fn is_alone(&self) -> bool {
        matches!(self, Group::Alone)
    }

    /// The rows of a batch that are this process's: neighbours, as many for all as can be.
    pub fn part(&self, rows: usize) -> Range<usize> {
        let (number, of) = match self {
            Group::Alone => (0, 1),
            Group::Lead(members) => (0, members.len() + 1),
            Group::Member { number, of, .. } => (*number, *of),
        };
        rows * number / of..rows * (number + 1) / of
    }

    /// Makes `values` the sum of all processes' values, the same bits everywhere.
    pub fn sum(&mut self, values: &mut [f32]) -> Result<()> {
        match self {
            Group::Alone => Ok(()),
            Group::Lead(members) => {
                for member in members.iter_mut() {
                    let theirs = receive(member).map_err(gone)?;
                    add(values, &theirs)?;
                }
                let sum = bytes(values);
                members.iter_mut().try_for_each(|member| send(member, &sum)).map_err(gone)
            }
            Group::Member { lead, .. } => {
                send(lead, &bytes(values)).map_err(gone)?;
                let sum = receive(lead).map_err(gone)?;
                values.fill(0.0);
                add(values, &sum)
            }
        }
    }
}

fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn add(values: &mut [f32], more: &[u8]) -> Result<()> {
    let (more, rest) = more.as_chunks::<4>();
    if more.len() != values.len() || !rest.is_empty() {
        return Err(InferenceError::Mismatch("two processes do not learn the same network".to_owned()));
    }
    values.iter_mut().zip(more).for_each(|(value, more)| *value += f32::from_le_bytes(*more));
    Ok(())
}

/// Small frames must not wait for each other.
pub(crate) fn prepare(stream: &TcpStream) -> Result<()> {
    let set = stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(SILENCE)));
    set.and_then(|()| stream.set_write_timeout(Some(SILENCE))).map_err(gone)
}

pub(crate) fn send(to: &mut impl Write, content: &[u8]) -> io::Result<()> {
    to.write_all(&(content.len() as u64).to_le_bytes())?;
    to.write_all(content)?;
    to.flush()
}

pub(crate) fn receive(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a frame of {length} bytes is too long")));
    }
    let mut content = Vec::new();
    from.take(length).read_to_end(&mut content)?;
    if content.len() as u64 == length { Ok(content) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

pub(crate) fn gone(source: io::Error) -> InferenceError {
    InferenceError::Team { source }
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    fn connected() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let one = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (one, listener.accept().unwrap().0)
    }

    #[test]
    fn all_get_the_same_sum_and_parts_cover_each_row_once() {
        let (mut leads, mut theirs): (Vec<_>, Vec<_>) = (0..2).map(|_| connected()).unzip();
        let sums: Vec<Vec<f32>> = thread::scope(|scope| {
            let member = |(at, lead): (usize, &mut TcpStream)| {
                let mut values = vec![at as f32 + 1.0, 0.1];
                Group::Member { number: at + 1, of: 3, lead }.sum(&mut values).unwrap();
                values
            };
            let running: Vec<_> = theirs.iter_mut().enumerate().map(|pair| scope.spawn(move || member(pair))).collect();
            let mut values = vec![10.0, 0.1];
            Group::Lead(&mut leads).sum(&mut values).unwrap();
            running.into_iter().map(|thread| thread.join().unwrap()).chain([values]).collect()
        });
        assert_eq!(sums, vec![vec![13.0, 0.1 + 0.1 + 0.1]; 3]);
        let mut rows: Vec<usize> = Group::Lead(&mut leads).part(10).collect();
        for (at, lead) in theirs.iter_mut().enumerate() {
            rows.extend(Group::Member { number: at + 1, of: 3, lead }.part(10));
        }
        assert_eq!(rows, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_member_that_dies_or_speaks_of_something_else_ends_the_work() {
        let (lead, member) = connected();
        drop(member);
        assert!(Group::Lead(&mut [lead]).sum(&mut [1.0]).is_err());
        let (lead, mut member) = connected();
        send(&mut member, &[0; 8]).unwrap();
        assert!(Group::Lead(&mut [lead]).sum(&mut [1.0]).unwrap_err().to_string().contains("same network"));
        let (mut lead, mut member) = connected();
        member.write_all(&u64::MAX.to_le_bytes()).unwrap();
        assert!(receive(&mut lead).is_err());
    }
}
