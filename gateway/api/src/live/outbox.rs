//! Progress that waits to be sent to one socket: the newest of each video, at most four times a second.

use std::collections::HashMap;

use serde_json::Value;
use ytempire_domain::VideoId;

use super::{
    frames::{self, ProgressFrame},
    session::Topics,
};

/// Videos whose progress may wait; the log's events have no place here.
const MOST: usize = 1024;
/// Frames that are sent one by one in a quarter of a second; more travel as a batch.
pub const FEW: usize = 12;

#[derive(Default)]
pub struct Outbox(HashMap<VideoId, ProgressFrame>);

impl Outbox {
    /// A newer frame of the same video takes the older one's place.
    pub fn put(&mut self, frame: ProgressFrame, topics: &Topics) {
        let id = frame.progress.video_id;
        if topics.want(&frame) && (self.0.len() < MOST || self.0.contains_key(&id)) {
            self.0.insert(id, frame);
        }
    }

    pub fn take(&mut self) -> Vec<String> {
        let mut waiting: Vec<ProgressFrame> = self.0.drain().map(|(_, frame)| frame).collect();
        waiting.sort_by_key(|frame| frame.seq);
        let values: Vec<Value> = waiting.iter().map(ProgressFrame::json).collect();
        frames::texts(values, FEW)
    }
}
