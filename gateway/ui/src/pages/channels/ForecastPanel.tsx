import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useState } from 'react';

import { EmptyState } from '../../components/common/EmptyState';
import { Segments } from '../../components/common/Segments';
import { Table, type Column } from '../../components/common/Table';
import { Legend, type LegendItem } from '../../components/charts/Legend';
import { colourOf } from '../../components/figures/colours';
import type { Forecast } from '../../services/api';
import { longDay } from '../../utils/days';
import { basis, maker, rowsOf, worth, type ForecastRow } from '../../utils/forecast';
import { figure, METRICS } from '../../utils/metrics';
import { FiguresPanel } from '../parts/FiguresPanel';
import { useFigures } from '../parts/useFigures';

const ForecastChart = lazy(() => import('../../components/charts/ForecastChart'));

type Asked = 'views' | 'revenue';
const METRIC_CHOICES: readonly { value: Asked; text: string }[] = [
  { value: 'views', text: 'Views' },
  { value: 'revenue', text: 'Revenue' },
];
const DAY_CHOICES = ['7', '14', '28'].map((value) => ({ value, text: `${value} d`, title: `${value} days ahead` }));

/** What the next days of a channel may be, who says so, and how wrong that was before. */
export default function ForecastPanel({ channel }: { channel: string }) {
  const [metric, setMetric] = useState<Asked>('views');
  const [days, setDays] = useState('14');
  const height = useMediaQuery(useTheme().breakpoints.down('sm'), { noSsr: true }) ? 220 : 260;
  const load = useFigures('/api/v1/analytics/forecast', { channel_id: channel, metric, days: Number(days) });
  return (
    <FiguresPanel
      title="Forecast"
      load={load}
      rows={1}
      rowHeight={height + 28}
      tools={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Segments label="What is forecast" options={METRIC_CHOICES} value={metric} onValue={setMetric} />
          <Segments label="Days ahead" options={DAY_CHOICES} value={days} onValue={setDays} />
        </Box>
      }
      empty={(data) => (data.points.length === 0 ? <EmptyState kind="filtered" icon="calendar" title="No forecast yet" text={`${sentence(data.made_by.because)}.`} /> : null)}
      table={(data) => <ForecastTable data={data} />}
      foot={load.data && <Words data={load.data} />}
    >
      {(data) => <Drawn data={data} height={height} />}
    </FiguresPanel>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Drawn({ data, height }: { data: Forecast; height: number }) {
  const metric = data.metric as Asked;
  const colour = colourOf(metric);
  const items: LegendItem[] = [
    { text: METRICS[metric].text, colour, look: 'line' },
    { text: 'Forecast', colour, look: 'before' },
    ...(data.points.some(({ low }) => low !== null) ? [{ text: 'Four in five past errors lay within', colour, look: 'band' as const }] : []),
  ];
  return (
    <Box component="figure" sx={{ m: 0 }} data-chart={`forecast ${metric}`}>
      <Box sx={{ mb: 1 }}>
        <Legend items={items} />
      </Box>
      <Suspense fallback={<Box sx={{ height }} aria-busy="true" />}>
        <ForecastChart rows={rowsOf(data)} metric={metric} colour={colour} currency={data.currency} height={height} />
      </Suspense>
      <Box component="figcaption" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
        {caption(data, metric)}
      </Box>
    </Box>
  );
}

function caption({ points, currency }: Forecast, metric: Asked): string {
  const values = points.map(({ value }) => value);
  const say = (value: number) => figure(metric, value, { currency });
  return `${METRICS[metric].text} of the next ${points.length} days: from ${say(Math.min(...values))} to ${say(Math.max(...values))}.`;
}

function Words({ data }: { data: Forecast }) {
  return (
    <Box sx={{ px: { xs: 2, sm: 2.5 }, pt: 0.5, pb: 2, display: 'grid', gap: 0.5 }}>
      {data.points.length > 0 && <Typography variant="body2">{worth(data)}</Typography>}
      <Typography variant="body2" color="textSecondary" data-maker={data.made_by.source} sx={{ overflowWrap: 'anywhere' }}>
        {maker(data)} {basis(data)}
      </Typography>
    </Box>
  );
}

function ForecastTable({ data }: { data: Forecast }) {
  const metric = data.metric as Asked;
  const say = (value: number | null | undefined) => figure(metric, value, { currency: data.currency });
  const columns: Column<ForecastRow>[] = [
    { key: 'day', head: 'Day', heads: true, cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{longDay(row.day)}</span> },
    { key: 'value', head: METRICS[metric].text, align: 'right', cell: (row) => say(row.past ?? row.ahead) },
    { key: 'low', head: 'At least', align: 'right', cell: (row) => (row.past === null ? say(row.band?.[0]) : '') },
    { key: 'high', head: 'At most', align: 'right', cell: (row) => (row.past === null ? say(row.band?.[1]) : '') },
    { key: 'state', head: 'State', align: 'right', wide: true, cell: (row) => (row.ahead !== null && row.past === null ? 'forecast' : row.past === null ? 'no final report' : 'final') },
  ];
  return <Table label="Forecast as a table" columns={columns} rows={rowsOf(data).reverse()} rowKey={(row) => row.day} />;
}
