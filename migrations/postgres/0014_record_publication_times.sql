-- When a video came out, beside the job: the step's output has it too, but only as JSON, and figures count publications
-- by the thousand.

alter table job add column published_at timestamptz;

-- `->` leaves strings as they came, `->>` would read all of them and fail on an escaped NUL.
update job set published_at = ((run.output -> 'published_at') #>> '{}')::timestamptz
from step_run run where run.video_id = job.video_id and run.step = 'publish' and run.state = 'completed';

-- Counted within a time without a look at the rows.
create index job_published on job (workspace_id, published_at, channel_id) where published_at is not null;
-- The last one of a channel.
create index job_channel_published on job (workspace_id, channel_id, published_at) where published_at is not null;

-- The way to them that the index above replaces.
drop index step_run_publication;
