//! Frames and samples in, packets and a file out.

pub mod aac;
pub mod film;
pub mod h264;
