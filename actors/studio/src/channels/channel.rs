//! A channel that much is heard of.
//!
//! Owns its state while it is awake; its partition tells it what changes and takes the state back after a quiet time. If
//! it breaks nothing falls with it: its state is read back from the sink.

use chrono::NaiveDate;
use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use ytempire_domain::id::ChannelId;
use ytempire_sinks::{Counts, Rolling};

use super::{Say, trend::Trend};

pub(crate) struct ChannelArgs {
    pub id: ChannelId,
    pub rolling: Rolling,
    pub say: Say,
}

pub(crate) enum ChannelMsg {
    /// By how much its days changed.
    Changed(Vec<(NaiveDate, Counts)>),
    /// Read back: what was known before does not hold.
    Replaced(Rolling),
    /// Answered with the state and this number.
    Rest(u64),
    #[cfg(test)]
    Break,
}

/// What a channel says to its partition.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word {
    /// It is another one now.
    Trend(Trend),
    /// `told`: the number that it was asked with.
    Rests { told: u64, rolling: Rolling },
}

pub(crate) struct ChannelActorState {
    args: ChannelArgs,
    trend: Trend,
}

pub(crate) struct Channel;

impl Actor for Channel {
    type Msg = ChannelMsg;
    type State = ChannelActorState;
    type Arguments = ChannelArgs;

    async fn pre_start(
        &self,
        _: ActorRef<ChannelMsg>,
        args: ChannelArgs,
    ) -> Result<ChannelActorState, ActorProcessingErr> {
        Ok(ChannelActorState { trend: Trend::of(&args.rolling), args })
    }

    async fn handle(
        &self,
        myself: ActorRef<ChannelMsg>,
        message: ChannelMsg,
        state: &mut ChannelActorState,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            ChannelMsg::Changed(days) => {
                days.iter().for_each(|(day, delta)| state.args.rolling.fold(*day, delta));
                state.look(&myself);
            }
            ChannelMsg::Replaced(rolling) => {
                state.args.rolling = rolling;
                state.look(&myself);
            }
            ChannelMsg::Rest(told) => {
                (state.args.say)(myself.get_id(), Word::Rests { told, rolling: state.args.rolling });
            }
            #[cfg(test)]
            ChannelMsg::Break => panic!("the channel was told to break"),
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<ChannelMsg>,
        event: SupervisionEvent,
        _: &mut ChannelActorState,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_)
            | SupervisionEvent::ActorTerminated(..)
            | SupervisionEvent::ActorFailed(..)
            | SupervisionEvent::ProcessGroupChanged(_) => Ok(()),
        }
    }
}

impl ChannelActorState {
    fn look(&mut self, myself: &ActorRef<ChannelMsg>) {
        let trend = Trend::of(&self.args.rolling);
        if trend != self.trend {
            tracing::info!(channel = %self.args.id, was = ?self.trend, now = ?trend, "a channel's pace has changed");
            self.trend = trend;
            (self.args.say)(myself.get_id(), Word::Trend(trend));
        }
    }
}
