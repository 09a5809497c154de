"""What the Python peers share: the words that the bench waits for, and the table that they fill."""

import sys

import psycopg

COLUMNS = "channel_id, day, observed_at, views, minutes_watched, likes, revenue_micros"
SCHEMA = """
    create table newest (channel_id text primary key, day date not null, observed_at timestamptz not null,
        views bigint, minutes_watched bigint, likes bigint, revenue_micros bigint);
    create table place (partition integer primary key, next_offset bigint not null);
    create temporary table staged (like newest) on commit delete rows
"""
MERGE = f"""
    insert into newest select {COLUMNS} from staged
    on conflict (channel_id) do update set (day, observed_at, views, minutes_watched, likes, revenue_micros) =
        (excluded.day, excluded.observed_at, excluded.views, excluded.minutes_watched, excluded.likes, excluded.revenue_micros)
    where newest.observed_at <= excluded.observed_at
"""
MOVE = """
    insert into place values (%s, %s) on conflict (partition) do update set next_offset = excluded.next_offset
"""


def ready():
    """Set up: the bench begins to count."""
    print("ready", flush=True)
    sys.stdin.readline()


def done():
    """All is in the table: the bench has counted."""
    print("done", flush=True)
    sys.stdin.readline()


def open_table(url):
    connection = psycopg.connect(url)
    connection.execute(SCHEMA)
    connection.commit()
    return connection


def write(connection, reports, places):
    """The newest reports and where reading goes on, in one transaction."""
    with connection.transaction(), connection.cursor() as cursor:
        with cursor.copy(f"copy staged ({COLUMNS}) from stdin") as copy:
            for report in reports:
                metrics = report["metrics"]
                copy.write_row((
                    report["channel_id"], report["day"], report["observed_at"], metrics["views"],
                    metrics["minutes_watched"], metrics["likes"], metrics["revenue_micros"],
                ))
        cursor.execute(MERGE)
        cursor.executemany(MOVE, list(places.items()))
