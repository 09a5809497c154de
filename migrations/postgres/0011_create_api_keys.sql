-- Keys of programs. Of the key itself only the hash is kept.

create table api_key (
    key_id uuid primary key,
    workspace_id uuid not null references workspace,
    -- Who made it.
    user_id uuid not null references person on delete cascade,
    name text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    -- SHA-256 of a secret of 256 random bits.
    hash bytea not null check (length(hash) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    -- To the minute.
    last_used_at timestamptz
);

create index api_key_living on api_key (workspace_id, key_id desc) where revoked_at is null;
