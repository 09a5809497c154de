import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';

import { Icon, stageIcon } from '../../components/common/Icon';
import { Panel } from '../../components/common/Panel';
import { StageStrip } from '../../components/common/StageStrip';
import type { VideoView } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { duration, money, percent, words } from '../../utils/format';

/** What is being made at this moment, moved by the socket. */
export function RunningVideos({ videos }: { videos: readonly VideoView[] }) {
  return (
    <Panel title="Being made">
      <Box component="ul" aria-label="Videos being made" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))' }}>
        {videos.map((video) => (
          <li key={video.video_id} data-running={video.video_id}>
            <Running video={video} />
          </li>
        ))}
      </Box>
    </Panel>
  );
}

function Running({ video }: { video: VideoView }) {
  const channel = useChannelStore((state) => state.entities[video.channel_id]?.name ?? video.channel_id);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '40px minmax(0, 1fr)', gap: 1.5, alignItems: 'start' }}>
      <Box sx={(theme) => ({ display: 'grid', placeItems: 'center', width: 40, height: 40, borderRadius: '10px', color: theme.vars!.palette.tone.indigo.fg, backgroundColor: theme.vars!.palette.tone.indigo.bg })}>
        <Icon name={video.stage === null ? 'clock' : stageIcon(video.stage)} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/videos/${video.video_id}`} color="text.primary" noWrap sx={{ display: 'block', fontWeight: 550 }}>
          {video.title ?? video.topic}
        </Link>
        <Typography variant="caption" component="p" color="textSecondary" noWrap>
          {channel}, {money(video.cost_micros, video.currency)} so far
        </Typography>
        <Box sx={{ my: 1 }}>
          <StageStrip video={video} />
        </Box>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontSize: '0.8125rem', color: 'text.secondary' }}>
          <span data-now={video.stage ?? ''}>
            {video.stage === null ? 'About to begin' : words(video.stage)}
            {video.eta_ms !== null && `, about ${duration(video.eta_ms)} left`}
          </span>
          <span>{percent(video.progress)}</span>
        </Box>
      </Box>
    </Box>
  );
}
