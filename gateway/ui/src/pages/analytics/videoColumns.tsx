import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import type { Column } from '../../components/common/Table';
import type { VideoFigures } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { absolute } from '../../utils/format';
import { figure, type Metric } from '../../utils/metrics';

/** `age`: figures of the first so many days; null: of the whole period. */
type Options = { currency: string; age: number | null; ranked?: boolean };

const money = (currency: string) => (metric: Metric, value: number | null) => <span style={{ whiteSpace: 'nowrap' }}>{figure(metric, value, { currency, short: true })}</span>;

export function videoColumns({ currency, age, ranked = false }: Options): Column<VideoFigures>[] {
  const say = money(currency);
  const own = (metric: 'views' | 'revenue') => (video: VideoFigures) => say(metric, age === null ? video[metric] : (video.at_age?.[metric] ?? null));
  const first = (text: string) => (age === null ? text : `${text}, first ${age} d`);
  return [
    { key: 'title', head: 'Video', heads: true, cell: (video) => <VideoName video={video} ranked={ranked} /> },
    { key: 'age', head: 'Age', align: 'right', wide: true, cell: (video) => <Age video={video} /> },
    { key: 'views', head: first('Views'), align: 'right', sort: 'views', cell: own('views') },
    { key: 'revenue', head: first('Revenue'), align: 'right', sort: 'revenue', cell: own('revenue') },
    { key: 'spend', head: 'Cost', align: 'right', sort: 'spend', wide: true, cell: (video) => say('spend', video.spend) },
    { key: 'profit', head: 'Profit', align: 'right', sort: 'profit', wide: true, cell: (video) => say('profit', video.profit) },
    { key: 'rpm', head: 'RPM', align: 'right', sort: 'rpm', wide: true, cell: (video) => say('rpm', video.rpm) },
    { key: 'average', head: 'Average view', align: 'right', wide: true, cell: (video) => say('average_view_seconds', video.average_view_seconds) },
  ];
}

const isOurs = (id: string) => id.startsWith('vid_');

export function VideoName({ video, ranked = false }: { video: VideoFigures; ranked?: boolean }) {
  const channel = useChannelStore((state) => state.entities[video.channel_id]?.name ?? video.channel_id);
  const name = video.title ?? video.video_id;
  return (
    <Box sx={{ minWidth: 130, maxWidth: { md: 380 } }}>
      {isOurs(video.video_id) ? (
        <Link component={RouterLink} to={`/videos/${video.video_id}`} color="text.primary" sx={{ py: 0.25, fontWeight: 550, display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>
          {name}
        </Link>
      ) : (
        <Box sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{name}</Box>
      )}
      {ranked && (
        <Link component={RouterLink} to={`/channels/${video.channel_id}`} color="text.secondary" sx={{ display: 'inline-flex', alignItems: 'center', minHeight: 24, fontSize: '0.8125rem' }}>
          {channel}
        </Link>
      )}
    </Box>
  );
}

const SINCE = { journal: 'published here', report: 'publishing time as reported', first_report: 'since its first report' } as const;

function Age({ video: { age_days: days, age_from: from, published_at: at } }: { video: VideoFigures }) {
  return (
    <span title={at === null ? SINCE[from] : `${absolute(at)}, ${SINCE[from]}`} style={{ whiteSpace: 'nowrap' }}>
      {from === 'first_report' && '≥ '}
      {days.toLocaleString()} d
    </span>
  );
}
