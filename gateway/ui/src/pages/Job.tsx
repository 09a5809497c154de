import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { Link, Navigate, useParams } from 'react-router';

import { EmptyState } from '../components/common/EmptyState';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { StageTimeline } from '../components/common/StageTimeline';
import { PageHeader } from '../components/layout/PageHeader';
import type { Artifact, Retention, StageView, VideoView } from '../services/api';
import type { Loaded } from '../utils/useLoad';
import { ChecksTab } from './job/ChecksTab';
import { CostsTab } from './job/CostsTab';
import { EventsTab } from './job/EventsTab';
import { FailurePanel } from './job/FailurePanel';
import { FilesTab } from './job/FilesTab';
import { JobHeader } from './job/JobHeader';
import { scriptOf } from './job/outputs';
import { Preview } from './job/Preview';
import { RetentionTab } from './job/RetentionTab';
import { ReviewPanel } from './job/ReviewPanel';
import { revisionOf } from './job/revision';
import { ScriptTab } from './job/ScriptTab';
import { useArtifacts, useJob, useRetention, useStages } from './job/useJob';

const TABS = ['timeline', 'script', 'checks', 'retention', 'costs', 'files', 'events'] as const;
type TabName = (typeof TABS)[number];

const LABELS: Record<TabName, string> = { timeline: 'Timeline', script: 'Script', checks: 'Checks', retention: 'Retention', costs: 'Costs', files: 'Files', events: 'Events' };
const BACK = { to: '/videos', text: 'Videos' };

export default function Job() {
  const { id = '', tab = 'timeline' } = useParams();
  if (!TABS.includes(tab as TabName)) return <Navigate to={`/videos/${id}`} replace />;
  return <OneJob key={id} id={id} tab={tab as TabName} />;
}

function OneJob({ id, tab }: { id: string; tab: TabName }) {
  const load = useJob(id);
  const stages = useStages(id);
  const files = useArtifacts(id);
  const retention = useRetention(id);
  if (tab === 'retention' && !retention.loading && retention.data === null) return <Navigate to={`/videos/${id}`} replace />;
  if (load.data === null && load.error?.status === 404) return <Gone />;
  return (
    <>
      {load.data === null && <PageHeader title="Video" back={BACK} />}
      <PanelBody load={load} rows={8}>
        {(video) => (
          <>
            <JobHeader video={video} stages={stages.data ?? []} back={BACK} />
            {video.status === 'failed' && video.failure && <FailurePanel video={video} failure={video.failure} />}
            {video.status === 'in_review' && <ReviewPanel video={video} stages={stages.data ?? NONE} />}
            <Body video={video} stages={stages} files={files} retention={retention.data} tab={tab} />
          </>
        )}
      </PanelBody>
    </>
  );
}

type BodyProps = { video: VideoView; stages: Loaded<StageView[]>; files: Loaded<Artifact[]>; /** Null where there is no curve. */ retention: Retention | null; tab: TabName };

function Body({ video, stages, files, retention, tab }: BodyProps) {
  const player = useRef<HTMLVideoElement>(null);
  const [timeMs, setTimeMs] = useState(0);
  return (
    <Box sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: `minmax(0, 1fr) ${video.aspect === '16:9' ? 460 : 340}px` } }}>
      <Box sx={{ minWidth: 0, order: { xs: 2, lg: 1 } }}>
        <TabRow id={video.video_id} tab={tab} withRetention={retention !== null} />
        <Box role="tabpanel" id="job-panel" aria-labelledby={`job-tab-${tab}`}>
          <TabBody video={video} stages={stages} files={files} retention={retention} tab={tab} timeMs={timeMs} player={player} />
        </Box>
      </Box>
      <Box sx={{ order: { xs: 1, lg: 2 }, position: { lg: 'sticky' }, top: 24, minWidth: 0 }}>
        <Preview video={video} files={files.data ?? []} stages={stages.data ?? NONE} videoRef={player} onTime={setTimeMs} />
      </Box>
    </Box>
  );
}

const NONE: StageView[] = [];

function TabRow({ id, tab, withRetention }: { id: string; tab: TabName; withRetention: boolean }) {
  return (
    <Tabs value={tab === 'retention' && !withRetention ? false : tab} variant="scrollable" scrollButtons={false} aria-label="Parts of this video" sx={{ mb: 2, minHeight: 40 }}>
      {TABS.filter((each) => withRetention || each !== 'retention').map((each) => (
        <Tab key={each} value={each} id={`job-tab-${each}`} aria-controls="job-panel" label={LABELS[each]} component={Link} to={each === 'timeline' ? `/videos/${id}` : `/videos/${id}/${each}`} replace />
      ))}
    </Tabs>
  );
}

function TabBody({ video, stages, files, retention, tab, timeMs, player }: BodyProps & { timeMs: number; player: RefObject<HTMLVideoElement | null> }) {
  const script = useMemo(() => scriptOf(stages.data ?? NONE), [stages.data]);
  const revision = useMemo(() => revisionOf(stages.data ?? NONE), [stages.data]);
  const seek = (ms: number) => {
    if (!player.current) return;
    player.current.currentTime = ms / 1000;
    // A browser may want a press on the player itself first: the place is set either way.
    void player.current.play().catch(() => undefined);
  };
  switch (tab) {
    case 'timeline':
      return (
        <Panel>
          <PanelBody load={stages} rows={10} rowHeight={56}>
            {(list) => <StageTimeline stages={list} currency={video.currency} running={video.status === 'running' || video.status === 'publishing'} within={video.stage_progress} />}
          </PanelBody>
        </Panel>
      );
    case 'script':
      return <ScriptTab script={script} revision={revision} timeMs={timeMs} onSeek={seek} />;
    case 'checks':
      return <ChecksTab video={video} stages={stages.data ?? NONE} />;
    case 'retention':
      return retention && <RetentionTab retention={retention} timeMs={timeMs} lengthMs={lengthOf(player.current)} onSeek={seek} />;
    case 'costs':
      return <CostsTab id={video.video_id} />;
    case 'files':
      return <FilesTab load={files} />;
    case 'events':
      return <EventsTab id={video.video_id} />;
  }
}

/** Null until the player knows it. */
function lengthOf(player: HTMLVideoElement | null): number | null {
  return player !== null && Number.isFinite(player.duration) ? player.duration * 1000 : null;
}

function Gone() {
  return (
    <>
      <PageHeader title="There is no such video" back={BACK} />
      <EmptyState kind="filtered" title="No video has this address" text="It may belong to another installation, or the link was cut on its way." />
    </>
  );
}
