import Button from '@mui/material/Button';
import { Link } from 'react-router';

import { EmptyState } from '../../components/common/EmptyState';
import { Table } from '../../components/common/Table';
import type { Range } from '../../utils/range';
import { videoColumns } from '../analytics/videoColumns';
import { FiguresPanel } from '../parts/FiguresPanel';
import { useFigures } from '../parts/useFigures';

const SHOWN = 5;

/** The videos of one channel that were watched most in a period. */
export function TopVideos({ channelId, range }: { channelId: string; range: Range }) {
  const load = useFigures('/api/v1/analytics/videos', { channel_id: [channelId], from: range.from, to: range.to, sort: '-views', limit: SHOWN });
  const all = `/analytics/videos?${new URLSearchParams({ channel_id: channelId, ...(range.preset ? { range: range.preset } : { from: range.from, to: range.to }) })}`;
  return (
    <FiguresPanel
      title="Top videos"
      load={load}
      flush
      rows={3}
      tools={
        <Button component={Link} to={all} size="small">
          All figures of its videos
        </Button>
      }
      empty={({ items }) => (items.length === 0 ? <EmptyState kind="filtered" icon="videos" title="No video was reported for these days" text="Choose other days, or wait for their reports." /> : null)}
    >
      {({ items, currency }) => <Table label="Top videos" columns={videoColumns({ currency, age: null })} rows={items} rowKey={(video) => `${video.channel_id} ${video.video_id}`} />}
    </FiguresPanel>
  );
}
