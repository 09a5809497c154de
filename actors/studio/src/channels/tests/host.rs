//! A host of the tests' own for channels.

use std::collections::BTreeMap;

use chrono::Days;
use ractor::{ActorProcessingErr, SupervisionEvent};
use tokio::sync::oneshot;

use super::super::*;

pub const QUIET: Duration = Duration::from_secs(60);
pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
pub const HOUR: Hour = Hour::MIN;

type Work = Box<dyn FnOnce(&mut Channels) + Send>;

enum HostMsg {
    Do(Work),
    Rouse(oneshot::Sender<()>),
    Heard(ActorId, Word),
}

struct Host;

impl Actor for Host {
    type Msg = HostMsg;
    type State = Channels;
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<HostMsg>, (): ()) -> Result<Channels, ActorProcessingErr> {
        Ok(Channels::default())
    }

    async fn handle(
        &self,
        myself: ActorRef<HostMsg>,
        message: HostMsg,
        channels: &mut Channels,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            HostMsg::Do(work) => work(channels),
            HostMsg::Heard(channel, word) => channels.hear(channel, word),
            HostMsg::Rouse(done) => {
                let host = myself.clone();
                let say: Say = Arc::new(move |channel, word| tell(&host, HostMsg::Heard(channel, word)));
                channels.rouse(&myself.get_cell(), &say).await;
                drop(done);
            }
        }
        Ok(())
    }

    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<HostMsg>,
        event: SupervisionEvent,
        channels: &mut Channels,
    ) -> Result<(), ActorProcessingErr> {
        match event {
            SupervisionEvent::ActorStarted(_) | SupervisionEvent::ProcessGroupChanged(_) => {}
            SupervisionEvent::ActorTerminated(channel, _, _) | SupervisionEvent::ActorFailed(channel, _) => {
                channels.ended(channel.get_id());
            }
        }
        Ok(())
    }
}

/// A host with that channel known from the start.
pub struct World(ActorRef<HostMsg>);

impl World {
    pub async fn new() -> Self {
        World(Actor::spawn(None, Host, ()).await.expect("it starts").0)
    }

    pub async fn with<T: Send + 'static>(&self, work: impl FnOnce(&mut Channels) -> T + Send + 'static) -> T {
        let (answer, answered) = oneshot::channel();
        tell(&self.0, HostMsg::Do(Box::new(move |channels| drop(answer.send(work(channels))))));
        answered.await.expect("the host lives")
    }

    /// One write; what must be read back is read back from `truth`, which holds it already.
    pub async fn write(&self, changes: &[ChannelChange], truth: &BTreeMap<ChannelId, Rolling>) -> Vec<ChannelId> {
        let (changes, truth) = (changes.to_vec(), truth.clone());
        let unknown = self.with(move |channels| {
            let unknown = channels.change(&changes, HOUR);
            let states: Vec<_> = unknown
                .iter()
                .filter_map(|id| Some(ChannelState { channel_id: id.clone(), rolling: *truth.get(id)? }))
                .collect();
            channels.know(&unknown, &states, HOUR);
            unknown
        });
        let unknown = unknown.await;
        self.rouse().await;
        unknown
    }

    pub async fn rouse(&self) {
        let (done, roused) = oneshot::channel();
        tell(&self.0, HostMsg::Rouse(done));
        roused.await.expect_err("it is dropped when it is done");
    }

    pub async fn counts(&self) -> ChannelCounts {
        self.with(|channels| channels.counts(DAY + Days::new(120))).await
    }

    /// As the map has it.
    pub async fn rolling(&self, name: &ChannelId) -> Rolling {
        let name = name.clone();
        self.with(move |channels| {
            let place = channels.entries.find(&name).expect("an entry");
            channels.entries.at(place).rolling
        })
        .await
    }

    pub async fn rest(&self) {
        self.with(|channels| channels.rest(QUIET)).await;
    }

    pub async fn until(&self, what: &str, wanted: impl Fn(ChannelCounts) -> bool) {
        let wait = async {
            while !wanted(self.counts().await) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(QUIET / 2, wait).await.unwrap_or_else(|_| panic!("waited in vain: {what}"));
    }
}

pub fn id(name: &str) -> ChannelId {
    name.parse().expect("a slug")
}

pub fn change(name: &str, day: u64, views: i64) -> ChannelChange {
    let delta = Counts { views: Some(views), revenue_micros: Some(views * 100), ..Counts::default() };
    ChannelChange { channel_id: id(name), day: DAY + Days::new(day), delta }
}

/// What the sink would answer after these changes.
pub fn truth(changes: &[ChannelChange]) -> BTreeMap<ChannelId, Rolling> {
    let mut truth: BTreeMap<ChannelId, Rolling> = BTreeMap::new();
    changes.iter().for_each(|change| {
        truth.entry(change.channel_id.clone()).or_default().fold(change.day, &change.delta);
    });
    truth
}
