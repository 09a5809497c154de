//! What the thread asks of brokers about many partitions at once: a question waits behind the fetch that its broker
//! holds open, so one for each partition would take a quarter of a second for every one of them.

use std::{collections::HashMap, time::Duration};

use rdkafka::{
    Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::KafkaError as Native,
    topic_partition_list::TopicPartitionListElem,
};

use super::{Partition, context::Context};

/// How long librdkafka may take to ask a broker.
pub(super) const ASK: Duration = Duration::from_secs(3);

/// Of each partition its first offset and the one after its last.
pub(super) fn bounds<'a>(
    consumer: &BaseConsumer<Context>,
    partitions: impl IntoIterator<Item = &'a Partition> + Clone,
) -> Result<HashMap<Partition, (i64, i64)>, Native> {
    let lows = offsets(consumer, partitions.clone(), Offset::Beginning)?;
    let highs = offsets(consumer, partitions, Offset::End)?;
    let both = |(partition, low)| highs.get(&partition).map(|high| (partition, (low, *high)));
    Ok(lows.into_iter().filter_map(both).collect())
}

/// Of each partition the offset after its last record.
pub(super) fn ends<'a>(
    consumer: &BaseConsumer<Context>,
    partitions: impl IntoIterator<Item = &'a Partition>,
) -> Result<HashMap<Partition, i64>, Native> {
    offsets(consumer, partitions, Offset::End)
}

/// Returns those that stand there now: a partition that was assigned a moment ago cannot be sought yet.
pub(super) fn seek(consumer: &BaseConsumer<Context>, to: &[(Partition, i64)]) -> Result<Vec<Partition>, Native> {
    let mut wanted = TopicPartitionList::with_capacity(to.len());
    for (Partition { topic, number }, offset) in to {
        wanted.add_partition_offset(topic, *number, Offset::Offset(*offset))?;
    }
    let sought = consumer.seek_partitions(wanted, ASK)?;
    let there = sought.elements().into_iter().filter(|element| element.error().is_ok());
    Ok(there.map(|element| Partition { topic: element.topic().to_owned(), number: element.partition() }).collect())
}

pub(super) fn list<'a>(partitions: impl IntoIterator<Item = &'a Partition>) -> TopicPartitionList {
    let mut list = TopicPartitionList::new();
    for partition in partitions {
        list.add_partition(&partition.topic, partition.number);
    }
    list
}

fn offsets<'a>(
    consumer: &BaseConsumer<Context>,
    partitions: impl IntoIterator<Item = &'a Partition>,
    which: Offset,
) -> Result<HashMap<Partition, i64>, Native> {
    let mut question = list(partitions);
    if question.count() == 0 {
        return Ok(HashMap::new());
    }
    question.set_all_offsets(which)?;
    let answer = consumer.offsets_for_times(question, ASK)?;
    let offset = |element: TopicPartitionListElem<'_>| {
        element.error()?;
        let partition = Partition { topic: element.topic().to_owned(), number: element.partition() };
        Ok(element.offset().to_raw().map(|offset| (partition, offset)))
    };
    answer.elements().into_iter().filter_map(|element| offset(element).transpose()).collect()
}
