-- What was ranked of a niche and what of it was handed on, in rows of their own: a batch of signals holds that of
-- trend_niche until it is committed, and neither a ranking nor the relay has to wait for it.

create table trend_ranking (
    workspace_id uuid not null references workspace,
    niche_key text not null,
    -- The change of the niche up to which the windows are ranked. It never falls: a ranking of older windows is refused.
    ranked bigint not null,
    -- Rises with every ranking, and the one that was handed on to the log last.
    rankings bigint not null,
    sent bigint not null default 0,
    ranked_at timestamptz not null,
    primary key (workspace_id, niche_key)
);

insert into trend_ranking (workspace_id, niche_key, ranked, rankings, sent, ranked_at)
    select workspace_id, niche_key, ranked, rankings, sent, ranked_at from trend_niche where ranked_at is not null;

alter table trend_niche drop column ranked, drop column rankings, drop column sent, drop column ranked_at;

-- By our clock: a signal of which nothing new was heard for long is forgotten.
alter table trend_signal add column stored_at timestamptz not null default now();
