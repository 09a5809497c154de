import Box from '@mui/material/Box';

import { EmptyState } from '../../components/common/EmptyState';
import type { IconName } from '../../components/common/Icon';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import type { Sink } from '../../services/api';
import type { ToneName } from '../../theme/theme';
import { duration, words } from '../../utils/format';
import { UNKNOWN } from '../../utils/metrics';

const NAMES: Record<string, string> = { postgres: 'PostgreSQL', scylla: 'ScyllaDB' };
const LOOKS: Record<string, { tone: ToneName; icon: IconName }> = { ok: { tone: 'green', icon: 'check' }, trouble: { tone: 'red', icon: 'warning' } };
const OTHER = { tone: 'neutral', icon: 'dot' } as const;

const COLUMNS: Column<Sink>[] = [
  { key: 'name', head: 'Store', heads: true, cell: ({ name, detail }) => <Name name={name} detail={detail} /> },
  { key: 'state', head: 'State', width: 130, cell: ({ state }) => <Pill look={LOOKS[state] ?? OTHER} text={state === 'ok' ? 'Works' : state === 'trouble' ? 'In trouble' : words(state)} /> },
  { key: 'behind', head: 'Behind', align: 'right', cell: ({ cursor_age_ms: age }) => (age === null || age === undefined ? UNKNOWN : age === 0 ? 'up to date' : duration(age)) },
  { key: 'rows', head: 'Rows since the start', align: 'right', wide: true, cell: ({ rows_total: rows }) => rows?.toLocaleString() ?? UNKNOWN },
];

/** Where reports are kept, and how far the read copy is. */
export function Sinks({ sinks }: { sinks: readonly Sink[] }) {
  return (
    <Panel flush title="Stores of the figures">
      {sinks.length === 0 ? <EmptyState kind="never" icon="system" title="No store reports yet" text="They report once the studio has started." /> : <Table label="Stores of the figures" columns={COLUMNS} rows={sinks} rowKey={({ name }) => name} />}
    </Panel>
  );
}

function Name({ name, detail }: { name: string; detail: string }) {
  return (
    <Box data-sink={name}>
      <Box sx={{ fontWeight: 550 }}>{NAMES[name] ?? name}</Box>
      {detail !== '' && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>{detail}</Box>}
    </Box>
  );
}
