//! A small world: a database, folders, a studio with the test's own worker.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tempfile::TempDir;
use tokio::time::timeout;
use ytempire_artefacts::Artefacts;
use ytempire_domain::{
    Step,
    channel::ChannelSettings,
    event::Event,
    id::{ChannelId, InstanceId, VideoId, WorkspaceId},
    job::JobStatus,
    request::{RawRequest, VideoRequest},
};
use ytempire_journal::{Admission, Journal, StageRow, VideoRow, testing::TestDatabase};
use ytempire_studio::{Log, Pace, Seams, Studio, StudioConfig, StudioHandle, StudioStatus, WorkerCommand};

use crate::hands::{Diary, Hands};

pub const WS: WorkspaceId = WorkspaceId::LOCAL;
/// Longer than anything here takes on a busy machine.
const LONG: Duration = Duration::from_secs(90);

pub struct World {
    pub db: TestDatabase,
    pub diary: Arc<Diary>,
    folder: TempDir,
}

impl World {
    /// With the channel `demo`.
    pub async fn new() -> Self {
        // Shown where a test fails; another test may have been first.
        drop(tracing_subscriber::fmt().with_env_filter("warn,ytempire=debug").with_test_writer().try_init());
        let world = World {
            db: TestDatabase::create().await,
            diary: Arc::default(),
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir(world.worker_folder()).expect("a folder");
        world.add_channel("demo", ChannelSettings::default()).await;
        world
    }

    pub fn journal(&self) -> &Journal {
        &self.db.journal
    }

    pub async fn add_channel(&self, id: &str, settings: ChannelSettings) {
        let made = self.journal().create_channel(WS, Some(channel(id)), settings).await.expect("database");
        assert!(made.is_some());
    }

    pub async fn admit(&self, channel: &str, request_id: &str) -> VideoId {
        match self.journal().admit(WS, &request(channel, request_id)).await.expect("database") {
            Admission::Created { video_id, .. } => video_id,
            other => panic!("{other:?}"),
        }
    }

    /// Of an instance of its own.
    pub fn config(&self) -> StudioConfig {
        let instance = InstanceId::generate();
        let below = |name: &str| self.folder.path().join(name);
        let worker = WorkerCommand {
            program: PathBuf::from(env!("CARGO_BIN_EXE_studio-test-worker")),
            args: vec![self.worker_folder().display().to_string()],
        };
        let scratch = below(&format!("scratch-{instance}"));
        let pace = Pace { renew: Duration::from_millis(300), ..Pace::default() };
        StudioConfig {
            worker,
            pace,
            drain: Duration::from_millis(300),
            ..StudioConfig::new(instance, scratch, self.library(), below("assets"))
        }
    }

    pub async fn studio(&self) -> StudioHandle {
        self.start(self.config(), self.journal().clone(), None).await
    }

    pub async fn start(&self, config: StudioConfig, journal: Journal, log: Option<Arc<dyn Log>>) -> StudioHandle {
        let artefacts = Artefacts::open(&self.folder.path().join("artefacts")).expect("a folder");
        let diary = Arc::clone(&self.diary);
        let seams = Seams { log, steps: Box::new(move |local| Arc::new(Hands { local, diary })), ..Seams::default() };
        Studio::start_with(config, journal, artefacts, seams).await.expect("the tree starts")
    }

    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    fn worker_folder(&self) -> PathBuf {
        self.folder.path().join("worker")
    }

    /// Tells the worker what to do with its next task.
    pub fn tell_worker(&self, what: &str, how: &str) {
        fs::write(self.worker_folder().join(what), how).expect("a file");
    }

    /// The same, to be given later.
    pub fn order(&self, what: &str) -> impl FnOnce() + Send + 'static {
        let file = self.worker_folder().join(what);
        move || fs::write(file, "").expect("a file")
    }

    pub fn take_back(&self, what: &str) {
        fs::remove_file(self.worker_folder().join(what)).expect("a file");
    }

