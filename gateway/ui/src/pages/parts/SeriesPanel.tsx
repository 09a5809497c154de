import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';

import { EmptyState } from '../../components/common/EmptyState';
import { SeriesFigure } from '../../components/charts/SeriesFigure';
import type { Drawn } from '../../components/charts/TimeSeriesChart';
import { SeriesTable } from '../../components/figures/SeriesTable';
import type { TimeSeries } from '../../services/api';
import { fitting, type Granularity, type Range } from '../../utils/range';
import { anyValue, rowsOf, type Series } from '../../utils/series';
import { isMetric } from '../../utils/metrics';
import { PACIFIC } from '../../utils/days';
import { FiguresPanel } from './FiguresPanel';
import { useFigures } from './useFigures';

type Props = {
  title: string;
  drawn: readonly Drawn[];
  range: Range;
  granularity?: Granularity | null;
  channels?: readonly string[];
  compare?: boolean;
  height?: number;
  tools?: ReactNode;
  together?: string;
};

/** Figures over time, asked for and drawn. */
export function SeriesPanel({ title, drawn, range, granularity, channels = [], compare = false, height = 280, tools, together }: Props) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'), { noSsr: true });
  const fine = granularity ?? fitting(range);
  const load = useFigures('/api/v1/analytics/timeseries', {
    from: range.from,
    to: range.to,
    granularity: fine,
    metric: drawn.map(({ metric }) => metric),
    ...(fine === 'hour' ? { tz: PACIFIC } : {}),
    ...(channels.length > 0 ? { channel_id: [...channels] } : {}),
    ...(compare ? { compare: 'previous' as const } : {}),
  });
  return (
    <FiguresPanel
      title={title}
      load={load}
      rows={1}
      rowHeight={height + 28}
      tools={tools}
      empty={(data) => (anyValue(seriesOf(data)) ? null : <NoDays />)}
      table={(data) => <SeriesTable label={`${title} as a table`} rows={rowsOf(seriesOf(data))} metrics={drawn.map(({ metric }) => metric)} {...axis(data)} compare={compare} />}
    >
      {(data) => <SeriesFigure series={seriesOf(data)} drawn={drawn} {...axis(data)} compare={compare} height={narrow ? Math.min(height, 220) : height} {...(together ? { together } : {})} />}
    </FiguresPanel>
  );
}

const axis = ({ granularity, tz, currency }: TimeSeries) => ({ granularity: granularity as Granularity, zone: tz, currency });

export function seriesOf(data: TimeSeries): Series[] {
  return data.series.flatMap(({ metric, points, previous }) => (isMetric(metric) ? [{ metric, points, previous: previous ?? null }] : []));
}

function NoDays() {
  return <EmptyState kind="filtered" icon="calendar" title="Nothing is known for these days" text="Choose other days, or wait for their reports." />;
}
