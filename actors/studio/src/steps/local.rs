//! The local providers behind the steps, and the tools that the steps share.

use std::{path::Path, sync::Arc};

use futures_util::{FutureExt as _, future::BoxFuture};
use ytempire_artefacts::Artefacts;
use ytempire_domain::{Failure, Retry, Step, Whose, production::StepOutput};
use ytempire_journal::Journal;

use super::{
    Halt, Perform, StepCall, approval, captions, footage, publish, render, script, script_check, thumbnail,
    video_check, voice,
};
use crate::{
    config::StudioConfig,
    model::Model,
    pools::{Pool, Pools},
    slots::{Answer, Slots},
    status::Board,
};

/// Everything that a local step works with.
pub(crate) struct LocalSteps {
    pub config: Arc<StudioConfig>,
    pub journal: Journal,
    pub artefacts: Artefacts,
    pub slots: Slots,
    pub board: Arc<Board>,
    pub model: Model,
    pub pools: Pools,
}

impl LocalSteps {
    pub fn new(
        config: Arc<StudioConfig>,
        journal: Journal,
        artefacts: Artefacts,
        slots: Slots,
        board: Arc<Board>,
    ) -> Self {
        LocalSteps { config, journal, artefacts, slots, board, model: Model::new(), pools: Pools::new() }
    }

    pub fn illustrations(&self) -> std::path::PathBuf {
        self.config.assets.join("illustrations")
    }
}

impl Perform for LocalSteps {
    fn perform<'a>(&'a self, call: StepCall<'a>) -> BoxFuture<'a, Result<StepOutput, Halt>> {
        async move {
            match call.step {
                Step::Script => script::write(self, &call).await.map(StepOutput::Script),
                Step::ScriptCheck => script_check::check(self, &call).await.map(StepOutput::ScriptCheck),
                Step::Voice => voice::speak(self, &call).await.map(StepOutput::Voice),
                Step::Footage => footage::choose(self, &call).await.map(StepOutput::Footage),
                Step::Captions => captions::cut(self, &call).await.map(StepOutput::Captions),
                Step::Render => render::render(self, &call).await.map(StepOutput::Render),
                Step::VideoCheck => video_check::check(self, &call).await.map(StepOutput::VideoCheck),
                Step::Thumbnail => thumbnail::draw(self, &call).await.map(StepOutput::Thumbnail),
                Step::Approval => Ok(StepOutput::Approval(approval::read(&call))),
                Step::Publish => publish::publish(self, &call).await.map(StepOutput::Publish),
            }
        }
        .boxed()
    }
}

/// Work of a pool in the form that money is settled by.
pub(crate) async fn pooled<T: Send + 'static>(
    pool: &Pool,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Answer<T> {
    match pool.run(work).await {
        Ok((made, took)) => Answer { outcome: Ok(made), cpu_seconds: Some(took.as_secs_f64()) },
        Err(failure) => Answer::failed(failure),
    }
}

/// Makes the scratch folder of a try.
pub(crate) async fn make_scratch(folder: &Path) -> Result<(), Failure> {
    tokio::fs::create_dir_all(folder).await.map_err(|error| {
        let message = format!("the scratch folder {} cannot be made: {error}", folder.display());
        Failure::new(Whose::Operator, Retry::Backoff, "scratch_unusable", message)
    })
}
