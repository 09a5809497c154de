-- What the signals about a topic say together, the ranking of each niche, and what people decided about its topics.

create table trend_niche (
    workspace_id uuid not null references workspace,
    niche_key text not null,
    -- As the newest batch spells it.
    niche text not null,
    -- The partition that signals of this niche came from last: its owner ranks the niche.
    partition integer not null,
    last_signal_at timestamptz not null,
    -- Rises with every batch that changed a window.
    changed bigint not null default 0,
    -- The change up to which the windows are ranked. It never falls: a ranking of older windows is refused.
    ranked bigint not null default 0,
    -- Rises with every ranking, and the one that was handed on to the log last.
    rankings bigint not null default 0,
    sent bigint not null default 0,
    ranked_at timestamptz,
    primary key (workspace_id, niche_key)
);

create table trend_window (
    workspace_id uuid not null references workspace,
    niche_key text not null,
    topic_key text not null,
    -- JSON that PostgreSQL never looks into, rewritten with most batches: not worth compressing.
    body text not null,
    last_seen timestamptz not null,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, niche_key, topic_key)
) with (fillfactor = 70);

alter table trend_window alter column body set storage external;

create table trend_prediction (
    workspace_id uuid not null references workspace,
    niche_key text not null,
    topic_key text not null,
    -- Names niche and topic, for people and for their decisions.
    idea_id text not null,
    -- In the ranking of its niche, from 1.
    place integer not null,
    score double precision not null,
    body text not null,
    primary key (workspace_id, niche_key, topic_key)
);

create unique index trend_prediction_idea on trend_prediction (workspace_id, idea_id);

create table trend_decision (
    workspace_id uuid not null references workspace,
    idea_id text not null,
    niche_key text not null,
    niche text not null,
    state text not null check (state in ('accepted', 'snoozed', 'dismissed')),
    snoozed_until timestamptz,
    video_id uuid,
    -- The topic as it was ranked when somebody decided: it may leave the ranking any time.
    score double precision not null,
    body text not null,
    decided_at timestamptz not null default now(),
    primary key (workspace_id, idea_id),
    check ((state = 'snoozed') = (snoozed_until is not null)),
    check ((state = 'accepted') = (video_id is not null))
);
