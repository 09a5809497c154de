-- Who owns what, and the channels. Every owned row carries workspace_id; one machine has one workspace.

create table workspace (
    workspace_id uuid primary key,
    name text not null,
    created_at timestamptz not null default now()
);

insert into workspace (workspace_id, name) values ('00000000-0000-0000-0000-000000000001', 'local');

create table channel (
    workspace_id uuid not null references workspace,
    channel_id text not null,
    settings json not null,
    status text not null default 'active' check (status in ('active', 'paused', 'archived')),
    version bigint not null default 1,
    -- channel_seq of the request admitted last.
    last_seq bigint not null default 0,
    -- When the next claim in this channel may succeed: the end of the running job's lease, else when the next job is
    -- due and the channel's place in line began. Null: nothing to claim.
    turn_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, channel_id)
);

-- A claim walks this index and nothing else to find whose turn it is.
create index channel_turn on channel (turn_at) where turn_at is not null and status <> 'paused';
