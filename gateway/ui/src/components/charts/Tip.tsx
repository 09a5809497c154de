import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import type { ChartColour } from '../../theme/theme';
import type { Mark } from '../../utils/series';

type Line = { text: string; colour: ChartColour; mark: Mark | undefined; say: (value: number | null) => string };

/** What stands at one moment of a chart. */
export function Tip({ title, lines, compare }: { title: string; lines: readonly Line[]; compare: boolean }) {
  return (
    <TipBox title={title}>
      {lines.map(({ text, colour, mark, say }) => (
        <Box key={text}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Box aria-hidden sx={(theme) => ({ width: 8, height: 8, borderRadius: '2px', backgroundColor: theme.vars!.palette.chart[colour] })} />
            <span>{text}</span>
            <Box component="strong" sx={{ ml: 'auto', pl: 2 }}>
              {say(mark?.value ?? null)}
            </Box>
          </Box>
          {compare && (
            <Box sx={{ display: 'flex', pl: 2, color: 'text.secondary' }}>
              before
              <Box component="span" sx={{ ml: 'auto', pl: 2 }}>
                {say(mark?.before ?? null)}
              </Box>
            </Box>
          )}
          {mark && !mark.complete && mark.value !== null && <Box sx={{ pl: 2, color: 'text.secondary' }}>may still change</Box>}
        </Box>
      ))}
    </TipBox>
  );
}

export function TipBox({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      sx={(theme) => ({
        minWidth: 150,
        maxWidth: 280,
        px: 1.5,
        py: 1,
        display: 'grid',
        gap: 0.25,
        fontSize: '0.8125rem',
        borderRadius: '8px',
        color: theme.vars!.palette.text.primary,
        backgroundColor: theme.vars!.palette.background.paper,
        border: `1px solid ${theme.vars!.palette.surface.hairline}`,
        boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)',
      })}
    >
      <Box sx={{ fontWeight: 600 }}>{title}</Box>
      {children}
    </Box>
  );
}
