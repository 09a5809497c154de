-- The queue. Payloads are json, not jsonb: json keeps every string as it came, the escaped NUL included.

create table job (
    video_id uuid primary key,
    workspace_id uuid not null,
    channel_id text not null,
    channel_seq bigint not null,
    request_id text not null,
    body_hash bytea not null,
    request json not null,
    -- The channel's settings at admission.
    settings json not null,
    topic text not null,
    admitted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version bigint not null default 1,
    status text not null default 'queued' check (status in
        ('queued', 'running', 'paused', 'in_review', 'publishing', 'published', 'failed', 'cancelled')),
    control text not null default 'run' check (control in ('run', 'pause', 'cancel')),
    review json,
    stage text,
    stage_state text check (stage_state in ('pending', 'running', 'completed', 'failed')),
    attempt integer not null default 0,
    failure json,
    title text,
    -- Rises with every claim; a write under an older one is refused.
    generation bigint not null default 0,
    -- The instance that runs it; null when nobody does.
    holder uuid,
    -- When it may be claimed: the end of the holder's lease, the wake-up of a waiting job, the moment it was queued.
    -- Null: not to be claimed (paused, in review, ended).
    due_at timestamptz default now(),
    cap_micros bigint not null,
    reserved_micros bigint not null default 0 check (reserved_micros >= 0),
    settled_micros bigint not null default 0 check (settled_micros >= 0),
    foreign key (workspace_id, channel_id) references channel,
    unique (workspace_id, channel_id, request_id),
    unique (workspace_id, channel_id, channel_seq),
    -- No video spends more than its cap, whatever the code does.
    check (reserved_micros + settled_micros <= cap_micros),
    check (holder is null or due_at is not null)
);

-- One job at a time in a channel, whatever the code does.
create unique index job_running on job (workspace_id, channel_id) where holder is not null;
-- The lowest place in line that may be claimed, and the time of the next wake-up.
create index job_line on job (workspace_id, channel_id, channel_seq) where due_at is not null;
create index job_wake on job (workspace_id, channel_id, due_at) where due_at is not null;
create index job_holder on job (holder) where holder is not null;
-- Lists, newest first, and the counts of the metrics.
create index job_newest on job (workspace_id, video_id desc);
create index job_status on job (status, admitted_at);
