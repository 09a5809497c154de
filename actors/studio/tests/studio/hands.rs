//! Hands for the steps that keep a diary, and fail, panic or wait when they are told to.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use futures_util::{FutureExt as _, future::BoxFuture};
use tokio::sync::Semaphore;
use ytempire_domain::{
    Failure, Retry, Step, Whose,
    id::VideoId,
    production::{Approval, Footage, Palette, Picture, Scene, Script, ScriptCheck, Sentence, SentenceRole, StepOutput},
};
use ytempire_studio::{Halt, Perform, StepCall};

/// What the next try of a step does instead of, or before, its work.
pub enum Told {
    Fail,
    Panic,
    /// Answers with another step's output: the journal refuses it, which breaks the turn itself.
    Confuse,
    /// Works, and then waits for the gate before its outcome is known.
    WaitAfter(Gate),
    WaitBefore(Gate),
    /// As the local provider does it, where it would be made up.
    Really,
    /// The same, and then waits for the gate before its outcome is known.
    ReallyThenWait(Gate),
    /// Does something first.
    Before(Box<dyn FnOnce() + Send>),
}

/// Closed until it is opened, for all.
#[derive(Clone)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    pub fn closed() -> Self {
        Gate(Arc::new(Semaphore::new(0)))
    }

    pub fn open(&self) {
        self.0.add_permits(1000);
    }

    async fn pass(&self) {
        drop(self.0.acquire().await.expect("a gate is never torn down"));
    }
}

/// What was done, and what is told for the next tries.
#[derive(Default)]
pub struct Diary {
    done: Mutex<Vec<(VideoId, Step, u32)>>,
    told: Mutex<HashMap<Step, Vec<Told>>>,
}

impl Diary {
    pub fn tell(&self, step: Step, told: Told) {
        self.told.lock().expect("no panic while it is held").entry(step).or_default().push(told);
    }

    /// How often a step of a video began.
    pub fn runs(&self, video_id: VideoId, step: Step) -> usize {
        self.done
            .lock()
            .expect("no panic while it is held")
            .iter()
            .filter(|(id, done, _)| (*id, *done) == (video_id, step))
            .count()
    }

    fn next(&self, call: &StepCall<'_>) -> Option<Told> {
        self.done.lock().expect("no panic while it is held").push((call.job.video_id, call.step, call.attempt));
        self.told.lock().expect("no panic while it is held").get_mut(&call.step)?.pop()
    }
}

/// Writing and pictures are made up; everything else is the local provider's.
pub struct Hands {
    pub local: Arc<dyn Perform>,
    pub diary: Arc<Diary>,
}

impl Perform for Hands {
    fn perform<'a>(&'a self, call: StepCall<'a>) -> BoxFuture<'a, Result<StepOutput, Halt>> {
        let told = self.diary.next(&call);
        async move {
            match told {
                Some(Told::Fail) => {
                    Err(Failure::new(Whose::Provider, Retry::Backoff, "told", "the step was told to fail").into())
                }
                Some(Told::Panic) => panic!("the step was told to panic"),
                Some(Told::Confuse) => Ok(StepOutput::Approval(Approval { by: "nobody".into() })),
                Some(Told::Before(first)) => {
                    first();
                    self.work(call).await
                }
                Some(Told::WaitBefore(gate)) => {
                    gate.pass().await;
                    self.work(call).await
                }
                Some(Told::WaitAfter(gate)) => {
                    let made = self.work(call).await;
                    gate.pass().await;
                    made
                }
                Some(Told::Really) => self.local.perform(call).await,
                Some(Told::ReallyThenWait(gate)) => {
                    let made = self.local.perform(call).await;
                    gate.pass().await;
                    made
                }
                None => self.work(call).await,
            }
        }
        .boxed()
    }
}

impl Hands {
    async fn work(&self, call: StepCall<'_>) -> Result<StepOutput, Halt> {
        match call.step {
            Step::Script => Ok(StepOutput::Script(script())),
            Step::ScriptCheck => {
                Ok(StepOutput::ScriptCheck(ScriptCheck { checks: vec![], quality: None, revision: None }))
            }
            Step::Footage => Ok(StepOutput::Footage(footage())),
            _ => self.local.perform(call).await,
        }
    }
}

fn script() -> Script {
    Script {
        title: "Bees dance".into(),
        description: "Why bees dance.".into(),
        tags: vec!["bees".into()],
        language: "en".into(),
        sentences: vec![Sentence { text: "Bees dance.".into(), role: SentenceRole::Hook }],
        writer: "test".into(),
    }
}

fn footage() -> Footage {
    let palette = || Palette { from: "#000000".into(), to: "#202020".into(), accent: "#ffcc00".into() };
    let scene = Scene {
        start_ms: 0,
        end_ms: 2_000,
        sentence: 0,
        kicker: String::new(),
        headline: "Bees dance".into(),
        reveal_ms: vec![],
        palette: palette(),
        picture: Picture::Typography { emphasis: vec![] },
    };
    Footage { palette: palette(), scenes: vec![scene] }
}
