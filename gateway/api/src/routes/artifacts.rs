//! Files of a video, with byte ranges.

use std::sync::Arc;

use warp::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use ytempire_domain::{ArtefactRef, Step, VideoId};
use ytempire_journal::RunState;

use super::{
    videos::existing,
    views::{Artifact, ArtifactList},
};
use crate::{
    app::App,
    http::{Answer, Call, Content, Part, Reply, part},
    problem::{Problem, ProblemView, chain},
};

/// The files that a video's steps made.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/artifacts",
    operation_id = "artifacts_list",
    tag = "artifacts",
    params(("id" = String, Path, description = "video id")),
    responses(
        (status = 200, description = "the files", body = ArtifactList),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(app: Arc<App>, call: Call) -> Answer {
    let video = existing(&app, &call).await?.job.video_id;
    let items = files(&app, video).await?.into_iter().map(|(name, stage, file)| Artifact {
        url: format!("/api/v1/videos/{video}/artifacts/{}", encoded(&name)),
        name,
        stage,
        media_type: file.media_type,
        bytes: file.bytes,
    });
    Ok(Reply::ok(&ArtifactList { items: items.collect() }))
}

/// The files of the completed runs that count, under names that are told apart: the step that made a file names it
/// first, and another content of the same name carries its step.
async fn files(app: &App, video: VideoId) -> Result<Vec<(String, Step, ArtefactRef)>, Problem> {
    let mut files: Vec<(String, Step, ArtefactRef)> = vec![];
    for run in app.journal.stages(video).await? {
        let Some(output) = run.output.filter(|_| run.state == RunState::Completed && !run.superseded) else { continue };
        for file in output.artefacts() {
            let other = format!("{}-{}", run.step, file.name);
            let mut names = [file.name.clone(), other, format!("{}-{}", file.hash, file.name)].into_iter();
            let free = |name: &String| files.iter().all(|(taken, ..)| taken != name);
            let is_listed = files.iter().any(|(_, _, listed)| listed.hash == file.hash);
            if !is_listed && let Some(name) = names.find(free) {
                files.push((name, run.step, file.clone()));
            }
        }
    }
    Ok(files)
}

/// One path segment.
fn encoded(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// One file; byte ranges are served.
#[utoipa::path(
    get,
    path = "/api/v1/videos/{id}/artifacts/{name}",
    operation_id = "artifacts_read",
    tag = "artifacts",
    params(("id" = String, Path, description = "video id"), ("name" = String, Path, description = "as the list names it"), ("Range" = Option<String>, Header, description = "one byte range"), ("download" = Option<bool>, Query, description = "true: save it, do not show it")),
    responses(
        (status = 200, description = "the file", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, description = "the range", content_type = "application/octet-stream", body = Vec<u8>), (status = 304, description = "you hold this file"), (status = 416, description = "no such range", body = ProblemView, content_type = "application/problem+json"),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read(app: Arc<App>, call: Call) -> Answer {
    let video = existing(&app, &call).await?.job.video_id;
    let wanted = call.param("name");
    let found = files(&app, video).await?.into_iter().find(|(name, ..)| name == wanted);
    let (name, _, file) = found.ok_or_else(|| Problem::not_found("file"))?;
    let headers = headers(&call, &name, &file)?;
    if headers.get(header::ETAG).is_some_and(|etag| call.has(etag)) {
        return Ok(Reply::whole(StatusCode::NOT_MODIFIED, headers, ""));
    }
    match part(range_of(&call, &headers), file.bytes) {
        Part::Unsatisfiable => {
            Err(Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "no_such_range", "The file has no such range")
                .with_text(header::CONTENT_RANGE, &format!("bytes */{}", file.bytes)))
        }
        Part::Whole => send(&app, &call, StatusCode::OK, headers, &file, 0..file.bytes).await,
        Part::Only(range) => {
            let content_range = format!("bytes {}-{}/{}", range.start, range.end - 1, file.bytes);
            let reply = send(&app, &call, StatusCode::PARTIAL_CONTENT, headers, &file, range).await?;
            Ok(reply.with_text(header::CONTENT_RANGE, &content_range))
        }
    }
}

/// The range that is asked for, unless it belongs to another version of the file.
fn range_of<'a>(call: &'a Call, headers: &HeaderMap) -> Option<&'a str> {
    let same = call.headers.get(header::IF_RANGE).is_none_or(|tag| Some(tag) == headers.get(header::ETAG));
    call.header(&header::RANGE).filter(|_| same)
}

async fn send(
    app: &App,
    call: &Call,
    status: StatusCode,
    headers: HeaderMap,
    file: &ArtefactRef,
    range: std::ops::Range<u64>,
) -> Answer {
    let length = range.end - range.start;
    let stream = if call.method == Method::HEAD || length == 0 {
        Box::pin(futures_util::stream::empty())
    } else {
        app.artefacts.range(file, range).await.map_err(|error| {
            tracing::error!(request_id = call.id, error = chain(&error), "a file of the journal cannot be read");
            Problem::new(StatusCode::NOT_FOUND, "file_unavailable", "The file is not on this machine")
        })?
    };
    Ok(Reply { status, headers, content: Content::Parts { stream, length } })
}

/// What a step made is shown only where a browser runs nothing of it.
fn headers(call: &Call, name: &str, file: &ArtefactRef) -> Result<HeaderMap, Problem> {
    const SHOWN: [&str; 8] = [
        "video/mp4",
        "audio/wav",
        "audio/mp4",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/plain",
        "application/x-subrip",
    ];
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| Problem::broken());
    let download = call.queries().any(|(name, value)| name == "download" && value == "true");
    let kind = if download || !SHOWN.contains(&file.media_type.as_str()) { "attachment" } else { "inline" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\%".contains(c) { c } else { '_' }).collect();
    let disposition = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name));
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, value(&file.media_type)?);
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(header::ETAG, value(&format!("\"{}\"", file.hash))?);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; media-src 'self'; sandbox"),
    );
    Ok(headers)
}
