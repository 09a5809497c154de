-- Dead letters that somebody asks to have sent to their topic again, and the ways that the analytics take to money and
-- publications.

alter table dead_letter
    add column replay_asked_at timestamptz,
    -- Set before it is sent: what is not marked as sent after that may have been, and is not sent again by itself.
    add column replay_began_at timestamptz,
    add column replayed_at timestamptz,
    add column replay_error text;

create index dead_letter_replay on dead_letter (replay_asked_at)
    where replay_asked_at is not null and replayed_at is null and replay_error is null;

create index ledger_entry_ended on ledger_entry (workspace_id, ended_at) include (video_id, settled_micros)
    where settled_micros > 0;

create index step_run_publication on step_run (workspace_id, finished_at)
    where step = 'publish' and state = 'completed';
