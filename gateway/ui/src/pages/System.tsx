import Box from '@mui/material/Box';

import { PanelBody } from '../components/common/PanelBody';
import { PageHeader } from '../components/layout/PageHeader';
import { api, body, type SystemView } from '../services/api';
import { useUiStore } from '../stores/uiStore';
import { words } from '../utils/format';
import { useLoad } from '../utils/useLoad';
import { useNow } from '../utils/useNow';
import { QueueStrip } from './parts/QueueStrip';
import { useVideoList, type VideoFilter } from './parts/useVideoList';
import { DeadLetters } from './system/DeadLetters';
import { ModelCards } from './system/ModelCards';
import { Models } from './system/Models';
import { Parts } from './system/Parts';
import { Sinks } from './system/Sinks';
import { Slots } from './system/Slots';
import { joined, studioOf } from './system/studio';
import { Topics } from './system/Topics';

const READ_EVERY_MS = 5000;
/** Cards change when somebody trains a model. */
const CARDS_EVERY_MS = 60_000;
const IN_WORK: VideoFilter = { status: ['running', 'publishing'], channelId: null, q: '' };

/** How the machine is doing, read again every few seconds: nothing of it is an event. */
export default function System() {
  const tick = useUiStore((state) => state.tick);
  const beat = useNow(READ_EVERY_MS);
  const slow = useNow(CARDS_EVERY_MS);
  // So that a slot can name the video that it holds.
  useVideoList(IN_WORK);
  const load = useLoad<SystemView>('system', `${tick}/${beat}`, (signal) => body(api.GET('/api/v1/system', { signal })));
  return (
    <>
      <PageHeader title="System" lead="What runs on this machine and how far it has read." />
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <PanelBody load={load} rows={6} quiet>
          {(system) => <Readings system={system} />}
        </PanelBody>
        <ModelCards tick={`${tick}/${slow}`} />
        <DeadLetters tick={`${tick}/${beat}`} />
      </Box>
    </>
  );
}

function Readings({ system }: { system: SystemView }) {
  const studio = studioOf(system.studio);
  const facts: [string, string][] = [
    ['Version', system.version],
    ['Voice', system.voice_tier === null ? 'Not used yet' : words(system.voice_tier)],
    ['Videos in work', String(studio.running.length)],
    ['Open pages', String(system.sockets)],
  ];
  return (
    <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Parts parts={system.parts} />
      <QueueStrip />
      <Slots slots={studio.slots} />
      <Models models={studio.models} />
      <Topics partitions={joined(studio.partitions, system.partitions)} />
      <Sinks sinks={system.sinks} />
      <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, m: 0, fontSize: '0.875rem' }}>
        {facts.map(([name, value]) => (
          <Box key={name} sx={{ display: 'flex', gap: 1 }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {name}
            </Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 550 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
