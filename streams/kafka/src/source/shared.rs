//! What the handles wish and what the thread tells: values, not messages, so that nothing piles up.

use std::{
    collections::HashMap,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use super::Partition;

/// What a handle wants of a partition since the thread last looked.
#[derive(Debug, Default)]
pub(super) struct Wish {
    pub begin: Option<Option<i64>>,
    /// After `begin`: whether it is paused.
    pub held: Option<bool>,
    pub commit: Option<i64>,
}

#[derive(Debug, Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    woken: Condvar,
    /// The thread waits for room in the queue of events.
    stalled: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    signalled: bool,
    closing: bool,
    wishes: HashMap<Partition, Wish>,
    lag: Vec<(Partition, i64)>,
}

impl Shared {
    pub fn wish(&self, partition: &Partition, edit: impl FnOnce(&mut Wish)) {
        let mut state = self.lock();
        edit(state.wishes.entry(partition.clone()).or_default());
        self.wake(state);
    }

    pub fn close(&self) {
        let mut state = self.lock();
        state.closing = true;
        self.wake(state);
    }

    /// An event was taken from the queue.
    pub fn taken(&self) {
        if self.stalled.load(Ordering::Acquire) {
            self.signal();
        }
    }

    /// Something happened that the thread should look at.
    pub fn signal(&self) {
        self.wake(self.lock());
    }

    pub fn lag(&self) -> Vec<(Partition, i64)> {
        self.lock().lag.clone()
    }

    pub fn is_closing(&self) -> bool {
        self.lock().closing
    }

    pub fn set_stalled(&self, stalled: bool) {
        self.stalled.store(stalled, Ordering::Release);
    }

    pub fn set_lag(&self, lag: Vec<(Partition, i64)>) {
        self.lock().lag = lag;
    }

    pub fn take_wishes(&self) -> HashMap<Partition, Wish> {
        std::mem::take(&mut self.lock().wishes)
    }

    /// Returns when something was signalled since the last wait, or after `timeout`.
    pub fn wait(&self, timeout: Duration) {
        let waiting = |state: &mut State| !state.signalled;
        let waited = self.woken.wait_timeout_while(self.lock(), timeout, waiting);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.signalled = false;
    }

    fn wake(&self, mut state: MutexGuard<'_, State>) {
        state.signalled = true;
        self.woken.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
