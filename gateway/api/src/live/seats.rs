//! How many sockets a person has open.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use ytempire_domain::UserId;

#[derive(Clone, Default)]
pub struct Seats(Arc<Mutex<HashMap<UserId, usize>>>);

/// Dropped, it is free again.
pub struct Seat {
    seats: Seats,
    user: UserId,
}

impl Seats {
    /// `None`: the person has `most` already.
    pub fn take(&self, user: UserId, most: usize) -> Option<Seat> {
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(user).or_default();
        if *taken >= most {
            return None;
        }
        *taken += 1;
        metrics::gauge!("ytempire_gateway_sockets").increment(1.0);
        Some(Seat { seats: self.clone(), user })
    }

    pub fn taken(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.user) {
            *taken = taken.saturating_sub(1);
            if *taken == 0 {
                seats.remove(&self.user);
            }
        }
        metrics::gauge!("ytempire_gateway_sockets").decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_free_again_when_it_is_dropped() {
        let (seats, user) = (Seats::default(), UserId::generate());
        let first = seats.take(user, 1).expect("free");
        assert!(seats.take(user, 1).is_none());
        assert!(seats.take(UserId::generate(), 1).is_some());
        drop(first);
        assert!(seats.take(user, 1).is_some());
        assert_eq!(seats.taken(), 0);
    }
}
