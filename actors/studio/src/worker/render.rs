//! The render role: makes, checks and illustrates a video with libav.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ytempire_domain::Failure;
use ytempire_media::{CheckJob, MediaError, RenderJob, ThumbnailJob};
use ytempire_worker::{Work, unreadable};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RenderTask {
    /// Answered with a `RenderReport`.
    Render(RenderJob),
    /// Answered with a `VideoCheck`.
    Check(CheckJob),
    /// Answered with a [`ThumbnailReport`].
    Thumbnail(ThumbnailJob),
}

/// Pixels.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ThumbnailReport {
    pub width: u32,
    pub height: u32,
}

pub(crate) struct Render;

impl Work for Render {
    fn run(&mut self, task: Value, progress: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<Value, Failure> {
        match serde_json::from_value(task).map_err(|error| unreadable(&error))? {
            RenderTask::Render(job) => {
                let mut frames =
                    |done: ytempire_media::RenderProgress| progress(done.frame as f32 / done.frames.max(1) as f32);
                value(ytempire_media::render(&job, &mut frames))
            }
            RenderTask::Check(job) => value(ytempire_media::check(&job, progress)),
            RenderTask::Thumbnail(job) => {
                let report =
                    |made: ytempire_media::Thumbnail2D| ThumbnailReport { width: made.width, height: made.height };
                value(ytempire_media::thumbnail(&job).map(report))
            }
        }
    }
}

fn value<T: Serialize>(made: Result<T, MediaError>) -> Result<Value, Failure> {
    let made = made.map_err(|error| error.failure())?;
    serde_json::to_value(made).map_err(|error| unreadable(&error))
}
