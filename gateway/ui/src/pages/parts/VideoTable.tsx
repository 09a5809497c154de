import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import { StageStrip } from '../../components/common/StageStrip';
import { StatusChip } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import { Time } from '../../components/common/Time';
import type { ChannelView, VideoView } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { duration, money, percent, words } from '../../utils/format';

const columns = (channels: Readonly<Record<string, ChannelView>>): Column<VideoView>[] => [
  { key: 'title', head: 'Video', cell: (video) => <Title video={video} channel={channels[video.channel_id]?.name ?? video.channel_id} /> },
  { key: 'status', head: 'Status', width: 130, wide: true, cell: (video) => <StatusChip status={video.status} /> },
  { key: 'progress', head: 'Progress', width: '26%', wide: true, cell: (video) => <Progress video={video} /> },
  { key: 'cost', head: 'Cost', width: 96, align: 'right', wide: true, cell: (video) => money(video.cost_micros, video.currency) },
  { key: 'created', head: 'Asked for', width: 140, align: 'right', wide: true, cell: (video) => <span style={{ whiteSpace: 'nowrap' }}><Time value={video.created_at} /></span> },
];

export function VideoTable({ videos }: { videos: readonly VideoView[] }) {
  const channels = useChannelStore((state) => state.entities);
  return <Table label="Videos" columns={columns(channels)} rows={videos} rowKey={(video) => video.video_id} />;
}

function Title({ video, channel }: { video: VideoView; channel: string }) {
  return (
    <Box sx={{ minWidth: 160, maxWidth: { md: 420 } }}>
      <Link
        component={RouterLink}
        to={`/videos/${video.video_id}`}
        color="text.primary"
        sx={{ fontWeight: 550, display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
      >
        {video.title ?? video.topic}
      </Link>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.25 }}>{channel}</Box>
      <Box sx={{ display: { xs: 'grid', md: 'none' }, gridTemplateColumns: '112px minmax(0, 1fr)', gap: 1.5, alignItems: 'center', mt: 1 }}>
        <span>
          <StatusChip status={video.status} />
        </span>
        <StageStrip video={video} />
      </Box>
    </Box>
  );
}

function Progress({ video }: { video: VideoView }) {
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <StageStrip video={video} />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontSize: '0.8125rem', color: 'text.secondary' }}>
        <span>{where(video)}</span>
        <span>{percent(video.progress)}</span>
      </Box>
    </Box>
  );
}

function where(video: VideoView): string {
  if (video.status === 'published') return 'All stages done';
  if (video.status === 'failed' && video.failure) return `${words(video.failure.stage)}: ${words(video.failure.code).toLowerCase()}`;
  if (video.stage === null) return 'Waits for its turn';
  const left = video.eta_ms !== null && video.status === 'running' ? `, about ${duration(video.eta_ms)} left` : '';
  return `${words(video.stage)}${left}`;
}
