//! How many batches of records may be on their way from the source to the readers: a mailbox has no bound of its own.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Of at most 500 records each.
const BATCHES: usize = 32;

/// Given back when it is dropped.
pub(crate) type Credit = Option<OwnedSemaphorePermit>;

#[derive(Clone, Debug)]
pub(super) struct Credits(Arc<Semaphore>);

impl Credits {
    pub fn new() -> Self {
        Credits(Arc::new(Semaphore::new(BATCHES)))
    }

    /// Waits until a batch was taken in. `None` never: nobody closes it.
    pub async fn one(&self) -> Credit {
        Arc::clone(&self.0).acquire_owned().await.ok()
    }
}
