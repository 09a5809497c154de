//! Providers that need no key and no network.

pub mod library;
mod text;
pub mod visuals;
pub mod writer;