    /// How often workers began such a task.
    pub fn tasks(&self, name: &str) -> usize {
        let log = fs::read_to_string(self.worker_folder().join("tasks")).unwrap_or_default();
        log.lines().filter(|line| *line == name).count()
    }

    pub async fn row(&self, video_id: VideoId) -> VideoRow {
        self.journal().video(WS, video_id).await.expect("database").expect("the video exists")
    }

    /// Waits until the row is as wanted: woken by the journal's own notifications.
    pub async fn until(&self, video_id: VideoId, wanted: impl Fn(&VideoRow) -> bool) -> VideoRow {
        let mut listener = self.journal().listen().await.expect("database");
        let wait = async {
            loop {
                let row = self.row(video_id).await;
                if wanted(&row) {
                    return row;
                }
                listener.next().await;
            }
        };
        match timeout(LONG, wait).await {
            Ok(row) => row,
            Err(_) => panic!("the video does not get there: {:?}", self.row(video_id).await),
        }
    }

    pub async fn until_status(&self, video_id: VideoId, status: JobStatus) -> VideoRow {
        let row = self.until(video_id, |row| row.status == status || row.status.is_final()).await;
        assert_eq!(row.status, status, "{:?}", row.failure);
        row
    }

    pub async fn until_running(&self, video_id: VideoId, step: Step) {
        self.until(video_id, |row| row.stage == Some(step) && row.attempt > 0).await;
        until("the step begins", || self.diary.runs(video_id, step) > 0).await;
    }

    pub async fn stages(&self, video_id: VideoId, step: Step) -> Vec<StageRow> {
        let stages = self.journal().stages(video_id).await.expect("database");
        stages.into_iter().filter(|row| row.step == step).collect()
    }

    /// What was published, in the order of the log, once everything is stamped.
    pub async fn published(&self, count: usize) -> Vec<VideoId> {
        let mut listener = self.journal().listen().await.expect("database");
        let wait = async {
            loop {
                let events = self.journal().events_since(WS, 0, 10_000).await.expect("database");
                let published = events.iter().filter_map(|logged| match &logged.event {
                    Event::VideoPublished { video, .. } => Some(video.video_id),
                    _ => None,
                });
                let published: Vec<VideoId> = published.collect();
                let unstamped = self.journal().counts().await.expect("database").unstamped_events;
                if published.len() >= count && unstamped == 0 {
                    return published;
                }
                listener.next().await;
            }
        };
        timeout(LONG, wait).await.expect("the events are stamped")
    }
}

/// Waits for something that nobody notifies about.
pub async fn until(what: &str, wanted: impl Fn() -> bool) {
    let mut look = tokio::time::interval(Duration::from_millis(20));
    let wait = async {
        while !wanted() {
            look.tick().await;
        }
    };
    timeout(LONG, wait).await.unwrap_or_else(|_| panic!("waited in vain: {what}"));
}

/// The status once it is as wanted.
pub async fn until_shown(studio: &StudioHandle, what: &str, wanted: impl Fn(&StudioStatus) -> bool) -> StudioStatus {
    let mut look = tokio::time::interval(Duration::from_millis(20));
    let wait = async {
        loop {
            let status = studio.status().await;
            if wanted(&status) {
                return status;
            }
            look.tick().await;
        }
    };
    match timeout(LONG, wait).await {
        Ok(status) => status,
        Err(_) => panic!("waited in vain: {what}: {:?}", studio.status().await),
    }
}

pub fn channel(id: &str) -> ChannelId {
    id.parse().expect("a slug")
}

pub fn request(channel: &str, request_id: &str) -> VideoRequest {
    let raw = RawRequest {
        request_id: request_id.into(),
        channel_id: channel.into(),
        topic: "why bees dance".into(),
        brief: Some("Bees dance to tell the way. A dance of one second means one kilometre.".into()),
        seconds: Some(10),
        ..RawRequest::default()
    };
    VideoRequest::parse(raw).expect("a valid request")
}

/// Entries below the folder of one channel, without what is on its way.
pub fn folders(channel: &Path) -> Vec<String> {
    let entries = fs::read_dir(channel).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with('.')).collect()
}

pub fn is_alive(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}
