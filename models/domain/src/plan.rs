//! What a video job does next: decided purely from its history; acted on elsewhere.

use chrono::{DateTime, Utc};

use crate::{
    backoff,
    channel::ApprovalMode,
    failure::{Failure, Retry, Whose},
    job::{Control, History, Job, Review},
    production::StepOutput,
    step::Step,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Run this step; `attempt` counts from 1.
    Run {
        step: Step,
        attempt: u32,
    },
    /// Give the turn up until then.
    WaitUntil {
        at: DateTime<Utc>,
        step: Step,
    },
    /// Give the turn up until a person approves or rejects.
    AwaitReview,
    /// Give the turn up until a person resumes.
    Pause,
    Cancel,
    Finish,
    Fail {
        step: Step,
        failure: Failure,
    },
}

/// The next move of `job`. A job past its publish step finishes whatever a person asked for since: the video is out.
pub fn decide(job: &Job, history: &History, now: DateTime<Utc>) -> Decision {
    let Some(step) = Step::ALL.into_iter().find(|step| history.output(*step).is_none()) else {
        return Decision::Finish;
    };
    match history.control {
        Control::Cancel => return Decision::Cancel,
        Control::Pause => return Decision::Pause,
        Control::Run => {}
    }
    if step == Step::Approval
        && let Some(held) = review(job, history)
    {
        return held;
    }
    attempt(step, history, now)
}

/// What holds a job at the approval gate, if anything does.
fn review(job: &Job, history: &History) -> Option<Decision> {
    match (&history.review, job.settings.approval) {
        (Some(Review::Rejected { by, reason }), _) => {
            let message = format!("rejected by {by}: {reason}");
            let failure = Failure::new(Whose::Operator, Retry::Never, "rejected", message);
            Some(Decision::Fail { step: Step::Approval, failure })
        }
        (Some(Review::Approved { .. }), _) => None,
        // A script or a video below the channel's threshold is shown to a person before anything is out.
        (None, ApprovalMode::Automatic) => doubtful(job, history).then_some(Decision::AwaitReview),
        (None, ApprovalMode::EveryVideo) => Some(Decision::AwaitReview),
    }
}

/// Was the script or the video judged, and found below what the channel asks for?
fn doubtful(job: &Job, history: &History) -> bool {
    let script = match history.output(Step::ScriptCheck) {
        Some(StepOutput::ScriptCheck(check)) => check.quality.as_ref(),
        _ => None,
    };
    let video = match history.output(Step::VideoCheck) {
        Some(StepOutput::VideoCheck(check)) => check.quality.as_ref(),
        _ => None,
    };
    [script, video].into_iter().flatten().any(|quality| quality.is_below(job.settings.quality_threshold))
}

