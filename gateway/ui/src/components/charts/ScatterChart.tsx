// What each thing cost against what it brought in. One of the files that know Recharts.

import { useTheme } from '@mui/material/styles';
import { CartesianGrid, ComposedChart, ReferenceLine, Scatter, Tooltip, XAxis, YAxis } from 'recharts';

import { figure, tickText } from '../../utils/metrics';
import { TipBox } from './Tip';

/** Money in millionths. */
export type Dot = { id: string; name: string; cost: number; revenue: number };
export type ScatterProps = { dots: readonly Dot[]; currency: string; height: number; /** The one that is meant elsewhere on the screen. */ marked: string | null; onMark: (id: string | null) => void };

export default function ScatterChart({ dots, currency, height, marked, onMark }: ScatterProps) {
  const palette = useTheme().vars!.palette;
  const tick = { fontSize: 12, fill: palette.text.secondary };
  const say = (value: number) => figure('revenue', value, { currency, short: true });
  const axis = { type: 'number' as const, tick, tickLine: false, niceTicks: 'snap125' as const, tickFormatter: (value: number) => tickText('revenue', value, currency), domain: [0, 'auto'] as [number, 'auto'] };
  const gain = dots.filter(({ cost, revenue }) => revenue >= cost);
  const loss = dots.filter(({ cost, revenue }) => revenue < cost);
  const even = Math.min(Math.max(0, ...dots.map(({ cost }) => cost)), Math.max(0, ...dots.map(({ revenue }) => revenue)));
  const shared = { isAnimationActive: false, legendType: 'none' as const, onMouseEnter: (dot: { payload?: Dot }) => onMark(dot.payload?.id ?? null), onMouseLeave: () => onMark(null) };
  const one = dots.filter(({ id }) => id === marked);
  return (
    <ComposedChart responsive style={{ width: '100%', height }} margin={{ top: 8, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
      <CartesianGrid stroke={palette.surface.hairline} />
      <XAxis {...axis} dataKey="cost" axisLine={{ stroke: palette.surface.hairline }} tickMargin={8} height={46} label={{ value: 'Cost', position: 'insideBottom', fontSize: 12, fill: palette.text.secondary }} />
      <YAxis {...axis} dataKey="revenue" axisLine={false} width="auto" label={{ value: 'Revenue', angle: -90, position: 'insideLeft', fontSize: 12, fill: palette.text.secondary, style: { textAnchor: 'middle' } }} />
      <ReferenceLine segment={[{ x: 0, y: 0 }, { x: even, y: even }]} stroke={palette.chart.slate} strokeDasharray="6 4" />
      <Tooltip isAnimationActive={false} cursor={false} shared={false} content={({ active, payload }) => {
        const dot = active ? (payload[0]?.payload as Dot | undefined) : undefined;
        return dot ? <TipBox title={dot.name}>{`${say(dot.revenue)} for ${say(dot.cost)}`}</TipBox> : null;
      }} />
      <Scatter {...shared} data={gain} dataKey="revenue" fill={palette.chart.green} fillOpacity={0.75} shape="circle" />
      <Scatter {...shared} data={loss} dataKey="revenue" fill={palette.chart.red} fillOpacity={0.75} shape="triangle" />
      {one.length > 0 && <Scatter isAnimationActive={false} legendType="none" data={one} dataKey="revenue" fill="none" stroke={palette.text.primary} strokeWidth={2} shape="circle" />}
    </ComposedChart>
  );
}
