import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { Link } from 'react-router';

import { Icon } from '../components/common/Icon';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { ScopeBar } from '../components/figures/ScopeBar';
import { PageHeader } from '../components/layout/PageHeader';
import { Portfolio } from './home/Portfolio';
import { NoVideos } from './parts/NoVideos';
import { QueueStrip } from './parts/QueueStrip';
import { RecentVideos } from './parts/RecentVideos';
import { RunningVideos } from './parts/RunningVideos';
import { useChannels } from './parts/useChannels';
import { useScope } from './parts/useScope';
import { useVideoList, type VideoFilter } from './parts/useVideoList';
import { VideoTable } from './parts/VideoTable';

const LATEST = 5;
const RECENT = 6;

const only = (...status: VideoFilter['status']): VideoFilter => ({ status, channelId: null, q: '' });

/** The whole portfolio: what it earns and costs, then what is being made. */
export default function Home() {
  const control = useScope();
  return (
    <>
      <PageHeader title="Overview" lead="What the channels earn and cost, and what is being made." />
      <ScopeBar {...control} />
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Portfolio control={control} />
        <QueueStrip />
        <Work />
      </Box>
    </>
  );
}

/** What stands above the list comes together with it, so that nothing is pushed down afterwards. */
function Work() {
  const latest = useVideoList(useMemo(() => only(), []), LATEST).load;
  const running = useVideoList(useMemo(() => only('running', 'publishing'), []), LATEST).load;
  const published = useVideoList(useMemo(() => only('published'), []), RECENT).load;
  useChannels();
  const none = latest.data?.length === 0;
  const settled = [running, published].every((load) => load.data !== null || load.error !== null);
  return (
    <>
      {settled && running.data !== null && running.data.length > 0 && <RunningVideos videos={running.data} />}
      {settled && published.data !== null && published.data.length > 0 && (
        <Panel flush title="Published lately" action={<All to="/videos?status=published" text="All published" />}>
          <RecentVideos videos={published.data.slice(0, RECENT)} />
        </Panel>
      )}
      <Panel flush title={none ? 'Start here' : 'Latest requests'} action={none ? undefined : <All to="/videos" text="All videos" />}>
        <PanelBody load={settled ? latest : { ...latest, data: null }} rows={5} rowHeight={64}>
          {(videos) => (videos.length === 0 ? <NoVideos /> : <VideoTable videos={videos.slice(0, LATEST)} />)}
        </PanelBody>
      </Panel>
    </>
  );
}

function All({ to, text }: { to: string; text: string }) {
  return (
    <Button component={Link} to={to} size="small" endIcon={<Icon name="chevron" sx={{ fontSize: 14 }} />}>
      {text}
    </Button>
  );
}
