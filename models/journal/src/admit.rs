//! A request becomes a job: once, in the channel's order, with its event, in one transaction.

use sqlx::PgConnection;
use ytempire_domain::{
    channel::{ChannelSettings, ChannelStatus},
    event::{Event, VideoRef},
    id::{ChannelId, VideoId, WorkspaceId},
    request::VideoRequest,
};

use crate::{Journal, Result, codec, outbox, turn, undone::undone};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    Created {
        video_id: VideoId,
        channel_seq: i64,
    },
    /// The same request again: this is its job.
    Repeat {
        video_id: VideoId,
    },
    Refused(Refusal),
}

/// Why a well-formed request makes no job; nothing was written.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("there is no such channel")]
    UnknownChannel,
    #[error("the channel is archived and takes no requests")]
    ChannelArchived,
    #[error("this request_id was used with another body, for {video_id}")]
    BodyConflict { video_id: VideoId },
    /// Cannot come from `VideoRequest::parse`; a request that was made around it is stopped here.
    #[error("request_id has 1 to 128 characters without control characters")]
    MalformedId,
}

impl Refusal {
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownChannel => "unknown_channel",
            Refusal::ChannelArchived => "channel_archived",
            Refusal::BodyConflict { .. } => "body_conflict",
            Refusal::MalformedId => "malformed_request_id",
        }
    }
}

impl Journal {
    pub async fn admit(&self, ws: WorkspaceId, request: &VideoRequest) -> Result<Admission> {
        self.gate.pass()?;
        let mut tx = self.pool.begin().await?;
        let admission = admit_in(&mut tx, ws, request).await?;
        if matches!(admission, Admission::Created { .. }) {
            turn::wake(&mut tx).await?;
            tx.commit().await?;
            return Ok(admission);
        }
        undone(tx, admission).await
    }
}

/// Takes the channel's row lock, which puts the admissions of a channel in order.
pub(crate) async fn admit_in(tx: &mut PgConnection, ws: WorkspaceId, request: &VideoRequest) -> Result<Admission> {
    let refused = |refusal| Ok(Admission::Refused(refusal));
    if !(1..=128).contains(&request.request_id.chars().count()) || request.request_id.contains(char::is_control) {
        return refused(Refusal::MalformedId);
    }
    let Some((status, settings)) = lock_channel(tx, ws, &request.channel_id).await? else {
        return refused(Refusal::UnknownChannel);
    };
    match earlier(tx, ws, request).await? {
        Some((video_id, hash)) if hash == request.body_hash().as_bytes() => return Ok(Admission::Repeat { video_id }),
        Some((video_id, _)) => return refused(Refusal::BodyConflict { video_id }),
        None if status == ChannelStatus::Archived => return refused(Refusal::ChannelArchived),
        None => {}
    }
    let (video_id, channel_seq) = insert(tx, ws, request, &settings).await?;
    turn::ready(tx, ws.uuid(), request.channel_id.as_str()).await?;
    let video = VideoRef { video_id, channel_id: request.channel_id.clone(), request_id: request.request_id.clone() };
    let created = Event::VideoCreated { video, topic: request.topic.clone(), channel_seq };
    outbox::advance(tx, video_id.uuid(), &[created]).await?;
    Ok(Admission::Created { video_id, channel_seq })
}

async fn lock_channel(
    tx: &mut PgConnection,
    ws: WorkspaceId,
    id: &ChannelId,
) -> Result<Option<(ChannelStatus, ChannelSettings)>> {
    const LOCK: &str = "select status, settings::text from channel
        where workspace_id = $1 and channel_id = $2 for no key update";
    let row: Option<(String, String)> =
        sqlx::query_as(LOCK).bind(ws.uuid()).bind(id.as_str()).fetch_optional(tx).await?;
    row.map(|(status, settings)| Ok((codec::named(&status)?, codec::from_json(&settings)?))).transpose()
}

/// The job of an earlier request of that name, and the hash of its body.
async fn earlier(tx: &mut PgConnection, ws: WorkspaceId, request: &VideoRequest) -> Result<Option<(VideoId, Vec<u8>)>> {
    const EARLIER: &str =
        "select video_id, body_hash from job where workspace_id = $1 and channel_id = $2 and request_id = $3";
    let query = sqlx::query_as(EARLIER).bind(ws.uuid()).bind(request.channel_id.as_str()).bind(&request.request_id);
    let row: Option<(uuid::Uuid, Vec<u8>)> = query.fetch_optional(tx).await?;
    Ok(row.map(|(video_id, hash)| (VideoId::from_uuid(video_id), hash)))
}

/// The job at version 0; its first event makes it 1.
async fn insert(
    tx: &mut PgConnection,
    ws: WorkspaceId,
    request: &VideoRequest,
    settings: &ChannelSettings,
) -> Result<(VideoId, i64)> {
    const INSERT: &str = "with place as (
            update channel set last_seq = last_seq + 1 where workspace_id = $1 and channel_id = $2 returning last_seq
        )
        insert into job (workspace_id, channel_id, video_id, request_id, body_hash, request, settings, topic,
            cap_micros, channel_seq, version)
        select $1, $2, $3, $4, $5, $6::json, $7::json, $8, $9, last_seq, 0 from place returning channel_seq";
    let video_id = VideoId::generate();
    let channel_seq = sqlx::query_scalar(INSERT)
        .bind(ws.uuid())
        .bind(request.channel_id.as_str())
        .bind(video_id.uuid())
        .bind(&request.request_id)
        .bind(request.body_hash().as_bytes().as_slice())
        .bind(codec::json(request)?)
        .bind(codec::json(settings)?)
        .bind(codec::clean(&request.topic))
        .bind(settings.cap_micros.0)
        .fetch_one(tx)
        .await?;
    Ok((video_id, channel_seq))
}
