//! One socket: says hello, replays, follows the log, tells progress, keeps alive, ends with a reason.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::time::{Instant, timeout};
use warp::ws::{Message, WebSocket};

use super::{
    ears::{Ears, Heard},
    frames,
    outbox::FEW,
    replay::{Cursor, Resume, resume},
    session::{End, Start},
};
use crate::{app::App, auth::Identity, problem::chain};

/// Messages of a client within a heartbeat.
const MOST_HEARD: u32 = 200;

pub async fn run(app: Arc<App>, socket: WebSocket, start: Start) {
    let mut talk = Talk { app: app.clone(), socket };
    let end = match admit(&app, &start).await {
        Ok((who, _seat)) => talk.follow(who, start.after).await.unwrap_or_else(|end| end),
        Err(end) => end,
    };
    metrics::counter!("ytempire_gateway_sockets_closed_total", "reason" => end.name()).increment(1);
    talk.close(end).await;
}

async fn admit(app: &App, start: &Start) -> Result<(Identity, super::seats::Seat), End> {
    let who = start.who.ok_or(End::Ticket)?;
    if !app.journal.session_alive(who.session).await.unwrap_or(false) {
        return Err(End::Ticket);
    }
    let seat = app.live.seats.take(who.user, app.config.sockets_per_user).ok_or(End::TooMany)?;
    Ok((who, seat))
}

struct Talk {
    app: Arc<App>,
    socket: WebSocket,
}

impl Talk {
    /// Runs until there is a reason to end.
    async fn follow(&mut self, who: Identity, after: Option<(i64, i64)>) -> Result<End, End> {
        let mut ears = Ears::of(&self.app);
        let mut cursor = self.greet(after).await?;
        let mut behind = true;
        loop {
            if behind {
                behind = self.replay(&mut cursor).await?;
            }
            match self.hear_next(&mut ears, behind).await {
                Heard::Stop => return Ok(End::Restart),
                Heard::Ended(session) if session == who.session => return Ok(End::Ticket),
                Heard::Ended(_) => {}
                Heard::Said(said) => self.hear(said, &mut ears).await?,
                Heard::Beat => {
                    self.beat(&mut ears, who, &cursor).await?;
                    behind = true;
                }
                Heard::Tell => self.texts(ears.outbox.take()).await?,
                Heard::Log => behind = true,
                Heard::Progress(frame) => self.collect(frame, &mut ears),
                Heard::Metrics(changed) => ears.outbox.note(&changed, &ears.topics),
                Heard::Ranking(niche) => ears.outbox.rank(niche.as_deref(), &ears.topics),
                Heard::More => {}
            }
        }
    }

    /// What comes first; another page of the log only when nothing else waits.
    async fn hear_next(&mut self, ears: &mut Ears, behind: bool) -> Heard {
        let Ears { newest, progress, metrics, rankings, ended, stopping, tell, beat, .. } = ears;
        let stop = async { stopping.wait_for(|stop| *stop).await.is_ok() };
        tokio::select! {
            biased;
            _ = stop => Heard::Stop,
            Ok(session) = ended.recv() => Heard::Ended(session),
            said = self.socket.next() => Heard::Said(said),
            _ = beat.tick() => Heard::Beat,
            _ = tell.tick() => Heard::Tell,
            Ok(()) = newest.changed() => Heard::Log,
            frame = progress.recv() => Heard::Progress(frame.ok()),
            Ok(changed) = metrics.recv() => Heard::Metrics(changed),
            niche = rankings.recv() => Heard::Ranking(niche.ok()),
            () = std::future::ready(()), if behind => Heard::More,
        }
    }

    async fn greet(&mut self, after: Option<(i64, i64)>) -> Result<Cursor, End> {
        let bounds = self.app.journal.log_bounds(self.app.workspace).await.map_err(|error| away(&error))?;
        let resumed = resume(&bounds, after, self.app.config.max_replay);
        let beat = self.app.config.heartbeat.as_millis();
        let full = matches!(resumed, Resume::From(_));
        self.say(&frames::hello(bounds.epoch, bounds.newest, beat, full)).await?;
        let position = match resumed {
            Resume::From(position) => position,
            Resume::Reset(reason) => {
                self.say(&frames::stream_reset(reason, bounds.epoch, bounds.oldest, bounds.newest)).await?;
                bounds.newest
            }
        };
        Ok(Cursor { epoch: bounds.epoch, position })
    }

