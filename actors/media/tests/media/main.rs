//! Short real renders, small in size, looked at as files.

mod cancel;
mod faults;
mod fixtures;
mod hostile;
mod length;
mod paint;
mod sound;
mod thumbnail;
