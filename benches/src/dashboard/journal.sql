-- The same videos as our own: published, and charged for. :channels, :videos, :days, :first (the first day).
insert into channel (workspace_id, channel_id, settings, last_seq)
select '00000000-0000-0000-0000-000000000001', 'bench-' || c, json_build_object('name', 'Channel ' || c), :videos
from generate_series(1, :channels) c;

insert into job (video_id, workspace_id, channel_id, channel_seq, request_id, body_hash, request, settings, topic, title,
    admitted_at, status, stage, stage_state, due_at, cap_micros, settled_micros, published_at)
select (lpad(to_hex(c), 16, '0') || lpad(to_hex(v), 16, '0'))::uuid, '00000000-0000-0000-0000-000000000001', 'bench-' || c,
    v, 'bench-' || v, '\x00', '{}', json_build_object('name', 'Channel ' || c), 'Topic ' || v, 'Video ' || v,
    :'first'::date, 'published', 'publish', 'completed', null, 1000000, 2520, at
-- Every second video came out within the days that are reported, the others before.
from generate_series(1, :channels) c cross join generate_series(1, :videos) v,
    lateral (select (:'first'::date + case when v % 2 = 0 then v * 37 % :days else -v end * interval '1 day'
        + v % 24 * interval '1 hour') at time zone 'UTC' as at) made;

insert into step_run (workspace_id, video_id, step, attempt, generation, state, started_at, finished_at, output)
select workspace_id, video_id, 'publish', 1, 1, 'completed', published_at, published_at, json_build_object('step', 'publish',
    'destination', 'library', 'location', channel_id || '/' || channel_seq, 'published_at', published_at, 'files', '[]'::json)
from job;

insert into ledger_entry (call_key, workspace_id, video_id, step, generation, provider, unit, micros_per_unit, quantity,
    measured, state, reserved_micros, settled_micros, reserved_at, ended_at)
select r.video_id || '/' || charged.step, r.workspace_id, r.video_id, charged.step, 1, 'local', 'cpu_second', 14, 60, 60, 'settled', 2000,
    840, r.finished_at, r.finished_at
from step_run r cross join (values ('script'), ('voice'), ('render')) as charged (step);
