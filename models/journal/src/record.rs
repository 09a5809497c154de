//! A step's outcome: written once with its events, however often it is said and whoever else claimed the job.

use sqlx::PgConnection;
use ytempire_domain::{
    Failure,
    event::{Event, StageState},
    job::{StepResult, StepRun},
    production::{Publication, Revision, StepOutput},
};

use crate::{
    ClaimKey, Journal, JournalError, Result, Written, codec,
    job_row::{self, JobRow},
    outbox, references,
    undone::undone,
};

impl Journal {
    /// May be repeated after a lost answer: an outcome of the same step, attempt and generation that is there already is
    /// answered with `Ok`, even when the claim has ended since.
    pub async fn record(&self, key: ClaimKey, run: &StepRun) -> Result<Written> {
        let outcome = Outcome::of(run)?;
        let mut tx = self.pool.begin().await?;
        let Some(row) = job_row::lock(&mut tx, key.video_id).await? else {
            return undone(tx, Written::Stale).await;
        };
        if is_recorded(&mut tx, key, run).await? {
            return undone(tx, Written::Ok { version: row.version }).await;
        }
        if !row.held_by(key) {
            return undone(tx, Written::Stale).await;
        }
        outcome.write(&mut tx, &row, key).await?;
        let mut events = vec![outcome.stage_changed(&row)?];
        events.extend(outcome.script_revised(&row)?);
        if let Some(publication) = outcome.publication() {
            events.push(published(&mut tx, &row, publication).await?);
        }
        let version = outbox::advance(&mut tx, row.video_id, &events).await?;
        tx.commit().await?;
        Ok(Written::Ok { version })
    }
}

/// A run's result in the forms that its rows need.
struct Outcome<'a> {
    run: &'a StepRun,
    attempt: i32,
    state: StageState,
    output: Option<String>,
    failure: Option<&'a Failure>,
}

impl<'a> Outcome<'a> {
    /// Refuses an output of another step, and one that could not be read back (a float that is no number becomes
    /// null): it would make the history unreadable for ever.
    fn of(run: &'a StepRun) -> Result<Self> {
        let attempt = i32::try_from(run.attempt).map_err(JournalError::defect)?;
        match &run.result {
            StepResult::Failed(failure) => {
                Ok(Outcome { run, attempt, state: StageState::Failed, output: None, failure: Some(failure) })
            }
            StepResult::Completed(output) if output.step() != run.step => {
                Err(JournalError::defect(format!("an output of {} came as one of {}", output.step(), run.step)))
            }
            StepResult::Completed(output) => {
                let json = codec::json(output)?;
                codec::from_json::<StepOutput>(&json)?;
                Ok(Outcome { run, attempt, state: StageState::Completed, output: Some(json), failure: None })
            }
        }
    }

