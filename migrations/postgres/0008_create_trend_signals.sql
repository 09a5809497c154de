-- What sources said about topics: of each source and region the newest observation, for the writer and for people.

create table trend_signal (
    workspace_id uuid not null references workspace,
    -- Lower case, words one space apart: the form under which signals and requests find each other.
    topic_key text not null,
    niche_key text not null,
    source text not null,
    -- Empty: everywhere.
    region text not null,
    observed_at timestamptz not null,
    signal json not null,
    primary key (workspace_id, topic_key, niche_key, source, region)
);
