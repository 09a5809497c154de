import Box from '@mui/material/Box';

import { shareText } from '../../utils/metrics';

type Point = { at: number; watching: number };
type Props = { points: readonly Point[]; /** Shares of the length at which scenes begin. */ cuts: readonly number[]; /** Where the player stands, as a share. */ at: number | null };

/** Who still watches, from the first second to the last. What it shows is told scene by scene beside it. */
export function RetentionCurve({ points, cuts, at }: Props) {
  // Parts that are watched again may lie above those who began: the scale ends at the next fifth.
  const top = Math.max(1, Math.ceil(5 * Math.max(0, ...points.map(({ watching }) => watching))) / 5);
  const place = ({ at: x, watching }: Point) => `${(x * 100).toFixed(2)} ${(100 - (watching / top) * 100).toFixed(2)}`;
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${place(point)}`).join('');
  const area = points.length > 0 ? `${line}L${points.at(-1)!.at * 100} 100L${points[0]!.at * 100} 100Z` : '';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '44px minmax(0, 1fr)', columnGap: 1, fontSize: '0.75rem', color: 'text.secondary' }} aria-hidden>
      <Box sx={{ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', textAlign: 'right', height: 200 }}>
        <span>{shareText(top)}</span>
        <span>{shareText(top / 2)}</span>
        <span>0 %</span>
      </Box>
      <Box component="svg" viewBox="0 0 100 100" preserveAspectRatio="none" sx={(theme) => ({ width: '100%', height: 200, color: theme.vars!.palette.chart.indigo, borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
        <Lines cuts={cuts} />
        <path d={area} fill="currentColor" opacity={0.12} />
        <path d={line} fill="none" stroke="currentColor" strokeWidth={2} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        {at !== null && <Box component="path" d={`M${at * 100} 0V100`} vectorEffect="non-scaling-stroke" sx={(theme) => ({ stroke: theme.vars!.palette.text.primary, strokeWidth: 1.5 })} />}
      </Box>
      <span />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 0.5 }}>
        <span>Start</span>
        <span>End</span>
      </Box>
    </Box>
  );
}

function Lines({ cuts }: { cuts: readonly number[] }) {
  return (
    <>
      {[0, 50].map((y) => (
        <Box key={`h${y}`} component="path" d={`M0 ${y}H100`} vectorEffect="non-scaling-stroke" sx={(theme) => ({ stroke: theme.vars!.palette.surface.hairline })} />
      ))}
      {cuts.map((cut) => (
        <Box key={cut} component="path" d={`M${cut * 100} 0V100`} vectorEffect="non-scaling-stroke" sx={(theme) => ({ stroke: theme.vars!.palette.surface.hairline })} />
      ))}
    </>
  );
}