    fn made(&self) -> Option<&'a StepOutput> {
        match &self.run.result {
            StepResult::Completed(output) => Some(output),
            StepResult::Failed(_) => None,
        }
    }

    fn publication(&self) -> Option<&'a Publication> {
        match self.made() {
            Some(StepOutput::Publish(publication)) => Some(publication),
            _ => None,
        }
    }

    /// The title of the script that goes on. A check that leaves the script as it is goes back to the title of the writer:
    /// an earlier check may have found another one.
    async fn title(&self, tx: &mut PgConnection, row: &JobRow) -> Result<Option<String>> {
        const SCRIPT: &str = "select output::text from step_run where video_id = $1 and step = 'script'
            and state = 'completed' and not superseded order by run_id desc limit 1";
        let title = |output: &StepOutput| output.script().map(|script| script.title.clone());
        match self.made() {
            Some(StepOutput::ScriptCheck(check)) if check.revised().is_none() => {
                let query = sqlx::query_scalar(SCRIPT).bind(row.video_id);
                let script: Option<String> = query.fetch_optional(tx).await?;
                Ok(codec::from_json_opt::<StepOutput>(script.as_deref())?.as_ref().and_then(title))
            }
            made => Ok(made.and_then(title)),
        }
    }

    async fn write(&self, tx: &mut PgConnection, row: &JobRow, key: ClaimKey) -> Result<()> {
        const RUN: &str = "insert into step_run (workspace_id, video_id, step, attempt, generation, state,
                started_at, finished_at, output, failure)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10::json)
            on conflict (video_id, step, attempt, generation) do update set state = excluded.state,
                started_at = excluded.started_at, finished_at = excluded.finished_at,
                output = excluded.output, failure = excluded.failure";
        const SHOW: &str = "update job set stage = $2, stage_state = $3, attempt = $4, title = coalesce($5, title),
                published_at = coalesce($6, published_at)
            where video_id = $1";
        let (step, state) = (self.run.step.name(), codec::name_of(&self.state)?);
        let title = self.title(tx, row).await?;
        let run = sqlx::query(RUN).bind(row.workspace_id).bind(row.video_id).bind(step).bind(self.attempt);
        let run = run.bind(key.generation).bind(&state).bind(self.run.started_at).bind(self.run.finished_at);
        let failure = self.failure.map(codec::json).transpose()?;
        run.bind(self.output.as_deref()).bind(failure).execute(&mut *tx).await?;
        let show = sqlx::query(SHOW).bind(row.video_id).bind(step).bind(&state).bind(self.attempt);
        let show = show.bind(title.as_deref().map(codec::clean));
        show.bind(self.publication().map(|publication| publication.published_at)).execute(&mut *tx).await?;
        references::keep(tx, row, self.made().map(StepOutput::artefacts).unwrap_or_default()).await
    }

    fn script_revised(&self, row: &JobRow) -> Result<Option<Event>> {
        let Some(StepOutput::ScriptCheck(check)) = self.made() else { return Ok(None) };
        let (Some(Revision { first, changes, .. }), Some(script), Some(quality)) =
            (&check.revision, check.revised(), &check.quality)
        else {
            return Ok(None);
        };
        Ok(Some(Event::VideoScriptRevised {
            video: row.video()?,
            title: script.title.clone(),
            before: first.total,
            after: quality.total,
            changes: changes.iter().map(|change| change.done.clone()).collect(),
        }))
    }

    fn stage_changed(&self, row: &JobRow) -> Result<Event> {
        let took = self.run.finished_at - self.run.started_at;
        Ok(Event::VideoStageChanged {
            video: row.video()?,
            stage: self.run.step,
            from: StageState::Running,
            to: self.state,
            attempt: self.run.attempt,
            started_at: self.run.started_at,
            duration_ms: Some(u64::try_from(took.num_milliseconds()).unwrap_or(0)),
            failure: self.failure.cloned(),
        })
    }
}

/// Whether this outcome is there already. A publication counts in any generation: a video is published once.
async fn is_recorded(tx: &mut PgConnection, key: ClaimKey, run: &StepRun) -> Result<bool> {
    const THERE: &str = "select exists (select 1 from step_run where video_id = $1 and step = $2
        and ((attempt = $3 and generation = $4 and state in ('completed', 'failed'))
            or (step = 'publish' and state = 'completed')))";
    let query = sqlx::query_scalar(THERE).bind(key.video_id.uuid()).bind(run.step.name());
    Ok(query.bind(i64::from(run.attempt)).bind(key.generation).fetch_one(tx).await?)
}

async fn published(tx: &mut PgConnection, row: &JobRow, publication: &Publication) -> Result<Event> {
    const CUT: &str = "select output::text from step_run where video_id = $1 and step = 'render'
        and state = 'completed' and not superseded order by run_id desc limit 1";
    let cut: Option<String> = sqlx::query_scalar(CUT).bind(row.video_id).fetch_optional(tx).await?;
    let duration_ms = match codec::from_json_opt(cut.as_deref())? {
        Some(StepOutput::Render(cut)) => cut.duration_ms,
        _ => 0,
    };
    Ok(Event::VideoPublished {
        video: row.video()?,
        title: row.title.clone().unwrap_or_default(),
        destination: publication.destination.clone(),
        location: publication.location.clone(),
        published_at: publication.published_at,
        duration_ms,
    })
}
