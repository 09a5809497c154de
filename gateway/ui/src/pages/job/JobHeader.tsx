import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useEffect } from 'react';
import { Link as RouterLink } from 'react-router';

import { CostMeter } from '../../components/common/CostMeter';
import { StageStrip } from '../../components/common/StageStrip';
import { StatusChip } from '../../components/common/StatusChip';
import { Time } from '../../components/common/Time';
import { PageHeader } from '../../components/layout/PageHeader';
import type { StageView, VideoView } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { duration, percent, words } from '../../utils/format';
import { wholeSpan } from '../../utils/timeline';
import { useNow } from '../../utils/useNow';
import { Actions } from './Actions';

type Props = { video: VideoView; stages: readonly StageView[]; back: { to: string; text: string } };

export function JobHeader({ video, stages, back }: Props) {
  return (
    <>
      <PageHeader title={video.title ?? video.topic} back={back} lead={<Facts video={video} stages={stages} />}>
        <Actions video={video} />
      </PageHeader>
      <Box
        sx={(theme) => ({
          display: 'grid',
          gap: { xs: 2, sm: 4 },
          alignItems: 'center',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(180px, 260px)' },
          px: 2.5,
          py: 2,
          mb: 3,
          borderRadius: '12px',
          border: `1px solid ${theme.vars!.palette.surface.hairline}`,
          backgroundColor: theme.vars!.palette.background.paper,
        })}
      >
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontSize: '0.875rem' }}>
            <strong data-now={video.stage ?? ''}>{headline(video)}</strong>
            <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {percent(video.progress)}
            </Box>
          </Box>
          <StageStrip video={video} />
        </Box>
        <CostMeter costMicros={video.cost_micros} reservedMicros={video.reserved_micros} capMicros={video.cap_micros} currency={video.currency} />
      </Box>
    </>
  );
}

function headline(video: VideoView): string {
  switch (video.status) {
    case 'published':
      return 'Published';
    case 'queued':
      return 'Waits for its turn';
    case 'in_review':
      return 'Waits for your approval';
    default:
      return video.stage === null ? words(video.status) : `${words(video.stage)}, step ${video.stage_index + 1} of ${video.stage_count}`;
  }
}

function Facts({ video, stages }: { video: VideoView; stages: readonly StageView[] }) {
  const read = useChannelStore((state) => state.read);
  const name = useChannelStore((state) => state.entities[video.channel_id]?.name);
  useEffect(() => {
    // The id stands in for a name that cannot be read.
    if (name === undefined) void read(video.channel_id).catch(() => undefined);
  }, [name, read, video.channel_id]);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.75, mt: 0.75 }}>
      <StatusChip status={video.status} />
      <Link component={RouterLink} to={`/channels/${video.channel_id}`} color="inherit" underline="always">
        {name ?? video.channel_id}
      </Link>
      <span>
        asked for <Time value={video.created_at} />
      </span>
      <Clock video={video} stages={stages} />
      {video.attempt > 1 && <span>attempt {video.attempt}</span>}
    </Box>
  );
}

/** How long it has been worked on, and how long it still takes where the gateway knows. */
function Clock({ video, stages }: { video: VideoView; stages: readonly StageView[] }) {
  const running = video.status === 'running' || video.status === 'publishing';
  const now = useNow(running ? 1000 : 0);
  const span = wholeSpan(stages, now);
  if (!span) return null;
  return (
    <>
      <span data-elapsed>
        {running ? 'running for' : 'took'} {duration(running ? now - span.start : span.end - span.start)}
      </span>
      {running && video.eta_ms !== null && <span>about {duration(video.eta_ms)} left</span>}
    </>
  );
}
