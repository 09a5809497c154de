// What was and what may be, with the band between its bounds. One of the files that know Recharts.

import { useTheme } from '@mui/material/styles';

import type { ChartColour } from '../../theme/theme';
import { longDay, shortDay } from '../../utils/days';
import type { ForecastRow } from '../../utils/forecast';
import { figure, METRICS, tickText, type Metric } from '../../utils/metrics';
import { OVER_TIME } from './overTime';
import { TipBox } from './Tip';

const { Area, CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis } = OVER_TIME;

export type ForecastChartProps = { rows: readonly ForecastRow[]; metric: Metric; colour: ChartColour; currency: string; height: number };

export default function ForecastChart({ rows, metric, colour, currency, height }: ForecastChartProps) {
  const palette = useTheme().vars!.palette;
  const tick = { fontSize: 12, fill: palette.text.secondary };
  const stroke = palette.chart[colour];
  const calm = { isAnimationActive: false, type: 'linear' as const, legendType: 'none' as const, dot: false };
  return (
    <ComposedChart data={[...rows]} responsive style={{ width: '100%', height }} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} aria-label={`${METRICS[metric].text}: the past and the forecast`}>
      <CartesianGrid vertical={false} stroke={palette.surface.hairline} />
      <XAxis dataKey="day" tick={tick} tickLine={false} axisLine={{ stroke: palette.surface.hairline }} tickFormatter={(day: string) => shortDay(day)} minTickGap={32} tickMargin={8} height={28} />
      <YAxis width="auto" niceTicks="snap125" tick={tick} tickLine={false} axisLine={false} tickCount={5} tickMargin={4} allowDecimals={false} tickFormatter={(value: number) => tickText(metric, value, currency)} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: palette.text.secondary, strokeWidth: 1 }}
        content={({ active, payload }) => {
          const row = active ? (payload[0]?.payload as ForecastRow | undefined) : undefined;
          return row ? <TipBox title={longDay(row.day)}>{said(row, metric, currency)}</TipBox> : null;
        }}
      />
      <Area {...calm} dataKey={(row: ForecastRow) => row.band} stroke="none" fill={stroke} fillOpacity={0.16} activeDot={false} />
      <Area {...calm} dataKey="past" stroke={stroke} strokeWidth={2} fill="none" />
      <Area {...calm} dataKey="ahead" stroke={stroke} strokeWidth={2} strokeDasharray="6 4" fill="none" />
    </ComposedChart>
  );
}

function said({ past, ahead, band }: ForecastRow, metric: Metric, currency: string): string {
  const say = (value: number | null) => figure(metric, value, { currency });
  if (past !== null || ahead === null) return `${METRICS[metric].text}: ${say(past)}`;
  return band === null ? `about ${say(ahead)}` : `about ${say(ahead)}, between ${say(band[0])} and ${say(band[1])}`;
}
