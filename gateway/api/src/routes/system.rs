//! How the machine is doing.

use std::sync::Arc;

use std::collections::BTreeMap;

use ytempire_domain::job::JobStatus;
use ytempire_events::YOUTUBE_ANALYTICS;
use ytempire_journal::CursorRow;

use super::{
    health,
    views::{PartitionView, QueueView, Readings, SinkView, SystemView},
};
use crate::{
    app::App,
    deps::{SinkStatus, StudioStatus, name_of},
    http::{Answer, Call, Reply},
    problem::{Problem, ProblemView},
};

/// How many videos stand where.
#[utoipa::path(
    get,
    path = "/api/v1/queue",
    operation_id = "queue",
    tag = "system",
    responses(
        (status = 200, description = "the counts", body = QueueView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn queue(app: Arc<App>, _call: Call) -> Answer {
    let counts = app.journal.counts().await?;
    let of = |status: JobStatus| i64::try_from(counts.jobs.get(&status).copied().unwrap_or(0)).unwrap_or(i64::MAX);
    let by_status: BTreeMap<String, i64> =
        JobStatus::ALL.into_iter().map(|status| (status.name().to_owned(), of(status))).collect();
    let oldest_queued_ms = counts.oldest_queued.map(|age| i64::try_from(age.as_millis()).unwrap_or(i64::MAX));
    Ok(Reply::ok(&QueueView { counts: by_status, oldest_queued_ms }))
}

/// How the machine is doing.
#[utoipa::path(
    get,
    path = "/api/v1/system",
    operation_id = "system",
    tag = "system",
    responses(
        (status = 200, description = "the readings", body = SystemView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn system(app: Arc<App>, _call: Call) -> Answer {
    let (mut parts, status) = health::parts(&app).await;
    parts.insert("dispatcher".to_owned(), health::reading(&status.dispatcher));
    parts.insert("slots".to_owned(), slots(&status));
    let cursors = app.journal.cursors(YOUTUBE_ANALYTICS).await?;
    let view = SystemView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        parts,
        voice_tier: status.voice_tier.as_ref().and_then(name_of),
        studio: serde_json::to_value(&status).map_err(|_| Problem::broken())?,
        sockets: app.live.sockets(),
        partitions: cursors.into_iter().map(|cursor| partition(cursor, &status)).collect(),
        sinks: status.sinks.iter().map(sink).collect(),
    };
    Ok(Reply::ok(&view))
}

/// The cursor is every instance's, the lag that of this one.
fn partition(cursor: CursorRow, status: &StudioStatus) -> PartitionView {
    let mut here = status.partitions.iter().filter(|here| here.topic == YOUTUBE_ANALYTICS);
    let here = here.find(|here| here.partition == cursor.partition);
    PartitionView {
        topic: YOUTUBE_ANALYTICS.to_owned(),
        partition: cursor.partition,
        lag: here.and_then(|here| here.lag),
        next_offset: cursor.next_offset,
        cursor_age_ms: i64::try_from(cursor.age.as_millis()).ok(),
    }
}

fn sink(sink: &SinkStatus) -> SinkView {
    SinkView {
        name: sink.name.clone(),
        state: sink.state.clone(),
        detail: sink.detail.clone(),
        cursor_age_ms: sink.cursor_age_ms,
        rows_total: Some(sink.rows_total),
    }
}

/// In trouble while a slot is unavailable.
fn slots(status: &StudioStatus) -> Readings {
    let away: Vec<String> = status
        .slots
        .iter()
        .filter(|slot| slot.state == "unavailable")
        .map(|slot| format!("{}: {}", slot.name, slot.detail))
        .collect();
    if away.is_empty() { Readings::fine() } else { Readings::trouble(away.join("; ")) }
}
