import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useParams } from 'react-router';

import { EmptyState } from '../components/common/EmptyState';
import { Icon } from '../components/common/Icon';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { ChannelChip } from '../components/common/StatusChip';
import type { Drawn } from '../components/charts/TimeSeriesChart';
import { drawn } from '../components/figures/colours';
import { ScopeBar } from '../components/figures/ScopeBar';
import { PageHeader } from '../components/layout/PageHeader';
import type { ChannelView } from '../services/api';
import { useChannelStore } from '../stores/channelStore';
import { useUiStore } from '../stores/uiStore';
import { USUAL } from '../utils/scope';
import { useLoad } from '../utils/useLoad';
import { TopVideos } from './channels/TopVideos';
import { CARDS, MONEY_DRAWN, notesOf, reported } from './home/Portfolio';
import { FeedHint } from './parts/FeedHint';
import { KpiRow } from './parts/KpiRow';
import { NoVideos } from './parts/NoVideos';
import { SeriesPanel } from './parts/SeriesPanel';
import { useFigures } from './parts/useFigures';
import { useScope } from './parts/useScope';
import { useVideoList, type VideoFilter } from './parts/useVideoList';
import { VideoTable } from './parts/VideoTable';

const ForecastPanel = lazy(() => import('./channels/ForecastPanel'));

const BACK = { to: '/channels', text: 'Channels' };
const VIEWS: readonly Drawn[] = [drawn('views')];
const RECENT = 5;

export default function Channel() {
  const { id = '' } = useParams();
  return <OneChannel key={id} id={id} />;
}

function OneChannel({ id }: { id: string }) {
  const tick = useUiStore((state) => state.tick);
  const read = useChannelStore((state) => state.read);
  const held = useChannelStore((state) => state.entities[id]);
  const load = useLoad(`channel ${id}`, tick, (signal) => read(id, signal));
  if (load.error?.status === 404) return <Gone />;
  const channel = held ?? load.data;
  return (
    <>
      <PageHeader title={channel?.name ?? id} back={BACK} lead={channel && <Lead channel={channel} />}>
        <Button component={Link} to={`/channels/${id}/settings`} variant="outlined" color="inherit">
          Settings
        </Button>
        <Button component={Link} to={`/videos/new?channel=${id}`} variant="contained" startIcon={<Icon name="plus" />}>
          New video
        </Button>
      </PageHeader>
      <Figures id={id} />
    </>
  );
}

function Lead({ channel }: { channel: ChannelView }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <ChannelChip status={channel.status} />
      {channel.niche && <span>{channel.niche}</span>}
      <code>{channel.id}</code>
    </Box>
  );
}

function Figures({ id }: { id: string }) {
  const control = useScope({ compares: true });
  const { range, compare, granularity } = control.scope;
  const channels = useMemo(() => [id], [id]);
  const load = useFigures('/api/v1/analytics/overview', { from: range.from, to: range.to, channel_id: channels });
  const silent = load.data !== null && !reported(load.data) && range.preset === USUAL;
  return (
    <>
      <ScopeBar {...control} compares />
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <KpiRow load={load} shown={CARDS} notes={notesOf} />
        {silent ? (
          <Panel flush title="Figures over time">
            <FeedHint channel={id} />
          </Panel>
        ) : (
          <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' } }}>
            <SeriesPanel title="Revenue against spend" drawn={MONEY_DRAWN} range={range} granularity={granularity} channels={channels} compare={compare} together="channel" height={240} />
            <SeriesPanel title="Views" drawn={VIEWS} range={range} granularity={granularity} channels={channels} compare={compare} together="channel" height={240} />
          </Box>
        )}
        <Suspense fallback={<Box sx={{ height: 400 }} aria-busy="true" />}>
          <ForecastPanel channel={id} />
        </Suspense>
        <TopVideos channelId={id} range={range} />
        <Jobs id={id} />
      </Box>
    </>
  );
}

function Jobs({ id }: { id: string }) {
  const filter = useMemo((): VideoFilter => ({ status: [], channelId: id, q: '' }), [id]);
  const { load } = useVideoList(filter, RECENT);
  return (
    <Panel
      flush
      title="Latest requests"
      action={
        <Button component={Link} to={`/videos?channel_id=${encodeURIComponent(id)}`} size="small">
          All of its videos
        </Button>
      }
    >
      <PanelBody load={load} rows={3} rowHeight={64}>
        {(videos) => (videos.length === 0 ? <NoVideos /> : <VideoTable videos={videos.slice(0, RECENT)} />)}
      </PanelBody>
    </Panel>
  );
}

function Gone() {
  return (
    <>
      <PageHeader title="There is no such channel" back={BACK} />
      <EmptyState kind="filtered" icon="channels" title="No channel has this address" text="It may have been deleted, or the link was cut on its way." />
    </>
  );
}
