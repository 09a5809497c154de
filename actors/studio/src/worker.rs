//! The other side of a slot: one process that does one role's tasks, one after the other.
//!
//! What is native and can crash, leak or hang lives here. The process ends when its standard input closes, so none
//! outlives the service that started it, not even by `kill -9`.

mod render;
mod voice;

use std::process::ExitCode;

pub(crate) use render::{RenderTask, ThumbnailReport};
pub(crate) use voice::{Spoken, VoiceTask};

use ytempire_worker::serve;

/// `ytempire worker ROLE`: speaks frames on standard input and output until the input closes.
pub fn main(role: &str) -> ExitCode {
    match role {
        "render" => serve(render::Render),
        "voice" => serve(voice::Voice::default()),
        _ => {
            tracing::error!(role, "there is no such worker: render and voice are known");
            ExitCode::from(2)
        }
    }
}
