import Box from '@mui/material/Box';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Table, type Column } from '../../components/common/Table';
import type { CostList } from '../../services/api';
import { money, words } from '../../utils/format';
import { useCosts } from './useJob';

type Entry = CostList['items'][number] & { key: string };

const amount = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 });

const COLUMNS: Column<Entry>[] = [
  { key: 'stage', head: 'Stage', cell: (entry) => words(entry.stage) },
  { key: 'provider', head: 'Provider', wide: true, cell: (entry) => words(entry.provider) },
  { key: 'measured', head: 'Measured', align: 'right', cell: (entry) => (entry.measured === null ? '–' : `${amount(entry.measured)} ${unit(entry)}`) },
  { key: 'reserved', head: 'Reserved', align: 'right', wide: true, cell: (entry) => money(entry.reserved_micros, entry.currency) },
  { key: 'state', head: 'State', wide: true, cell: (entry) => words(entry.state) },
  { key: 'cost', head: 'Cost', align: 'right', cell: (entry) => money(entry.cost_micros, entry.currency) },
];

/** `cpu_second` becomes `CPU seconds`. */
const unit = (entry: Entry) => entry.unit.replaceAll('_', ' ').replace(/\bcpu\b/, 'CPU') + (entry.measured === 1 ? '' : 's');

/** The ledger, call by call, with its sums. */
export function CostsTab({ id }: { id: string }) {
  const load = useCosts(id);
  return (
    <Panel flush title="Costs">
      <PanelBody load={load} rows={5}>
        {(costs) => (costs.items.length === 0 ? <NoCosts /> : <Ledger costs={costs} />)}
      </PanelBody>
    </Panel>
  );
}

function NoCosts() {
  return <EmptyState kind="never" icon="clock" title="Nothing spent yet" text="Each step reserves what it may cost before it starts, and is charged what was measured." />;
}

function Ledger({ costs }: { costs: CostList }) {
  const rows = costs.items.map((entry, index) => ({ ...entry, key: String(index) }));
  const sums: [string, number][] = [
    ['Charged', costs.cost_micros],
    ['Reserved now', costs.reserved_micros],
    ['Left of the cap', costs.cap_micros - costs.cost_micros - costs.reserved_micros],
  ];
  return (
    <>
      <Table label="Costs by call" columns={COLUMNS} rows={rows} rowKey={(entry) => entry.key} minWidth={340} />
      <Box component="dl" sx={(theme) => ({ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 3, m: 0, px: 2.5, py: 2, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}`, fontSize: '0.875rem' })}>
        {sums.map(([name, micros]) => (
          <Box key={name} sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {name}
            </Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 600 }}>
              {money(micros, costs.currency)}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
