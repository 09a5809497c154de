//! The log as the intake sees it: Kafka, or a test's own.

use std::sync::Arc;

use futures_util::{
    future::BoxFuture,
    stream::{self, BoxStream, StreamExt as _},
};
use ytempire_events::{TREND_SIGNALS, VIDEO_REQUESTS, YOUTUBE_ANALYTICS};
use ytempire_kafka::{KafkaConfig, Partition, Source, SourceEvent};

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// What a source says, in order; ends when the source does. Bounded: where nobody reads, the source waits.
pub type TapEvents = BoxStream<'static, SourceEvent>;

/// Opens a source: joins the group.
pub trait Log: Send + Sync + 'static {
    /// # Errors
    /// Why it cannot be opened; it is tried again.
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Broken>;
}

/// The handle of an open source.
pub trait Tap: Send + Sync + 'static {
    /// From that offset, or from the start of the log.
    fn begin(&self, partition: &Partition, next_offset: Option<i64>);
    fn pause(&self, partition: &Partition);
    fn resume(&self, partition: &Partition);
    /// For lag dashboards only: the cursor is the journal's.
    fn commit(&self, partition: &Partition, next_offset: i64);
    /// Records behind the end of the log.
    fn lag(&self) -> Vec<(Partition, i64)>;
    /// Leaves the group.
    fn close(&self) -> BoxFuture<'static, ()>;
}

impl Log for KafkaConfig {
    fn open(&self) -> Result<(Arc<dyn Tap>, TapEvents), Broken> {
        let (source, events) = Source::open(self, &[VIDEO_REQUESTS, TREND_SIGNALS, YOUTUBE_ANALYTICS])?;
        let next = |mut events: ytempire_kafka::SourceEvents| async move { Some((events.next().await?, events)) };
        Ok((Arc::new(source), stream::unfold(events, next).boxed()))
    }
}

impl Tap for Source {
    fn begin(&self, partition: &Partition, next_offset: Option<i64>) {
        Source::begin(self, partition, next_offset);
    }

    fn pause(&self, partition: &Partition) {
        Source::pause(self, partition);
    }

    fn resume(&self, partition: &Partition) {
        Source::resume(self, partition);
    }

    fn commit(&self, partition: &Partition, next_offset: i64) {
        Source::commit(self, partition, next_offset);
    }

    fn lag(&self) -> Vec<(Partition, i64)> {
        Source::lag(self)
    }

    fn close(&self) -> BoxFuture<'static, ()> {
        Box::pin(Source::close(self.clone()))
    }
}
