-- Base rows as the stream would have left them, day after day. :channels, :videos, :days, :first (the first day).
with curve as (
    select array_agg(part order by point, side) as points
    from generate_series(1, 100) point, lateral (values (1, point / 100.0), (2, 1.1 / (1 + point / 40.0))) as p (side, part)
)
insert into metric_day (workspace_id, revision, observed_at, record_offset, partition, day, published_at, views,
    engaged_views, impressions, minutes_watched, likes, comments, shares, subscribers_gained, subscribers_lost,
    revenue_micros, average_view_seconds, complete, channel_id, video_id, retention)
select '00000000-0000-0000-0000-000000000001', 1 + d * :channels + c, day + interval '2 days', d, c % 16, day,
    :'first'::date - v % 300 + interval '17 hours', views, views * 2 / 3, views * 12, views / 2, views / 50, views / 400,
    views / 300, views / 200, views / 900, views * 1500, 31.5, d < :days - 3, 'bench-' || c,
    'vid_' || lpad(to_hex(c), 16, '0') || lpad(to_hex(v), 16, '0'),
    case when d = :days - 1 and v % 10 = 0 then curve.points end
from generate_series(0, :days - 1) d
    cross join generate_series(1, :channels) c
    cross join generate_series(1, :videos) v
    cross join curve
    cross join lateral (select :'first'::date + d as day, (c % 97 + 1) * (v % 50 + 3) + d as views) made;

-- One revision for what came together, as the sink draws them.
select setval('metric_revision', 1 + :days * (:channels + 1));
