import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, type ReactNode } from 'react';

import { Legend } from '../../components/charts/Legend';
import type { Dot } from '../../components/charts/ScatterChart';
import { EmptyState } from '../../components/common/EmptyState';
import { Table, type Column } from '../../components/common/Table';
import type { Figures } from '../../services/analytics';
import type { VideoFigures } from '../../services/api';
import { figure, shareText, UNKNOWN } from '../../utils/metrics';
import { FiguresPanel } from '../parts/FiguresPanel';
import type { Asked } from '../parts/useFigures';
import { costSummary, dotsOf } from './costs';

const ScatterChart = lazy(() => import('../../components/charts/ScatterChart'));

const HEIGHT = 320;
type Props = { load: Asked<Figures<'/api/v1/analytics/videos'>>; age: number | null; empty: (data: { items: readonly VideoFigures[] }) => ReactNode | null; marked: string | null; onMark: (id: string | null) => void };

/** Cost against revenue, with the same videos as a list that the keyboard walks. */
export function CostPanel({ load, age, empty, marked, onMark }: Props) {
  return (
    <FiguresPanel title="Cost against revenue" load={load} rows={1} rowHeight={HEIGHT} empty={(data) => empty(data) ?? (dotsOf(data.items, age).length === 0 ? <NoCosts age={age} /> : null)} table={({ items, currency }) => <CostTable dots={dotsOf(items, age)} currency={currency} />}>
      {({ items, currency }) => <Drawn dots={dotsOf(items, age)} currency={currency} marked={marked} onMark={onMark} />}
    </FiguresPanel>
  );
}

function Drawn({ dots, currency, marked, onMark }: { dots: readonly Dot[]; currency: string; marked: string | null; onMark: Props['onMark'] }) {
  const say = (micros: number) => figure('revenue', micros, { currency, short: true });
  return (
    <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 280px' } }}>
      <Box component="figure" sx={{ m: 0, minWidth: 0 }} data-chart="costs">
        <Legend
          items={[
            { text: 'Brought in its cost', colour: 'green', look: 'circle' },
            { text: 'Not yet', colour: 'red', look: 'triangle' },
            { text: 'Break even', colour: 'slate', look: 'before' },
          ]}
        />
        <Suspense fallback={<Box sx={{ height: HEIGHT }} aria-busy="true" />}>
          <ScatterChart dots={dots} currency={currency} height={HEIGHT} marked={marked} onMark={onMark} />
        </Suspense>
        <Typography component="figcaption" variant="body2" color="textSecondary">
          {costSummary(dots, say)}
        </Typography>
      </Box>
      <Box component="ul" aria-label="The same videos as a list" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: HEIGHT + 40, overflowY: 'auto', display: 'grid', gap: 0.25, alignContent: 'start' }}>
        {dots.map((dot) => (
          <li key={dot.id}>
            <Line dot={dot} on={dot.id === marked} says={`${say(dot.revenue)} for ${say(dot.cost)}`} onMark={onMark} />
          </li>
        ))}
      </Box>
    </Box>
  );
}

function Line({ dot, on, says, onMark }: { dot: Dot; on: boolean; says: string; onMark: Props['onMark'] }) {
  return (
    <Box
      component="button"
      type="button"
      aria-pressed={on}
      onClick={() => onMark(dot.id)}
      onFocus={() => onMark(dot.id)}
      onMouseEnter={() => onMark(dot.id)}
      onMouseLeave={() => onMark(null)}
      sx={(theme) => ({ width: '100%', px: 1, py: 0.75, border: 0, borderRadius: '8px', font: 'inherit', fontSize: '0.8438rem', textAlign: 'left', color: 'inherit', cursor: 'pointer', backgroundColor: on ? theme.vars!.palette.surface.selected : 'transparent' })}
    >
      <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{dot.name}</Box>
      <Box sx={{ color: 'text.secondary' }}>{says}</Box>
    </Box>
  );
}

function NoCosts({ age }: { age: number | null }) {
  const why = age === null ? 'Only videos that were made here have a cost in the ledger.' : `Only videos that are at least ${age} days old have figures at that age.`;
  return <EmptyState kind="filtered" icon="chart" title="No video has both a cost and a revenue" text={why} />;
}

function CostTable({ dots, currency }: { dots: readonly Dot[]; currency: string }) {
  const say = (micros: number) => figure('revenue', micros, { currency });
  const columns: Column<Dot>[] = [
    { key: 'name', head: 'Video', heads: true, cell: ({ name }) => name },
    { key: 'cost', head: 'Cost', align: 'right', cell: ({ cost }) => say(cost) },
    { key: 'revenue', head: 'Revenue', align: 'right', cell: ({ revenue }) => say(revenue) },
    { key: 'share', head: 'Of its cost', align: 'right', cell: ({ cost, revenue }) => (cost === 0 ? UNKNOWN : shareText(revenue / cost)) },
  ];
  return <Table label="Cost against revenue" columns={columns} rows={dots} rowKey={({ id }) => id} />;
}
