//! Pieces spoken at the same time, each session on one thread.

use std::{
    ops::ControlFlow,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use ort::session::{NoSelectedOutputs, RunOptions, Session};

use crate::{
    assets::Style,
    error::VoiceError,
    model::{self, Sound},
    pieces::Piece,
};

/// How often the caller is asked whether to go on while the model is busy.
const ASK: Duration = Duration::from_millis(200);

type Done = (usize, Result<Sound, VoiceError>);

/// The sound of each piece, in their order whatever the number of sessions. `progress` may stop the model in the middle of a piece.
pub(crate) fn run(
    sessions: &mut [Session],
    pieces: &[Piece],
    style: &Style,
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Vec<Sound>, VoiceError> {
    let options = RunOptions::new().map_err(VoiceError::runtime("prepare the voice"))?;
    let next = AtomicUsize::new(0);
    let (done, results) = sync_channel::<Done>(sessions.len());
    let whole = pieces.iter().map(|piece| piece.symbols.len()).sum::<usize>() as f32;
    let (mut sounds, mut spoken) = (Vec::new(), 0);
    sounds.resize_with(pieces.len(), || None);
    let outcome = thread::scope(|scope| {
        for session in sessions.iter_mut() {
            let (done, options, next) = (done.clone(), &options, &next);
            scope.spawn(move || work(session, pieces, style, options, next, &done));
        }
        drop(done);
        loop {
            let failed = match results.recv_timeout(ASK) {
                Ok((at, Ok(sound))) => {
                    spoken += pieces[at].symbols.len();
                    sounds[at] = Some(sound);
                    None
                }
                Ok((_, Err(error))) => Some(error),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let stop = failed.or_else(|| progress(spoken as f32 / whole).is_break().then_some(VoiceError::Cancelled));
            if let Some(error) = stop {
                next.store(pieces.len(), Ordering::Relaxed);
                options.terminate().map_err(VoiceError::runtime("stop the voice"))?;
                // Nobody may wait for room in the queue when the scope waits for them.
                results.iter().for_each(drop);
                return Err(error);
            }
        }
    });
    outcome?;
    let whole: Option<Vec<Sound>> = sounds.into_iter().collect();
    whole.ok_or_else(|| VoiceError::Model("no sound for a piece".to_owned()))
}

fn work(
    session: &mut Session,
    pieces: &[Piece],
    style: &Style,
    options: &RunOptions<NoSelectedOutputs>,
    next: &AtomicUsize,
    done: &SyncSender<Done>,
) {
    loop {
        // A wrapped counter would need 2^64 pieces: each worker passes the end once.
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(piece) = pieces.get(at) else { return };
        let sound = model::run(session, &piece.symbols, style.of_length(piece.symbols.len()), options);
        let failed = sound.is_err();
        if done.send((at, sound)).is_err() || failed {
            return;
        }
    }
}
