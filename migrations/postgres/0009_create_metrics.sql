-- What the platform reported: of each channel, day and video the report that counts, and the sums over them.

-- Rises with every change that a copy has to follow. Drawn while the channel's row in channel_total is locked, so of all
-- that is ever said of one key the last has the greatest.
create sequence metric_revision;

-- No foreign key to workspace here and below: it would be looked up for every row of a batch.
create table metric_day (
    workspace_id uuid not null,
    revision bigint not null,
    -- By our clock: what was not stored anew for long is forgotten.
    stored_at timestamptz not null default now(),
    -- The report with the greatest (observed_at, partition, record_offset) counts.
    observed_at timestamptz not null,
    record_offset bigint not null,
    partition integer not null,
    -- The platform's (YouTube: Pacific time).
    day date not null,
    published_at timestamptz,
    views bigint,
    engaged_views bigint,
    impressions bigint,
    minutes_watched bigint,
    likes bigint,
    comments bigint,
    shares bigint,
    subscribers_gained bigint,
    subscribers_lost bigint,
    revenue_micros bigint,
    average_view_seconds double precision,
    -- The platform will restate it no more.
    complete boolean not null,
    -- Byte order: ids are ASCII, and every comparison in an index is three times as fast.
    channel_id text collate "C" not null,
    -- Ours or the platform's; empty: the whole channel.
    video_id text collate "C" not null,
    -- elapsed, audience, elapsed, audience …
    retention double precision[],
    -- One report counts. A channel's day stays together, for it comes and is read together.
    primary key (workspace_id, channel_id, day, video_id)
) partition by range (day);

-- Days for which nobody would make a month; the program makes the others.
create table metric_day_default partition of metric_day default;

-- The order in which copies follow, and in which rows grow old.
create index metric_day_revision on metric_day (revision);
create index metric_day_retention on metric_day (workspace_id, channel_id, video_id, day) where retention is not null;

-- Locked by whoever changes anything of the channel below; several: sorted by id.
create table channel_total (
    workspace_id uuid not null,
    channel_id text collate "C" not null,
    primary key (workspace_id, channel_id)
);

create table channel_day (
    workspace_id uuid not null,
    channel_id text collate "C" not null,
    day date not null,
    -- Rows of metric_day, and how many of them the platform may restate.
    reports integer not null check (reports > 0),
    unfinished integer not null check (unfinished between 0 and reports),
    -- Metric by metric, in the order of the columns below: what the channel's own report says, the sum over its videos,
    -- and how many of them knew the metric.
    own bigint[] not null,
    video_sum bigint[] not null,
    video_known integer[] not null,
    -- The channel's own figure where one was reported, else the sum over its videos.
    views bigint generated always as (coalesce(own[1], case when video_known[1] > 0 then video_sum[1] end)) stored,
    engaged_views bigint generated always as (coalesce(own[2], case when video_known[2] > 0 then video_sum[2] end)) stored,
    impressions bigint generated always as (coalesce(own[3], case when video_known[3] > 0 then video_sum[3] end)) stored,
    minutes_watched bigint generated always as (coalesce(own[4], case when video_known[4] > 0 then video_sum[4] end)) stored,
    likes bigint generated always as (coalesce(own[5], case when video_known[5] > 0 then video_sum[5] end)) stored,
    comments bigint generated always as (coalesce(own[6], case when video_known[6] > 0 then video_sum[6] end)) stored,
    shares bigint generated always as (coalesce(own[7], case when video_known[7] > 0 then video_sum[7] end)) stored,
    subscribers_gained bigint generated always as (coalesce(own[8], case when video_known[8] > 0 then video_sum[8] end)) stored,
    subscribers_lost bigint generated always as (coalesce(own[9], case when video_known[9] > 0 then video_sum[9] end)) stored,
    revenue_micros bigint generated always as (coalesce(own[10], case when video_known[10] > 0 then video_sum[10] end)) stored,
    primary key (workspace_id, channel_id, day)
) with (fillfactor = 80);

create index channel_day_of_all on channel_day (workspace_id, day);

-- Sums of channel_day; the known_ columns say of how many days a metric was reported.
create table channel_month (
    workspace_id uuid not null,
    channel_id text collate "C" not null,
    -- Its first day.
    month date not null,
    reports integer not null,
    unfinished integer not null,
    newest_day date not null,
    views bigint not null,
    engaged_views bigint not null,
    impressions bigint not null,
    minutes_watched bigint not null,
    likes bigint not null,
    comments bigint not null,
    shares bigint not null,
    subscribers_gained bigint not null,
    subscribers_lost bigint not null,
    revenue_micros bigint not null,
    known_views integer not null,
    known_engaged_views integer not null,
    known_impressions integer not null,
    known_minutes_watched integer not null,
    known_likes integer not null,
    known_comments integer not null,
    known_shares integer not null,
    known_subscribers_gained integer not null,
    known_subscribers_lost integer not null,
    known_revenue_micros integer not null,
    primary key (workspace_id, channel_id, month)
) with (fillfactor = 80);

-- Sums of metric_day since a video was published; the known_ columns say of how many days a metric was reported.
create table video_total (
    workspace_id uuid not null,
    channel_id text collate "C" not null,
    video_id text collate "C" not null,
    reports integer not null,
    unfinished integer not null,
    first_day date not null,
    newest_day date not null,
    -- As the newest day says that says it at all.
    published_at timestamptz,
    published_said date,
    views bigint not null,
    engaged_views bigint not null,
    impressions bigint not null,
    minutes_watched bigint not null,
    likes bigint not null,
    comments bigint not null,
    shares bigint not null,
    subscribers_gained bigint not null,
    subscribers_lost bigint not null,
    revenue_micros bigint not null,
    known_views integer not null,
    known_engaged_views integer not null,
    known_impressions integer not null,
    known_minutes_watched integer not null,
    known_likes integer not null,
    known_comments integer not null,
    known_shares integer not null,
    known_subscribers_gained integer not null,
    known_subscribers_lost integer not null,
    known_revenue_micros integer not null,
    primary key (workspace_id, channel_id, video_id)
) with (fillfactor = 80);

-- Where the copies stand.
create table sink_cursor (
    sink text primary key,
    -- Whether anybody ever copied; while nobody did, nothing is written into metric_gone.
    used boolean not null default false,
    -- The copy has every change up to this revision.
    revision bigint not null default 0,
    updated_at timestamptz not null default now()
);

insert into sink_cursor (sink) values ('scylla');

-- Rows that were deleted and that a copy still has.
create table metric_gone (
    revision bigint not null,
    workspace_id uuid not null,
    channel_id text collate "C" not null,
    day date not null,
    video_id text collate "C" not null,
    primary key (revision, workspace_id, channel_id, day, video_id)
);
