-- The one event log: written in the transaction of the effect, stamped with a gapless position by the relay.

create table outbox (
    event_id bigint generated always as identity primary key,
    -- Null until stamped.
    position bigint unique,
    workspace_id uuid not null references workspace,
    channel_id text not null,
    video_id uuid,
    -- Revision of the subject that this event brought about.
    version bigint not null,
    event json not null,
    at timestamptz not null default clock_timestamp()
);

create index outbox_unstamped on outbox (event_id) where position is null;
create index outbox_of_video on outbox (video_id, position) where video_id is not null;

create table event_log (
    only_row boolean primary key default true check (only_row),
    -- Names this log; a log made anew has another, so that no reader takes its positions for the old one's.
    epoch bigint not null,
    -- Raised by each new relay; a write under an older one is refused.
    seat bigint not null default 0,
    -- Position stamped last.
    position bigint not null default 0,
    -- Position up to which everything was handed to the public log.
    sent bigint not null default 0,
    -- Lowest position that is still kept.
    oldest bigint not null default 1
);

insert into event_log (epoch) values (extract(epoch from now())::bigint);
