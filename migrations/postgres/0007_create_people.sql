-- People, their sessions, and the answers to their calls.

create table person (
    user_id uuid primary key,
    workspace_id uuid not null references workspace,
    email text not null,
    name text not null,
    role text not null check (role in ('owner', 'member')),
    password_hash text not null,
    created_at timestamptz not null default now()
);

create unique index person_email on person (lower(email));

create table session (
    session_id uuid primary key,
    user_id uuid not null references person on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index session_of_user on session (user_id);

-- Every refresh token of a session, by its hash: a used one that comes again shows a theft.
create table refresh_token (
    hash bytea primary key,
    session_id uuid not null references session on delete cascade,
    issued_at timestamptz not null default now(),
    used_at timestamptz
);

create index refresh_token_of_session on refresh_token (session_id);

create table api_call (
    user_id uuid not null references person on delete cascade,
    key text not null,
    body_hash bytea not null,
    status smallint,
    body bytea,
    begun_at timestamptz not null default now(),
    primary key (user_id, key)
);

create index api_call_age on api_call (begun_at);
