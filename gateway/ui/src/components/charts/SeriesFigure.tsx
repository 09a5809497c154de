import Box from '@mui/material/Box';
import { lazy, Suspense } from 'react';

import { METRICS } from '../../utils/metrics';
import { anyOpen, rowsOf, summary, type Series } from '../../utils/series';
import { Legend, type LegendItem } from './Legend';
import type { TimeSeriesProps } from './TimeSeriesChart';

const TimeSeriesChart = lazy(() => import('./TimeSeriesChart'));

type Props = Omit<TimeSeriesProps, 'rows'> & { series: readonly Series[] };

/** A chart over time with its legend, and a sentence that says what it shows. */
export function SeriesFigure({ series, ...chart }: Props) {
  const shown = chart.drawn.flatMap(({ metric }) => series.filter((each) => each.metric === metric));
  return (
    <Box component="figure" sx={{ m: 0 }} data-chart={shown.map(({ metric }) => metric).join(' ')}>
      <Box sx={{ mb: 1 }}>
        <Legend items={legend(chart, shown)} />
      </Box>
      <Suspense fallback={<Box sx={{ height: chart.height }} aria-busy="true" />}>
        <TimeSeriesChart {...chart} rows={rowsOf(shown)} />
      </Suspense>
      <Box component="figcaption" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
        {shown.map((each) => summary(METRICS[each.metric].text, each, chart.granularity, chart.zone, chart.currency)).join(' ')}
      </Box>
    </Box>
  );
}

function legend({ drawn, compare }: Pick<Props, 'drawn' | 'compare'>, shown: readonly Series[]): LegendItem[] {
  const items: LegendItem[] = drawn.map(({ metric, colour, kind }) => ({ text: METRICS[metric].text, colour, look: kind }));
  const open = drawn.find(({ metric }) => anyOpen(shown.filter((each) => each.metric === metric)));
  if (open) items.push({ text: 'May still change', colour: open.colour, look: open.kind === 'bar' ? 'open-bar' : 'open-line' });
  if (compare) items.push({ text: 'Period before', colour: 'slate', look: 'before' });
  return items;
}
