-- What calls cost: reserved before the call, settled after it.

create table price (
    provider text not null,
    unit text not null,
    micros_per_unit bigint not null check (micros_per_unit >= 0),
    primary key (provider, unit)
);

-- 0.05 USD for a core hour is 13.9 micros a second, rounded up. The figure is our own assumption for electricity and
-- wear of a small machine, no measurement; an operator sets another with Journal::set_price.
insert into price (provider, unit, micros_per_unit) values ('local', 'cpu_second', 14);

create table ledger_entry (
    call_key text primary key,
    workspace_id uuid not null references workspace,
    video_id uuid not null references job,
    step text not null,
    generation bigint not null,
    provider text not null,
    unit text not null,
    micros_per_unit bigint not null,
    quantity double precision not null,
    measured double precision,
    state text not null check (state in ('reserved', 'settled', 'released')),
    reserved_micros bigint not null check (reserved_micros >= 0),
    settled_micros bigint not null default 0 check (settled_micros between 0 and reserved_micros),
    -- Measured beyond the reservation: shown, not charged.
    overrun_micros bigint not null default 0 check (overrun_micros >= 0),
    reserved_at timestamptz not null default now(),
    ended_at timestamptz
);

create index ledger_entry_of_video on ledger_entry (video_id, reserved_at);
