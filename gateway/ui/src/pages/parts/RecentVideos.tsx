import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import { Icon } from '../../components/common/Icon';
import { Time } from '../../components/common/Time';
import { api, body, type Artifact, type VideoView } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { useLoad } from '../../utils/useLoad';
import { pictureOf } from '../job/Preview';

/** What came out lately, by its thumbnail. */
export function RecentVideos({ videos }: { videos: readonly VideoView[] }) {
  return (
    <Box component="ul" aria-label="Published lately" sx={{ listStyle: 'none', m: 0, p: 2.5, pt: 0.5, display: 'grid', gap: 2.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(150px, 44%), 1fr))' }}>
      {videos.map((video) => (
        <li key={video.video_id} data-published={video.video_id}>
          <Card video={video} />
        </li>
      ))}
    </Box>
  );
}

function Card({ video }: { video: VideoView }) {
  const channel = useChannelStore((state) => state.entities[video.channel_id]?.name ?? video.channel_id);
  const files = useLoad<Artifact[]>(`artifacts ${video.video_id}`, video.version, async (signal) => {
    return (await body(api.GET('/api/v1/videos/{id}/artifacts', { params: { path: { id: video.video_id } }, signal }))).items;
  });
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component={RouterLink} to={`/videos/${video.video_id}`} tabIndex={-1} aria-hidden sx={{ display: 'block' }}>
        <Picture url={files.data ? pictureOf(files.data)?.url : undefined} whole={video.aspect === '16:9'} />
      </Box>
      <Link component={RouterLink} to={`/videos/${video.video_id}`} color="text.primary" sx={{ mt: 1, fontSize: '0.875rem', fontWeight: 550, lineHeight: 1.35, display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>
        {video.title ?? video.topic}
      </Link>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.25 }}>
        {channel}, <Time value={video.updated_at} />
      </Box>
    </Box>
  );
}

/** One shape for every aspect, so that the grid stays a grid; a wide picture is shown whole. */
function Picture({ url, whole }: { url: string | undefined; whole: boolean }) {
  const shape = { width: '100%', aspectRatio: '4 / 5', borderRadius: '10px', display: 'grid', placeItems: 'center', overflow: 'hidden' };
  return (
    <Box sx={(theme) => ({ ...shape, color: theme.vars!.palette.text.secondary, backgroundColor: theme.vars!.palette.surface.sunken })}>
      {url ? <Box component="img" src={url} alt="" loading="lazy" sx={{ width: '100%', height: '100%', minHeight: 0, objectFit: whole ? 'contain' : 'cover' }} /> : <Icon name="videos" sx={{ fontSize: 28 }} />}
    </Box>
  );
}
