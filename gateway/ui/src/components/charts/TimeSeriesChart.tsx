// Bars and lines over time. One of the files that know Recharts: it is loaded only where a chart is shown.

import { useTheme } from '@mui/material/styles';
import { useId } from 'react';

import { figure, METRICS, tickText, type Metric } from '../../utils/metrics';
import type { Granularity } from '../../utils/range';
import { axisText, isFlat, momentText, type Mark, type Row } from '../../utils/series';
import type { ChartColour } from '../../theme/theme';
import { OVER_TIME } from './overTime';
import { Tip } from './Tip';

const { Area, Bar, CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis } = OVER_TIME;

export type Drawn = { metric: Metric; colour: ChartColour; kind: 'line' | 'bar' };
export type TimeSeriesProps = {
  rows: readonly Row[];
  drawn: readonly Drawn[];
  granularity: Granularity;
  zone: string;
  currency: string;
  compare: boolean;
  height: number;
  /** Charts of one name show the same moment together. */
  together?: string;
};

/** Micros: where nothing was earned or spent, an axis of its own making would end at some millionths. */
const ONE_COIN = [0, 1_000_000] as const;

const of = (metric: Metric, part: (mark: Mark) => number | null) => (row: Row) => {
  const mark = row.marks[metric];
  return mark ? part(mark) : null;
};

export default function TimeSeriesChart({ rows, drawn, granularity, zone, currency, compare, height, together }: TimeSeriesProps) {
  const palette = useTheme().vars!.palette;
  const hatch = useId();
  const tick = { fontSize: 12, fill: palette.text.secondary };
  const unit = METRICS[drawn[0]!.metric].unit;
  return (
    <ComposedChart data={[...rows]} responsive style={{ width: '100%', height }} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} barCategoryGap="28%" aria-label={`${drawn.map(({ metric }) => METRICS[metric].text).join(' and ')} over time`} {...(together ? { syncId: together } : {})}>
      <defs>
        {drawn.map(({ metric, colour, kind }) =>
          kind === 'bar' ? (
            <pattern key={metric} id={`${hatch}-${metric}`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width={6} height={6} fill={palette.chart[colour]} opacity={0.18} />
              <rect width={2.5} height={6} fill={palette.chart[colour]} />
            </pattern>
          ) : null,
        )}
      </defs>
      <CartesianGrid vertical={false} stroke={palette.surface.hairline} />
      <XAxis dataKey="start" tick={tick} tickLine={false} axisLine={{ stroke: palette.surface.hairline }} tickFormatter={(start: string) => axisText(start, granularity, zone)} minTickGap={32} tickMargin={8} height={28} />
      <YAxis width="auto" niceTicks="snap125" tick={tick} tickLine={false} axisLine={false} tickCount={5} tickMargin={4} allowDecimals={unit === 'ratio' || unit === 'seconds'} tickFormatter={(value: number) => tickText(drawn[0]!.metric, value, currency)} {...(unit === 'money' && isFlat(rows) ? { domain: ONE_COIN } : {})} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: palette.text.secondary, strokeWidth: 1, fill: palette.surface.sunken, fillOpacity: 0.6 }}
        content={({ active, payload }) => {
          const row = active ? (payload[0]?.payload as Row | undefined) : undefined;
          return row ? <Tip title={momentText(row.start, granularity, zone)} lines={drawn.map(({ metric, colour }) => ({ text: METRICS[metric].text, colour, mark: row.marks[metric], say: (value) => figure(metric, value, { currency }) }))} compare={compare} /> : null;
        }}
      />
      {drawn.flatMap(({ metric, colour, kind }) => {
        const stroke = palette.chart[colour];
        const calm = { isAnimationActive: false, type: 'linear' as const, legendType: 'none' as const, fill: 'none', strokeWidth: 2, activeDot: { r: 4, strokeWidth: 2, stroke: palette.background.paper, fill: stroke } };
        const before = compare ? [<Area key={`${metric} before`} {...calm} dataKey={of(metric, (mark) => mark.before)} stroke={palette.chart.slate} strokeWidth={1.5} strokeDasharray="6 4" dot={false} activeDot={false} />] : [];
        if (kind === 'bar') {
          const bar = { isAnimationActive: false, stackId: metric, maxBarSize: 28, legendType: 'none' as const };
          return [
            <Bar key={metric} {...bar} dataKey={of(metric, (mark) => (mark.complete ? mark.value : null))} fill={stroke} radius={[2, 2, 0, 0]} />,
            <Bar key={`${metric} open`} {...bar} dataKey={of(metric, (mark) => (mark.complete ? null : mark.value))} fill={`url(#${hatch}-${metric})`} stroke={stroke} radius={[2, 2, 0, 0]} />,
            ...before,
          ];
        }
        return [
          ...before,
          <Area key={metric} {...calm} dataKey={of(metric, (mark) => mark.sure)} stroke={stroke} fill={drawn.length === 1 ? stroke : 'none'} fillOpacity={0.1} dot={rows.length === 1 ? { r: 3, fill: stroke } : false} />,
          <Area key={`${metric} open`} {...calm} dataKey={of(metric, (mark) => mark.open)} stroke={stroke} fill={drawn.length === 1 ? stroke : 'none'} fillOpacity={0.05} strokeDasharray="2 3" dot={rows.length === 1 ? { r: 3 } : false} activeDot={false} />,
        ];
      })}
    </ComposedChart>
  );
}
