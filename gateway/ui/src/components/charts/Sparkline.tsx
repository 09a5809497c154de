import Box from '@mui/material/Box';

import type { ChartColour } from '../../theme/theme';
import { drawn } from './spark';

type Props = { values: readonly (number | null)[]; colour?: ChartColour; height?: number; filled?: boolean };

/** The shape of a series without its figures: decoration beside a figure that says it, so readers pass it by. */
export function Sparkline({ values, colour = 'indigo', height = 32, filled = false }: Props) {
  const { lines, area, last } = drawn(values);
  return (
    <Box sx={{ position: 'relative', height, minWidth: 0 }} aria-hidden>
      <Box component="svg" viewBox="0 0 100 100" preserveAspectRatio="none" sx={(theme) => ({ display: 'block', width: '100%', height: '100%', overflow: 'visible', color: theme.vars!.palette.chart[colour] })}>
        {filled && <path d={area} fill="currentColor" opacity={0.12} />}
        <path d={lines} fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      </Box>
      {last && (
        <Box
          sx={(theme) => ({ position: 'absolute', width: 6, height: 6, ml: '-3px', mt: '-3px', borderRadius: '50%', backgroundColor: theme.vars!.palette.chart[colour], boxShadow: `0 0 0 2px ${theme.vars!.palette.background.paper}` })}
          style={{ left: `${last.x}%`, top: `${last.y}%` }}
        />
      )}
    </Box>
  );
}
