//! The parts of the tree, in the order in which they start.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use ractor::{Actor, ActorId, ActorRef, SpawnErr};
use ytempire_artefacts::Artefacts;
use ytempire_kafka::Producer;

use super::{StudioMsg, StudioState};
use crate::{
    dispatcher::{Dispatcher, DispatcherArgs},
    figures,
    intake::{Intake, IntakeArgs, Log},
    looped::{Loop, LoopArgs},
    relay,
    shared::Shared,
    sinks::{copy, house},
    slots::{SlotSupervisor, Slots, SlotsArgs},
    status::PartStatus,
    sweeper, wakes,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Relay,
    Wakes,
    Slots,
    Dispatcher,
    Intake,
    Sweeper,
    Figures,
    /// Keeps PostgreSQL's tables of metrics in order.
    House,
    /// Feeds the read copy.
    Copy,
    /// Gathers what is to be scored and asks the model's worker.
    Model,
}

/// What the root needs to start any part again.
pub(crate) struct StudioArgs {
    pub shared: Shared,
    pub artefacts: Artefacts,
    pub slots: Slots,
    /// Where requests come from, if from anywhere but the journal.
    pub log: Option<Arc<dyn Log>>,
    pub producer: Option<Producer>,
}

impl Part {
    pub const ALL: [Part; 10] = [
        Part::Relay,
        Part::Wakes,
        Part::Slots,
        Part::Model,
        Part::Dispatcher,
        Part::House,
        Part::Intake,
        Part::Copy,
        Part::Sweeper,
        Part::Figures,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Part::Relay => "relay",
            Part::Wakes => "wakes",
            Part::Slots => "slots",
            Part::Dispatcher => "dispatcher",
            Part::Intake => "intake",
            Part::Sweeper => "sweeper",
            Part::Figures => "figures",
            Part::House => "house",
            Part::Copy => "copy",
            Part::Model => "model",
        }
    }

    /// `None`: this studio has no such part.
    pub async fn start(self, state: &mut StudioState, root: &ActorRef<StudioMsg>) -> Result<Option<ActorId>, SpawnErr> {
        let shared = state.args.shared.clone();
        match self {
            Part::Relay => looped(root, Box::pin(relay::carry(shared, state.args.producer.clone()))).await,
            Part::Wakes => looped(root, Box::pin(wakes::listen(shared.journal, root.clone()))).await,
            Part::Sweeper => looped(root, Box::pin(sweeper::sweep(shared, state.args.artefacts.clone()))).await,
            Part::Figures => looped(root, Box::pin(figures::show(shared))).await,
            Part::House => looped(root, Box::pin(house::keep(shared))).await,
            Part::Copy => match shared.config.copy.clone() {
                Some(copy) => looped(root, Box::pin(copy::feed(shared, copy))).await,
                None => Ok(None),
            },
            Part::Model => {
                looped(root, Box::pin(shared.model.clone().answer(state.args.slots.clone(), shared.board))).await
            }
            Part::Slots => {
                let args = SlotsArgs { config: shared.config, slots: state.args.slots.clone(), board: shared.board };
                let (slots, _) = Actor::spawn_linked(None, SlotSupervisor, args, root.get_cell()).await?;
                Ok(Some(state.slots.insert(slots).get_id()))
            }
            Part::Dispatcher => {
                let args = DispatcherArgs { shared };
                let (dispatcher, _) = Actor::spawn_linked(None, Dispatcher, args, root.get_cell()).await?;
                Ok(Some(state.dispatcher.insert(dispatcher).get_id()))
            }
            Part::Intake => {
                let Some(log) = state.args.log.clone() else {
                    shared.board.write(|status| status.intake = PartStatus::ok("no log: requests come from elsewhere"));
                    return Ok(None);
                };
                let (intake, _) =
                    Actor::spawn_linked(None, Intake, IntakeArgs { shared, log }, root.get_cell()).await?;
                Ok(Some(state.intake.insert(intake).get_id()))
            }
        }
    }
}

async fn looped(root: &ActorRef<StudioMsg>, work: BoxFuture<'static, ()>) -> Result<Option<ActorId>, SpawnErr> {
    let (part, _) = Actor::spawn_linked(None, Loop, LoopArgs { work }, root.get_cell()).await?;
    Ok(Some(part.get_id()))
}
