//! A journal whose outbox has something to tell.

use std::sync::Arc;

use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::timeout,
};
use ytempire_domain::{
    channel::{ChannelSettings, ChannelStatus},
    id::{ChannelId, InstanceId, WorkspaceId},
};
use ytempire_events::VIDEO_REQUESTS;
use ytempire_journal::{DeadReason, Fence, IntakeRecord, Journal, RawRecord, Update};
use ytempire_kafka::{Producer, RelayState, relay};

use super::{PATIENCE, unique};

pub const WS: WorkspaceId = WorkspaceId::LOCAL;

/// A channel; its making is an event.
pub async fn add_channel(journal: &Journal) -> ChannelId {
    let id: ChannelId = unique("ch").parse().expect("a slug");
    let made = journal.create_channel(WS, Some(id.clone()), ChannelSettings::default()).await.expect("database");
    assert!(made.is_some());
    id
}

/// Renames it that often: an event each.
pub async fn rename(journal: &Journal, id: &ChannelId, names: std::ops::Range<i64>) {
    for n in names {
        let settings = ChannelSettings { name: format!("name {n}"), ..ChannelSettings::default() };
        let updated = journal.update_channel(WS, id, settings, ChannelStatus::Active, n).await.expect("database");
        assert!(matches!(updated, Update::Updated(_)), "{updated:?}");
    }
}

/// Keeps a record as a dead letter.
pub async fn bury(journal: &Journal, partition: i32, raw: RawRecord) {
    let cursor = journal.take_partition(VIDEO_REQUESTS, partition, InstanceId::generate()).await.expect("database");
    let fence = Fence { topic: VIDEO_REQUESTS.to_owned(), partition, epoch: cursor.epoch };
    let next = raw.offset + 1;
    let reason = DeadReason { code: "bad_json".to_owned(), detail: "expected value".to_owned() };
    let records = vec![IntakeRecord { raw, parsed: Err(reason) }];
    journal.admit_batch(WS, &fence, records, next).await.expect("database");
}

/// A relay that runs as long as the value lives.
pub struct Running {
    tasks: JoinSet<()>,
    pub wake: Arc<Notify>,
    pub state: watch::Receiver<RelayState>,
}

pub fn run(journal: &Journal, producer: Option<Producer>) -> Running {
    let (say, state) = watch::channel(RelayState::default());
    let wake = Arc::new(Notify::new());
    let mut tasks = JoinSet::new();
    tasks.spawn(relay(journal.clone(), producer, wake.clone(), say));
    Running { tasks, wake, state }
}

impl Running {
    pub async fn until(&mut self, what: &str, done: impl FnMut(&RelayState) -> bool) -> RelayState {
        let waited = timeout(PATIENCE, self.state.wait_for(done)).await;
        waited.unwrap_or_else(|_| panic!("waited in vain: {what}")).expect("the relay lives").clone()
    }

    /// As if its process was killed.
    pub async fn kill(mut self) {
        self.tasks.shutdown().await;
    }
}
