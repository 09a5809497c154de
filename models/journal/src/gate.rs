//! Whether new requests are taken: closed early by whoever sees that they could not be kept much longer.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{Journal, JournalError, Result};

/// One for all clones of a journal; it says nothing about other processes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate(Arc<AtomicBool>);

impl Gate {
    pub(crate) fn pass(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) { Err(JournalError::Held) } else { Ok(()) }
    }
}

impl Journal {
    /// While held, admission answers [`JournalError::Held`], which counts as unavailable: callers wait and try again.
    /// Jobs that are in already go on.
    pub fn hold_admission(&self, held: bool) {
        self.gate.0.store(held, Ordering::Relaxed);
    }

    pub fn admission_is_held(&self) -> bool {
        self.gate.pass().is_err()
    }
}
