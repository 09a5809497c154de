import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { Pill } from '../../components/common/StatusChip';
import type { SystemView } from '../../services/api';
import { words } from '../../utils/format';

const WHAT: Record<string, string> = {
  database: 'Jobs, ledger and events',
  redis: 'Limits, tickets, live progress',
  intake: 'Reads requests and reports from Kafka',
  relay: 'Writes events to Kafka',
  dispatcher: 'Hands out the work',
  sinks: 'Stores of the figures',
  slots: 'Workers for voice and picture',
};

/** The parts of the house, those in trouble first. */
export function Parts({ parts }: { parts: SystemView['parts'] }) {
  const sorted = Object.entries(parts).sort(([a, one], [b, other]) => Number(one.ok) - Number(other.ok) || a.localeCompare(b));
  return (
    <Box component="ul" aria-label="Parts" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))' }}>
      {sorted.map(([name, { ok, detail }]) => (
        <Box
          component="li"
          key={name}
          data-part={name}
          data-ok={ok}
          sx={(theme) => ({
            p: 2,
            borderRadius: '12px',
            border: `1px solid ${ok ? theme.vars!.palette.surface.hairline : theme.vars!.palette.tone.red.solid}`,
            backgroundColor: theme.vars!.palette.background.paper,
          })}
        >
          <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
            <Typography variant="h3" component="h3">
              {words(name)}
            </Typography>
            <Pill look={ok ? { tone: 'green', icon: 'check' } : { tone: 'red', icon: 'warning' }} text={ok ? 'Works' : 'In trouble'} />
          </Box>
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
            {detail === '' ? (WHAT[name] ?? 'Nothing to report') : detail}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
