"""A Bytewax flow on one worker: its Kafka source, its keyed state, a sink that upserts. No recovery store: cheaper still."""

import sys

import orjson
from bytewax import operators as op
from bytewax.connectors.kafka import KafkaSource
from bytewax.dataflow import Dataflow
from bytewax.outputs import DynamicSink, StatelessSinkPartition
from bytewax.run import cli_main

from table import done, open_table, ready, write

BATCH = 10_000


class Table(StatelessSinkPartition):
    """Gathers newest reports and upserts them together."""

    def __init__(self, connection):
        self.connection, self.newest, self.gathered = connection, {}, 0

    def write_batch(self, items):
        self.newest.update(items)
        self.gathered += len(items)
        if self.gathered >= BATCH:
            self.flush()

    def close(self):
        self.flush()

    def flush(self):
        write(self.connection, self.newest.values(), {})
        self.newest, self.gathered = {}, 0


class TableSink(DynamicSink):
    def __init__(self, connection):
        self.connection = connection

    def build(self, step_id, worker_index, worker_count):
        return Table(self.connection)


def keyed(message):
    report = orjson.loads(message.value)
    return report["channel_id"], report


def newest(known, report):
    """The state of a channel is its newest report; only what is news goes on."""
    if known is None or known["observed_at"] <= report["observed_at"]:
        return report, [report]
    return known, []


def main(brokers, topic, database, records):
    connection = open_table(database)
    flow = Dataflow("newest")
    source = KafkaSource([brokers], [topic], tail=False, batch_size=10_000)
    reports = op.map("parse", op.input("kafka", flow, source), keyed)
    op.output("table", op.stateful_flat_map("newest", reports, newest), TableSink(connection))
    ready()
    cli_main(flow)
    done()


main(*sys.argv[1:])
