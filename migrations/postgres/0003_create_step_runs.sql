-- Every try of every step, and the files their outputs refer to.

create table step_run (
    run_id bigint generated always as identity primary key,
    workspace_id uuid not null references workspace,
    video_id uuid not null references job,
    step text not null,
    attempt integer not null,
    generation bigint not null,
    -- abandoned: its generation ended before the step did; no failure of the step.
    state text not null check (state in ('running', 'completed', 'failed', 'abandoned')),
    -- A person asked for the step again: the run is shown and no longer counts.
    superseded boolean not null default false,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    output json,
    failure json,
    unique (video_id, step, attempt, generation)
);

create index step_run_of_video on step_run (video_id, run_id);
-- One request makes at most one published video, whatever the code does.
create unique index step_run_published on step_run (video_id) where step = 'publish' and state = 'completed';

create table artefact_use (
    hash bytea not null,
    video_id uuid not null references job,
    workspace_id uuid not null references workspace,
    primary key (hash, video_id)
);
