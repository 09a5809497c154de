//! `ytempire make-video`: one job through the same journal, studio and steps, in a data folder that is gone afterwards.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::TempDir;
use tokio::sync::broadcast::error::RecvError;
use ytempire_artefacts::Artefacts;
use ytempire_domain::{
    ChannelId, Step, VideoId, WorkspaceId,
    channel::ChannelSettings,
    job::{JobStatus, Review},
    production::{Quality, StepOutput},
    request::VideoRequest,
};
use ytempire_journal::{Admission, Journal, VideoRow};
use ytempire_studio::{Studio, StudioHandle};

use crate::{
    cli::MakeVideoArgs,
    config::{Config, Profile},
    local::{DataFolder, Ports, Secrets},
    servers::Stores,
    stop_signal::StopSignal,
};

const CHANNEL: &str = "make-video";

pub async fn run(config: Config, args: MakeVideoArgs) -> anyhow::Result<()> {
    let request = args.wish.request("make-video".to_owned(), CHANNEL.to_owned())?;
    let out = args.out;
    if let Some(parent) = out.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.is_dir()) {
        bail!("{} is no folder", parent.display());
    }
    let mut stop = StopSignal::listen()?;
    let work = Work::new()?;
    let config = Config { profile: Profile::Local, data: work.folder.path().to_owned(), library: None, ..config };
    let data = DataFolder::open(&config.data)?;
    let secrets = Secrets::open(data.path())?;
    let mut ports = Ports::default();
    let stores = tokio::select! {
        stores = Stores::start(&config, &data, &secrets, &mut ports) => stores?,
        () = stop.wait() => bail!("stopped"),
    };
    let made = in_stores(&config, &data, &stores, &request, &out, &mut stop).await;
    stores.stop().await;
    made?;
    println!("{}", out.display());
    Ok(())
}

/// A folder that is gone afterwards, with what had to stand elsewhere for PostgreSQL's user.
struct Work {
    folder: TempDir,
}

impl Work {
    fn new() -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("ytempire-").tempdir().context("making a folder for the work")?;
        Ok(Work { folder })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Ok(elsewhere) = std::fs::read_link(self.folder.path().join("postgres"))
            && let Err(error) = std::fs::remove_dir_all(&elsewhere)
        {
            tracing::warn!(%error, folder = %elsewhere.display(), "a folder of the work stays behind");
        }
    }
}

async fn in_stores(
    config: &Config,
    data: &DataFolder,
    stores: &Stores,
    request: &VideoRequest,
    out: &Path,
    stop: &mut StopSignal,
) -> anyhow::Result<()> {
    let artefacts = Artefacts::open(&data.below("artefacts")?)?;
    let studio = super::serve::studio_config(config, data)?;
    let studio = Studio::start(studio, stores.journal.clone(), artefacts.clone(), None).await?;
    let made = tokio::select! {
        made = make(&stores.journal, &studio, request) => made,
        () = stop.wait() => Err(anyhow::anyhow!("stopped")),
    };
    studio.drain().await;
    keep(&stores.journal, &artefacts, made?, out).await
}

/// Admits the request and follows the job to its end.
async fn make(
    journal: &Journal,
    studio: &StudioHandle,
    request: &ytempire_domain::request::VideoRequest,
) -> anyhow::Result<VideoId> {
    let channel: ChannelId = CHANNEL.parse()?;
    journal.create_channel(WorkspaceId::LOCAL, Some(channel), ChannelSettings::default()).await?;
    let video = match journal.admit(WorkspaceId::LOCAL, request).await? {
        Admission::Created { video_id, .. } | Admission::Repeat { video_id } => video_id,
        Admission::Refused(refusal) => bail!("{refusal}"),
    };
    studio.wake();
    let bar =
        ProgressBar::new(100).with_style(ProgressStyle::with_template("{elapsed_precise} {bar:40} {pos:>3} % {msg}")?);
    let mut progress = studio.progress();
    loop {
        let next = tokio::time::timeout(Duration::from_millis(500), progress.recv()).await;
        if let Ok(Ok(now)) = &next {
            let done = (now.stage.index() as f32 + now.stage_progress) / Step::ALL.len() as f32;
            bar.set_position((done * 100.0) as u64);
            bar.set_message(now.stage.name());
        }
        if let Ok(Err(RecvError::Closed)) = next {
            bail!("the studio ended");
        }
        let row = journal.video(WorkspaceId::LOCAL, video).await?.context("the job is gone")?;
        if row.status == JobStatus::InReview {
            // Nobody can be asked here, and the video was: it is made, and its score said.
            let review = Review::Approved { by: CHANNEL.to_owned() };
            journal.set_review(WorkspaceId::LOCAL, video, review).await?;
            studio.wake();
        }
        if let Some(end) = ended(&row) {
            bar.finish_and_clear();
            return end.map(|()| video);
        }
    }
}

fn ended(row: &VideoRow) -> Option<anyhow::Result<()>> {
    match (row.status, &row.failure) {
        (JobStatus::Published, _) => Some(Ok(())),
        (JobStatus::Failed, Some((step, failure))) => Some(Err(anyhow::anyhow!("{step} failed: {failure}"))),
        (status, _) if status.is_final() => Some(Err(anyhow::anyhow!("the job ended as {}", status.name()))),
        _ => None,
    }
}

/// Copies the finished cut out of the work folder, whole or not at all.
async fn keep(journal: &Journal, artefacts: &Artefacts, video: VideoId, out: &Path) -> anyhow::Result<()> {
    let history = journal.history(video).await?;
    let Some(StepOutput::Render(cut)) = history.output(Step::Render) else { bail!("the job has no video") };
    let source = artefacts.local_path(&cut.video).context("the video is not on this machine")?;
    let part = out.with_extension("mp4.part");
    tokio::fs::copy(&source, &part).await.with_context(|| format!("writing {}", part.display()))?;
    tokio::fs::rename(&part, out).await.with_context(|| format!("writing {}", out.display()))?;
    if let Some(StepOutput::ScriptCheck(check)) = history.output(Step::ScriptCheck) {
        say("script", check.quality.as_ref());
    }
    if let Some(StepOutput::VideoCheck(check)) = history.output(Step::VideoCheck) {
        say("video", check.quality.as_ref());
    }
    Ok(())
}

/// One line on standard error, beside the file's name on standard output.
fn say(what: &str, quality: Option<&Quality>) {
    let Some(quality) = quality else { return eprintln!("{what}: nobody judged it") };
    let reasons: Vec<_> = quality.parts.iter().flat_map(|part| &part.reasons).map(String::as_str).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    eprintln!("{what}: {:.0} of 100{because}", quality.total * 100.0);
}
