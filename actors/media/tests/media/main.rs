//! Short real renders, small in size, looked at as files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod cancel;
mod faults;
mod fixtures;
mod hostile;
mod length;
mod paint;
mod quality;
mod sound;
mod thumbnail;