    /// Sends one page of the log; whether there may be more. While the database is away the socket stays and waits.
    async fn replay(&mut self, cursor: &mut Cursor) -> Result<bool, End> {
        match cursor.next(&self.app).await {
            Ok(events) if events.is_empty() => Ok(false),
            Ok(events) => {
                metrics::counter!("ytempire_gateway_events_sent_total").increment(events.len() as u64);
                self.texts(frames::texts(events, FEW)).await?;
                Ok(true)
            }
            Err(error) => {
                tracing::debug!(error = chain(&error), "a socket waits for the database");
                Ok(false)
            }
        }
    }

    async fn hear(&mut self, said: Option<Result<Message, warp::Error>>, ears: &mut Ears) -> Result<(), End> {
        let Some(Ok(message)) = said else { return Err(End::Gone) };
        ears.heard_at = Instant::now();
        if message.is_close() {
            return Err(End::Gone);
        }
        if message.is_pong() {
            return Ok(());
        }
        ears.heard += 1;
        if ears.heard > MOST_HEARD {
            return Err(End::TooFast);
        }
        let Some(answer) = message.to_str().ok().and_then(|text| ears.topics.hear(text)) else { return Ok(()) };
        self.say(&answer).await?;
        for frame in self.app.live.snapshot() {
            ears.outbox.put(frame, &ears.topics);
        }
        Ok(())
    }

    async fn beat(&mut self, ears: &mut Ears, who: Identity, cursor: &Cursor) -> Result<(), End> {
        if ears.heard_at.elapsed() > 3 * self.app.config.heartbeat {
            return Err(End::Idle);
        }
        // While the database is away nobody's session ends.
        if !self.app.journal.session_alive(who.session).await.unwrap_or(true) {
            return Err(End::Ticket);
        }
        ears.heard = 0;
        self.say(&frames::heartbeat(cursor.epoch, cursor.position)).await?;
        self.send(Message::ping(Vec::new())).await
    }

    fn collect(&self, frame: Option<frames::ProgressFrame>, ears: &mut Ears) {
        let frames = match frame {
            Some(frame) => vec![frame],
            // Frames were left out: the newest of each video makes up for them.
            None => self.app.live.snapshot(),
        };
        for frame in frames {
            ears.outbox.put(frame, &ears.topics);
        }
    }

    async fn say(&mut self, value: &Value) -> Result<(), End> {
        self.send(Message::text(value.to_string())).await
    }

    async fn texts(&mut self, texts: Vec<String>) -> Result<(), End> {
        for text in texts {
            self.send(Message::text(text)).await?;
        }
        Ok(())
    }

    /// Waits until the message is out; a client that takes none for too long is cut, and resumes where it stopped.
    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(self.app.config.slow_consumer, self.socket.send(message)).await {
            Ok(sent) => sent.map_err(|_| End::Gone),
            Err(_) => Err(End::Slow),
        }
    }

    async fn close(mut self, end: End) {
        const FAREWELL: Duration = Duration::from_secs(2);
        let Some((code, reason)) = end.code() else { return };
        let farewell = async {
            self.socket.send(Message::close_with(code, reason)).await?;
            // Until the client has answered, so that it sees the code.
            while let Some(Ok(_)) = self.socket.next().await {}
            Ok::<_, warp::Error>(())
        };
        if !matches!(timeout(FAREWELL, farewell).await, Ok(Ok(()))) {
            tracing::debug!(reason = end.name(), "a socket was cut without a farewell");
        }
    }
}

/// The client comes back in a moment, as after a restart.
fn away(error: &ytempire_journal::JournalError) -> End {
    tracing::debug!(error = chain(error), "a socket met no database");
    End::Restart
}