fn attempt(step: Step, history: &History, now: DateTime<Utc>) -> Decision {
    let (mut failures, mut last) = (0, None);
    for failed in history.failures(step) {
        failures += 1;
        last = Some(failed);
    }
    let Some((failure, failed_at)) = last else {
        return Decision::Run { step, attempt: 1 };
    };
    if failure.retry == Retry::Never || failures >= step.max_attempts() {
        return Decision::Fail { step, failure: failure.clone() };
    }
    let at = failed_at + backoff::delay(failures, failure.retry.floor());
    if at <= now { Decision::Run { step, attempt: failures + 1 } } else { Decision::WaitUntil { at, step } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        channel::ChannelSettings,
        id::{VideoId, WorkspaceId},
        job::{StepResult, StepRun},
        production::{Approval, Loudness, Quality, ScriptCheck, VideoCheck},
        request::{RawRequest, VideoRequest},
    };
    use chrono::TimeDelta;

    fn job() -> Job {
        let raw = RawRequest {
            request_id: "r".into(),
            channel_id: "demo".into(),
            topic: "t".into(),
            ..RawRequest::default()
        };
        let request = VideoRequest::parse(raw).expect("valid");
        Job {
            video_id: VideoId::generate(),
            workspace_id: WorkspaceId::LOCAL,
            channel_id: request.channel_id.clone(),
            channel_seq: 1,
            request,
            settings: ChannelSettings::default(),
            admitted_at: at(0),
        }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// The plan looks at whether a step completed, not at what it made.
    fn done(step: Step) -> StepRun {
        let output = Box::new(StepOutput::Approval(Approval { by: "test".into() }));
        StepRun { step, attempt: 1, started_at: at(0), finished_at: at(0), result: StepResult::Completed(output) }
    }

    fn failed(step: Step, attempt: u32, retry: Retry, second: i64) -> StepRun {
        let failure = Failure::new(Whose::Provider, retry, "test", "test");
        StepRun { step, attempt, started_at: at(second), finished_at: at(second), result: StepResult::Failed(failure) }
    }

    fn up_to(step: Step) -> History {
        History { runs: Step::ALL[..step.index()].iter().map(|step| done(*step)).collect(), ..History::default() }
    }

    #[test]
    fn a_job_passes_every_step_in_order_and_finishes() {
        let mut history = History::default();
        for step in Step::ALL {
            assert_eq!(decide(&job(), &history, at(0)), Decision::Run { step, attempt: 1 });
            history.runs.push(done(step));
        }
        assert_eq!(decide(&job(), &history, at(0)), Decision::Finish);
    }

    #[test]
    fn a_failed_step_waits_and_then_runs_again_and_only_that_step() {
        let mut history = up_to(Step::Render);
        history.runs.push(failed(Step::Render, 1, Retry::Backoff, 100));
        assert_eq!(decide(&job(), &history, at(101)), Decision::WaitUntil { at: at(102), step: Step::Render });
        assert_eq!(decide(&job(), &history, at(102)), Decision::Run { step: Step::Render, attempt: 2 });
    }

    #[test]
    fn a_fault_that_cannot_heal_or_came_too_often_fails_the_job() {
        let mut history = up_to(Step::Script);
        history.runs.push(failed(Step::Script, 1, Retry::Never, 0));
        assert!(matches!(decide(&job(), &history, at(9)), Decision::Fail { step: Step::Script, .. }));

        let mut history = up_to(Step::Voice);
        for attempt in 1..=Step::Voice.max_attempts() {
            assert!(!matches!(decide(&job(), &history, at(9_999)), Decision::Fail { .. }));
            history.runs.push(failed(Step::Voice, attempt, Retry::Backoff, 0));
        }
        assert!(matches!(decide(&job(), &history, at(9_999)), Decision::Fail { step: Step::Voice, .. }));
    }

    #[test]
    fn a_retry_after_longer_than_the_backoff_is_honoured() {
        let mut history = up_to(Step::Publish);
        history.runs.push(failed(Step::Publish, 1, Retry::After(90_000), 0));
        assert_eq!(decide(&job(), &history, at(89)), Decision::WaitUntil { at: at(90), step: Step::Publish });
    }

    #[test]
    fn approval_waits_for_a_person_only_where_the_channel_asks() {
        let history = up_to(Step::Approval);
        let mut asks = job();
        asks.settings.approval = ApprovalMode::EveryVideo;
        assert_eq!(decide(&asks, &history, at(0)), Decision::AwaitReview);
        let reviewed = |review| History { review: Some(review), ..history.clone() };
        let approved = reviewed(Review::Approved { by: "ann".into() });
        assert_eq!(decide(&asks, &approved, at(0)), Decision::Run { step: Step::Approval, attempt: 1 });
        let rejected = reviewed(Review::Rejected { by: "ann".into(), reason: "dull".into() });
        assert!(matches!(decide(&asks, &rejected, at(0)), Decision::Fail { step: Step::Approval, .. }));
    }

    fn quality(total: f64) -> Quality {
        Quality { total, parts: vec![], by: "test".into() }
    }

    /// At the gate, with these scores of script and video.
    fn judged(script: Option<f64>, video: Option<f64>) -> History {
        let mut history = up_to(Step::Approval);
        let script = ScriptCheck { checks: vec![], quality: script.map(quality), revision: None };
        let loudness = Loudness { integrated_lufs: -14.0, true_peak_dbtp: -1.0 };
        let video = VideoCheck { checks: vec![], loudness, quality: video.map(quality) };
        for output in [StepOutput::ScriptCheck(script), StepOutput::VideoCheck(video)] {
            let run = &mut history.runs[output.step().index()];
            run.result = StepResult::Completed(Box::new(output));
        }
        history
    }

    #[test]
    fn a_script_or_a_video_below_the_threshold_of_its_channel_waits_for_a_person_at_the_gate() {
        let mut job = job();
        job.settings.quality_threshold = 60;
        let run = Decision::Run { step: Step::Approval, attempt: 1 };
        for (script, video) in [(Some(0.59), None), (Some(0.9), Some(0.59)), (None, Some(0.59)), (Some(0.1), Some(0.1))]
        {
            assert_eq!(decide(&job, &judged(script, video), at(0)), Decision::AwaitReview, "{script:?} {video:?}");
        }
        assert_eq!(decide(&job, &judged(Some(0.6), Some(0.6)), at(0)), run);
        assert_eq!(decide(&job, &judged(None, None), at(0)), run, "nobody judged it");
        let approved = History { review: Some(Review::Approved { by: "ann".into() }), ..judged(Some(0.1), Some(0.1)) };
        assert_eq!(decide(&job, &approved, at(0)), run);
        job.settings.quality_threshold = 0;
        assert_eq!(decide(&job, &judged(Some(0.0), Some(0.0)), at(0)), run, "zero asks for nothing");
    }

    #[test]
    fn a_person_stops_a_job_anywhere_but_after_it_is_out() {
        for step in Step::ALL {
            let with = |control| History { control, ..up_to(step) };
            assert_eq!(decide(&job(), &with(Control::Cancel), at(0)), Decision::Cancel);
            assert_eq!(decide(&job(), &with(Control::Pause), at(0)), Decision::Pause);
        }
        let mut out = up_to(Step::Publish);
        out.runs.push(done(Step::Publish));
        out.control = Control::Cancel;
        assert_eq!(decide(&job(), &out, at(0)), Decision::Finish);
    }
}
