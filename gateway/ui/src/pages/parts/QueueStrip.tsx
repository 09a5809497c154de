import Box from '@mui/material/Box';
import { Link } from 'react-router';

import { toneOf } from '../../components/common/StatusChip';
import { api, body, type QueueView, type VideoStatus } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { duration, words } from '../../utils/format';
import { useLoad } from '../../utils/useLoad';
import { PanelBody } from '../../components/common/PanelBody';
import { Panel } from '../../components/common/Panel';

const SHOWN: VideoStatus[] = ['queued', 'running', 'in_review', 'paused', 'publishing', 'published', 'failed', 'cancelled'];

export function useQueue() {
  const tick = useUiStore((state) => state.tick);
  return useLoad<QueueView>('queue', tick, (signal) => body(api.GET('/api/v1/queue', { signal })));
}

/** How many videos stand where; each figure leads to its list. */
export function QueueStrip() {
  const load = useQueue();
  return (
    <Panel flush>
      <PanelBody load={load} rows={1} rowHeight={92}>
        {(queue) => <Counts queue={queue} />}
      </PanelBody>
    </Panel>
  );
}

function Counts({ queue }: { queue: QueueView }) {
  return (
    <Box
      component="ul"
      aria-label="Videos by status"
      sx={{ listStyle: 'none', m: 0, p: 1, display: 'grid', gap: 0.5, gridTemplateColumns: { xs: 'repeat(auto-fill, minmax(92px, 1fr))', lg: 'repeat(8, 1fr)' } }}
    >
      {SHOWN.map((status) => (
        <li key={status}>
          <Box
            component={Link}
            to={`/videos?status=${status}`}
            data-count={status}
            sx={(theme) => ({
              display: 'block',
              px: { xs: 1, sm: 1.5 },
              py: 1.25,
              borderRadius: '8px',
              color: 'inherit',
              textDecoration: 'none',
              '&:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
            })}
          >
            <Box sx={{ fontSize: '1.5rem', fontWeight: queue.counts[status] ? 600 : 450, lineHeight: 1.2, letterSpacing: '-0.02em', color: queue.counts[status] ? 'text.primary' : 'text.secondary' }}>{queue.counts[status] ?? 0}</Box>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, fontSize: '0.8125rem', color: 'text.secondary' }}>
              <Box aria-hidden sx={(theme) => ({ width: 8, height: 8, borderRadius: '2px', flexShrink: 0, backgroundColor: theme.vars!.palette.tone[toneOf(status)].solid })} />
              {words(status)}
            </Box>
            {status === 'queued' && queue.oldest_queued_ms !== null && (
              <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>oldest {duration(queue.oldest_queued_ms)}</Box>
            )}
          </Box>
        </li>
      ))}
    </Box>
  );
}
