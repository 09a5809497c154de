//! The studio as its neighbours see it: started, asked, watched, drained.

use std::{sync::Arc, time::Duration};

use ractor::{Actor, ActorCell, ActorRef, Message, RpcReplyPort, rpc::CallResult};
use tokio::sync::{Notify, broadcast};
use ytempire_artefacts::Artefacts;
use ytempire_domain::{
    card::Prediction,
    forecast::{Forecast, SeriesToForecast},
    trend::{Scored, SignalRow},
};
use ytempire_journal::{Journal, Notice};
use ytempire_kafka::{KafkaConfig, Producer};

use crate::{
    StudioConfig, StudioStatus,
    dispatcher::DispatcherMsg,
    intake::{IntakeMsg, Log},
    niches::Score,
    progress::{Progress, Progresses},
    shared::Shared,
    sinks::Sinks,
    slots::{Slots, SlotsMsg},
    status::Board,
    steps::{LocalSteps, Perform},
    studio::{Root, StudioArgs, StudioMsg},
    tell,
    video::scratch,
};

/// Beyond what was promised to the running steps: for the last words of those who end.
const LAST_WORDS: Duration = Duration::from_secs(15);

#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    #[error("the scratch folder cannot be used")]
    Scratch(#[source] std::io::Error),
    #[error("the producer of events cannot be made")]
    Producer(#[source] ytempire_kafka::KafkaError),
    #[error("the supervision tree does not start: {0}")]
    Tree(String),
}

/// The whole tree.
#[derive(Debug)]
pub struct Studio;

impl Studio {
    /// Returns when the root lives; its parts come up by themselves and say how they are in the status. Without Kafka
    /// no records are read, and events are stamped but not produced.
    pub async fn start(
        config: StudioConfig,
        journal: Journal,
        artefacts: Artefacts,
        kafka: Option<KafkaConfig>,
    ) -> Result<StudioHandle, StudioError> {
        let producer = kafka.as_ref().map(Producer::new).transpose().map_err(StudioError::Producer)?;
        let log = kafka.map(|kafka| Arc::new(kafka) as Arc<dyn Log>);
        Studio::start_with(config, journal, artefacts, Seams { log, producer, ..Seams::default() }).await
    }

    /// The same, joined to the world as `seams` say.
    pub async fn start_with(
        config: StudioConfig,
        journal: Journal,
        artefacts: Artefacts,
        seams: Seams,
    ) -> Result<StudioHandle, StudioError> {
        scratch::empty(&config.scratch).await.map_err(StudioError::Scratch)?;
        let (config, board, slots) = (Arc::new(config), Arc::new(Board::new()), Slots::new());
        let steps = LocalSteps::new(config.clone(), journal.clone(), artefacts.clone(), slots.clone(), board.clone());
        let scorer = seams.scorer.unwrap_or_else(|| Arc::new(steps.model.clone()));
        let shared = Shared {
            model: steps.model.clone(),
            steps: (seams.steps)(Arc::new(steps)),
            config,
            sinks: Sinks::new(&journal),
            journal,
            board,
            progresses: Progresses::new(),
            scorer,
            outbox: Arc::new(Notify::new()),
        };
        let args = StudioArgs { shared: shared.clone(), artefacts, slots, log: seams.log, producer: seams.producer };
        let (root, _) = Actor::spawn(None, Root, args).await.map_err(|error| StudioError::Tree(error.to_string()))?;
        Ok(StudioHandle { root, shared })
    }
}

/// Makes the hands for the steps from the local providers' own.
pub type MakeHands = Box<dyn FnOnce(Arc<dyn Perform>) -> Arc<dyn Perform> + Send>;

/// Where the studio touches what a test may replace.
pub struct Seams {
    /// Where requests come from, if from anywhere but the journal.
    pub log: Option<Arc<dyn Log>>,
    /// Where events go to.
    pub producer: Option<Producer>,
    pub steps: MakeHands,
    /// Scores what rises, in the place of the model slot.
    pub scorer: Option<Arc<dyn Score>>,
}

impl Default for Seams {
    fn default() -> Self {
        Seams { log: None, producer: None, steps: Box::new(|steps| steps), scorer: None }
    }
}

/// Cheap to clone; the studio goes on when all are dropped, until the runtime ends or one was drained.
#[derive(Clone)]
pub struct StudioHandle {
    root: ActorRef<StudioMsg>,
    shared: Shared,
}

impl std::fmt::Debug for StudioHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StudioHandle").field("instance", &self.shared.config.instance).finish_non_exhaustive()
    }
}

impl StudioHandle {
    /// Looks at the queue now, as if the journal had notified.
    pub fn wake(&self) {
        tell(&self.root, StudioMsg::Notice(Notice::Jobs));
    }

    pub fn progress(&self) -> broadcast::Receiver<Progress> {
        self.shared.progresses.subscribe()
    }

    /// How likely each topic is to rise, in the order of the rows: by the promoted model, or by the baseline rule, which is
    /// then said.
    pub async fn score(&self, rows: Vec<SignalRow>) -> Vec<Scored> {
        self.shared.scorer.score(rows).await
    }

    /// The next steps of a series: by a method that won on its own past, or by the rule, which is then said.
    pub async fn forecast(&self, asked: SeriesToForecast) -> Forecast {
        self.shared.model.forecast(asked).await
    }

    /// Who answers which prediction, with the cards of the models.
    ///
    /// # Errors
    /// Why nobody can say.
    pub async fn cards(&self) -> Result<Vec<Prediction>, String> {
        self.shared.model.cards().await
    }

    /// As the parts wrote it last: it is there whatever hangs.
    pub async fn status(&self) -> StudioStatus {
        self.shared.board.read()
    }

    /// Ends everything in order: no records, no claims, the running steps to their end or to the deadline, the
    /// workers, the rest. Returns when their processes are gone.
    pub async fn drain(self) {
        let patience = self.shared.config.drain + LAST_WORDS;
        let Some(parts) = ask(&self.root, LAST_WORDS, StudioMsg::Drain).await else { return };
        if let Some(intake) = &parts.intake {
            ask(intake, LAST_WORDS, IntakeMsg::Close).await;
        }
        if let Some(dispatcher) = &parts.dispatcher {
            ask(dispatcher, patience, DispatcherMsg::Drain).await;
        }
        if let Some(slots) = &parts.slots {
            ask(slots, LAST_WORDS, SlotsMsg::Close).await;
        }
        let root: ActorCell = self.root.get_cell();
        if let Err(error) = root.stop_and_wait(Some("drained".to_owned()), Some(LAST_WORDS)).await {
            tracing::warn!(%error, "the studio's root does not end");
        }
    }
}

/// `None`: nobody answered; that is logged, and the drain goes on.
async fn ask<M: Message, T: Send + 'static>(
    actor: &ActorRef<M>,
    patience: Duration,
    message: impl FnOnce(RpcReplyPort<T>) -> M,
) -> Option<T> {
    match actor.call(message, Some(patience)).await {
        Ok(CallResult::Success(answer)) => Some(answer),
        Ok(CallResult::Timeout | CallResult::SenderError) | Err(_) => {
            tracing::warn!("a part of the studio gave no answer while it drains");
            None
        }
    }
}
