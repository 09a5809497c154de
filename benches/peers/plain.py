"""A plain loop, as one writes it for speed: large batches, orjson, a dict, COPY, the offsets in the same transaction."""

import sys

import orjson
from confluent_kafka import Consumer, TopicPartition

from table import done, open_table, ready, write

# Records between two writes; the fewer writes the cheaper a record.
BATCH = 100_000


def main(brokers, topic, database, records):
    connection = open_table(database)
    consumer = Consumer({
        "bootstrap.servers": brokers,
        "group.id": "plain",
        "enable.auto.commit": False,
        "fetch.queue.backoff.ms": 10,
    })
    partitions = consumer.list_topics(topic).topics[topic].partitions
    ready()
    consumer.assign([TopicPartition(topic, number, 0) for number in partitions])
    left, gathered, newest, places = int(records), 0, {}, {}
    while left > 0:
        for message in consumer.consume(10_000, 1.0):
            if message.error():
                raise SystemExit(message.error())
            report = orjson.loads(message.value())
            channel = report["channel_id"]
            known = newest.get(channel)
            if known is None or known["observed_at"] <= report["observed_at"]:
                newest[channel] = report
            places[message.partition()] = message.offset() + 1
            gathered += 1
        if gathered >= BATCH or gathered >= left:
            write(connection, newest.values(), places)
            left, gathered, newest, places = left - gathered, 0, {}, {}
    done()


main(*sys.argv[1:])
