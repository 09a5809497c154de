//! Sums for the copy: those of PostgreSQL, read there for the days and videos that changed.
//!
//! The copy does not add up by itself: in any order and with repeats that would need a read before every write, and a
//! day of a channel has as many rows as the channel has videos. So PostgreSQL's sum goes over as it is, whole, under the
//! last revision of the changes that it was read for. It was read after all of these were there, and whatever changed it
//! later comes with a greater revision: so of two sums of one day the right one wins, in any order of arrival.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ytempire_domain::id::{ChannelId, WorkspaceId};

use crate::{Change, DayRow, VideoSum};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayKey {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub day: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VideoKey {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub video_id: String,
}

/// What is added up of the rows that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub days: Vec<DayKey>,
    pub videos: Vec<VideoKey>,
}

/// Sums as they were at or after `revision`; `None`: there is nothing to add up any more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    pub revision: i64,
    pub days: Vec<(DayKey, Option<DayRow>)>,
    pub videos: Vec<(VideoKey, Option<VideoSum>)>,
}

impl Touched {
    pub fn by(changes: &[Change]) -> Touched {
        let keys = || changes.iter().map(Change::key);
        let days: BTreeSet<DayKey> = keys()
            .map(|key| DayKey { workspace_id: key.workspace_id, channel_id: key.channel_id.clone(), day: key.day })
            .collect();
        let videos: BTreeSet<VideoKey> = keys()
            .filter(|key| !key.video_id.is_empty())
            .map(|key| VideoKey {
                workspace_id: key.workspace_id,
                channel_id: key.channel_id.clone(),
                video_id: key.video_id.clone(),
            })
            .collect();
        Touched { days: days.into_iter().collect(), videos: videos.into_iter().collect() }
    }
}
