-- Where reading stands in each partition, and what could not be used.

create table partition_cursor (
    topic text not null,
    partition integer not null,
    -- Raised by each new owner; a write under an older one is refused.
    epoch bigint not null,
    owner uuid not null,
    -- Offset of the next record to read; null before the first batch.
    next_offset bigint,
    updated_at timestamptz not null default now(),
    primary key (topic, partition)
);

create table dead_letter (
    dead_letter_id bigint generated always as identity primary key,
    workspace_id uuid not null references workspace,
    topic text not null,
    partition integer not null,
    record_offset bigint not null,
    timestamp_ms bigint,
    key bytea,
    value bytea,
    -- JSON array of [name, bytes as numbers].
    headers json not null,
    code text not null,
    detail text not null,
    at timestamptz not null default now(),
    -- When it was handed to the public topic.
    sent_at timestamptz,
    unique (topic, partition, record_offset)
);

create index dead_letter_unsent on dead_letter (dead_letter_id) where sent_at is null;
