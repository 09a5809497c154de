//! Every figure that the studio shows Prometheus, by one function each. No label holds a video's id.

use std::time::Duration;

use metrics::{counter, gauge, histogram};
use ytempire_domain::{
    Micros, Step,
    job::JobStatus,
    trend::{ScoreSource, Scored},
};
use ytempire_journal::Counts;

use crate::channels::ChannelCounts;

/// `outcome`: `completed`, `failed` or `stopped`.
pub(crate) fn step_ended(step: Step, outcome: &'static str, took: Duration) {
    histogram!("ytempire_actors_step_seconds", "step" => step.name(), "outcome" => outcome).record(took.as_secs_f64());
}

pub(crate) fn queue(counts: &Counts) {
    for status in JobStatus::ALL {
        let jobs = counts.jobs.get(&status).copied().unwrap_or(0);
        gauge!("ytempire_actors_queue_jobs", "status" => status.name()).set(jobs as f64);
    }
    gauge!("ytempire_actors_queue_age_seconds").set(counts.oldest_queued.unwrap_or_default().as_secs_f64());
    gauge!("ytempire_actors_unstamped_events").set(counts.unstamped_events as f64);
}

pub(crate) fn claimed(claims: usize) {
    counter!("ytempire_actors_claims_total").increment(claims as u64);
}

pub(crate) fn videos_running(videos: usize) {
    gauge!("ytempire_actors_running_videos").set(videos as f64);
}

/// `reason`: `taken` by another holder, or `silent` database.
pub(crate) fn lease_lost(reason: &'static str) {
    counter!("ytempire_actors_lease_losses_total", "reason" => reason).increment(1);
}

pub(crate) fn slot(name: &str, role: &'static str, state: &'static str) {
    for each in ["idle", "busy", "starting", "unavailable"] {
        let set = gauge!("ytempire_actors_slot_state", "slot" => name.to_owned(), "role" => role, "state" => each);
        set.set(if each == state { 1.0 } else { 0.0 });
    }
}

/// `reason`: the code of what the worker did.
pub(crate) fn worker_replaced(role: &'static str, reason: &'static str) {
    counter!("ytempire_actors_worker_restarts_total", "role" => role, "reason" => reason).increment(1);
}

/// `reason`: why the rule answered: `history`, `naive` (it was as good), `away` or `nonsense`; of a model `none` or `kept`.
pub(crate) fn forecast(source: &'static str, reason: &'static str) {
    counter!("ytempire_actors_forecasts_total", "source" => source, "reason" => reason).increment(1);
}

/// Of a whole batch, asked and answered. `reason`: why a rule did it: `away`, `died`, `hung`, `failed` or `row`; else `none`.
pub(crate) fn model_answered(source: &'static str, reason: &'static str, rows: usize) {
    counter!("ytempire_actors_model_answers_total", "source" => source, "reason" => reason).increment(rows as u64);
}

pub(crate) fn score_batch(rows: usize, took: Duration) {
    histogram!("ytempire_actors_score_batch_rows").record(rows as f64);
    histogram!("ytempire_actors_score_seconds").record(took.as_secs_f64());
}

/// Of a script below its channel's threshold. `outcome`: `enough` (it is not below any more), `better` (it still is) or
/// `unchanged`.
pub(crate) fn script_revised(outcome: &'static str) {
    counter!("ytempire_actors_script_revisions_total", "outcome" => outcome).increment(1);
}

pub(crate) fn actor_restarted(actor: &'static str) {
    counter!("ytempire_actors_actor_restarts_total", "actor" => actor).increment(1);
}

/// `outcome`: `admitted`, `repeated` (followed by a newer record included) or `dead`.
pub(crate) fn intake(topic: &str, outcome: &'static str, records: u64) {
    counter!("ytempire_actors_intake_records_total", "topic" => topic.to_owned(), "outcome" => outcome)
        .increment(records);
}

pub(crate) fn partition_lag(topic: &str, partition: i32, records: i64) {
    let set = gauge!("ytempire_actors_partition_lag_records", "topic" => topic.to_owned(), "partition" => partition.to_string());
    set.set(records as f64);
}

pub(crate) fn cursor_lost(topic: &str) {
    counter!("ytempire_actors_cursor_losses_total", "topic" => topic.to_owned()).increment(1);
}

/// Of a partition of `youtube-analytics`, since the cursor moved; zero where nothing waits.
pub(crate) fn cursor_age(partition: i32, age: Duration) {
    gauge!("ytempire_streams_sink_cursor_age_seconds", "partition" => partition.to_string()).set(age.as_secs_f64());
}

/// `outcome`: `written`, `fenced` or `failed`.
pub(crate) fn sink_write(sink: &'static str, outcome: &'static str, records: usize, took: Duration) {
    histogram!("ytempire_streams_sink_write_seconds", "sink" => sink, "outcome" => outcome).record(took.as_secs_f64());
    if outcome == "written" {
        histogram!("ytempire_streams_sink_batch_records", "sink" => sink).record(records as f64);
    }
}

pub(crate) fn expired(rows: u64) {
    counter!("ytempire_streams_sink_expired_rows_total").increment(rows);
}

/// Of one partition; all zero once it is not ours any more.
pub(crate) fn channels(partition: i32, counts: &ChannelCounts) {
    let partition = partition.to_string();
    for (state, channels) in [("active", counts.active), ("idle", counts.idle)] {
        let set = gauge!("ytempire_actors_channels", "partition" => partition.clone(), "state" => state);
        set.set(channels as f64);
    }
    for (trend, channels) in [("growing", counts.growing), ("shrinking", counts.shrinking), ("silent", counts.silent)] {
        let set = gauge!("ytempire_actors_channel_trends", "partition" => partition.clone(), "trend" => trend);
        set.set(channels as f64);
    }
}

/// Of one partition.
pub(crate) fn niches(partition: i32, live: usize) {
    gauge!("ytempire_actors_niches", "partition" => partition.to_string()).set(live as f64);
}

/// `took`: since the first signal that it is made of came in. A ranking of older windows than the stored one is not stored.
pub(crate) fn ranked(is_stored: bool, took: Duration) {
    let outcome = if is_stored { "stored" } else { "superseded" };
    counter!("ytempire_actors_rankings_total", "outcome" => outcome).increment(1);
    if is_stored {
        histogram!("ytempire_actors_ranking_seconds").record(took.as_secs_f64());
    }
}

pub(crate) fn scored(scored: &[Scored]) {
    for (source, name) in [(ScoreSource::Model, "model"), (ScoreSource::Rule, "rule")] {
        let topics = scored.iter().filter(|scored| scored.source == source).count();
        counter!("ytempire_actors_scored_topics_total", "source" => name).increment(topics as u64);
    }
}

/// Names of topics whose meaning was asked for.
pub(crate) fn names_read(outcome: &'static str, names: usize) {
    counter!("ytempire_actors_topic_names_total", "outcome" => outcome).increment(names as u64);
}

pub(crate) fn windows_swept(windows: u64) {
    counter!("ytempire_actors_swept_windows_total").increment(windows);
}

pub(crate) fn signals_swept(signals: u64) {
    counter!("ytempire_actors_swept_signals_total").increment(signals);
}

pub(crate) fn spent(step: Step, cost: Micros) {
    counter!("ytempire_actors_cost_micros_total", "step" => step.name()).increment(cost.0.unsigned_abs());
}

pub(crate) fn swept(files: u64) {
    counter!("ytempire_actors_swept_files_total").increment(files);
}
