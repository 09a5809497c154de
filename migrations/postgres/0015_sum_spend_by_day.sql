-- What was spent on each day, kept as it is charged: the ledger has a row for every call, and a dashboard asks for months.

create table spend_day (
    workspace_id uuid not null,
    -- The platform's.
    day date not null,
    channel_id text not null,
    step text not null,
    provider text not null,
    micros bigint not null check (micros >= 0),
    -- All channels of some days are read from the key alone.
    primary key (workspace_id, day, channel_id, step, provider) include (micros)
);

create index spend_day_of_channel on spend_day (workspace_id, channel_id, day);

insert into spend_day (workspace_id, day, channel_id, step, provider, micros)
select l.workspace_id, (l.ended_at at time zone 'America/Los_Angeles')::date, j.channel_id, l.step, l.provider,
    sum(l.settled_micros)
from ledger_entry l join job j on j.video_id = l.video_id where l.settled_micros > 0
group by 1, 2, 3, 4, 5;

-- By a trigger, so that no way to charge can forget it.
create function sum_spend() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.settled_micros > 0 then
        update spend_day d set micros = d.micros - old.settled_micros
        from job j where j.video_id = old.video_id and d.workspace_id = old.workspace_id
            and d.day = (old.ended_at at time zone 'America/Los_Angeles')::date and d.channel_id = j.channel_id
            and d.step = old.step and d.provider = old.provider;
    end if;
    if new.settled_micros > 0 then
        insert into spend_day as d (workspace_id, day, channel_id, step, provider, micros)
        select new.workspace_id, (new.ended_at at time zone 'America/Los_Angeles')::date, j.channel_id, new.step,
            new.provider, new.settled_micros
        from job j where j.video_id = new.video_id
        on conflict (workspace_id, day, channel_id, step, provider) do update set micros = d.micros + excluded.micros;
    end if;
    return null;
end
$$;

create trigger ledger_entry_spent after insert or update of settled_micros, ended_at on ledger_entry
    for each row execute function sum_spend();
