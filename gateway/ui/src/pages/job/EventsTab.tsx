import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { Json } from '../../components/common/Json';
import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import type { EventEnvelope } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { absolute, timeOfDay, words } from '../../utils/format';
import { score } from './revision';
import { useEvents } from './useJob';

/** The durable events as they went out, for people who hunt a fault. */
export function EventsTab({ id }: { id: string }) {
  const load = useEvents(id);
  const toast = useUiStore((state) => state.toast);
  const copy = () =>
    navigator.clipboard.writeText(JSON.stringify(load.data, null, 2)).then(
      () => toast('The events are on the clipboard', 'success'),
      () => toast('The browser does not let this page write to the clipboard', 'error'),
    );
  return (
    <Panel
      flush
      title="Events"
      action={
        <Button size="small" disabled={!load.data} onClick={() => void copy()}>
          Copy as JSON
        </Button>
      }
    >
      <PanelBody load={load} rows={8}>
        {(events) => (
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, pb: 1 }}>
            {events.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </Box>
        )}
      </PanelBody>
    </Panel>
  );
}

function Event({ event }: { event: EventEnvelope }) {
  return (
    <Box component="li" data-event={event.type} sx={(theme) => ({ px: 2.5, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      <Box component="details" sx={{ '& > summary': { cursor: 'pointer', py: 1, fontSize: '0.875rem' } }}>
        <summary>
          <time dateTime={event.time} title={absolute(event.time)}>
            {timeOfDay(Date.parse(event.time))}
          </time>
          <Box component="span" sx={{ fontWeight: 550, ml: 1.5 }}>
            {words(event.type)}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', ml: 1.5 }}>
            {gist(event.data as Record<string, unknown>)}
          </Box>
        </summary>
        <Box sx={{ pb: 1.5 }}>
          <Json value={event} label={`Event ${event.id ?? ''}`} />
        </Box>
      </Box>
    </Box>
  );
}

function gist({ stage, from, to, before, after }: Record<string, unknown>): string {
  if (typeof before === 'number' && typeof after === 'number') return `score ${score(before)} to ${score(after)}`;
  const move = typeof to === 'string' ? `${typeof from === 'string' ? `${words(from).toLowerCase()} to ` : ''}${words(to).toLowerCase()}` : '';
  return [typeof stage === 'string' ? words(stage) : '', move].filter(Boolean).join(': ');
}
