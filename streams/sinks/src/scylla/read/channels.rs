//! Days of channels.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ytempire_domain::id::{ChannelId, WorkspaceId};

use super::{AT_ONCE, id, rows};
use crate::{
    ChannelDay, Days,
    scylla::{
        door::Link,
        fault::Fault,
        keys::{BUCKETS, bucket, month, months},
        types::CqlDaySum,
    },
};

type DaySumRow = (String, NaiveDate, CqlDaySum);

pub(super) async fn days_of_all(link: &Arc<Link>, ws: WorkspaceId, days: Days) -> Result<Vec<ChannelDay>, Fault> {
    let parts = months(days).into_iter().flat_map(|month| (0..BUCKETS).map(move |bucket| (month, bucket)));
    let asked = parts.map(|(month, bucket)| {
        let values = (ws.uuid(), month, bucket, days.from, days.to);
        rows::<DaySumRow>(link, &link.statements.days_of_all, values)
    });
    channel_days(stream::iter(asked).buffer_unordered(AT_ONCE).try_collect().await?)
}

pub(super) async fn days_of_few(
    link: &Arc<Link>,
    ws: WorkspaceId,
    channels: &BTreeSet<&ChannelId>,
    days: Days,
) -> Result<Vec<ChannelDay>, Fault> {
    let in_month = |number| days.iter().filter(|day| month(*day) == number).collect::<Vec<_>>();
    let named: Vec<(i32, Vec<NaiveDate>)> = months(days).into_iter().map(|month| (month, in_month(month))).collect();
    let mut asked = Vec::new();
    for (month, days) in &named {
        for channel in channels {
            let values = (ws.uuid(), *month, bucket(channel), days, channel.as_str());
            asked.push(rows::<DaySumRow>(link, &link.statements.days_of_one, values));
        }
    }
    channel_days(stream::iter(asked).buffer_unordered(AT_ONCE).try_collect().await?)
}

fn channel_days(parts: Vec<Vec<DaySumRow>>) -> Result<Vec<ChannelDay>, Fault> {
    let of = |(channel, day, sum): DaySumRow| Ok(ChannelDay { channel_id: id(&channel)?, row: sum.of(day) });
    parts.into_iter().flatten().map(of).collect()
}
