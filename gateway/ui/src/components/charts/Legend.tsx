import Box from '@mui/material/Box';

import type { ChartColour } from '../../theme/theme';

export type LegendItem = { text: string; colour: ChartColour; look: 'line' | 'bar' | 'before' | 'open-line' | 'open-bar' | 'circle' | 'triangle' | 'band' };

/** What each mark means, drawn as the chart draws it. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <Box component="ul" aria-label="Legend" sx={{ listStyle: 'none', display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, m: 0, p: 0, fontSize: '0.8125rem', color: 'text.secondary' }}>
      {items.map(({ text, colour, look }) => (
        <Box component="li" key={text} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
          <Box component="svg" aria-hidden viewBox="0 0 20 12" sx={(theme) => ({ width: 20, height: 12, flexShrink: 0, color: theme.vars!.palette.chart[colour] })}>
            <Sample look={look} />
          </Box>
          {text}
        </Box>
      ))}
    </Box>
  );
}

const STROKE = { stroke: 'currentColor', strokeWidth: 2, fill: 'none' };

function Sample({ look }: { look: LegendItem['look'] }) {
  switch (look) {
    case 'line':
      return <path d="M0 6h20" {...STROKE} />;
    case 'before':
      return <path d="M0 6h20" {...STROKE} strokeWidth={1.5} strokeDasharray="6 4" />;
    case 'open-line':
      return <path d="M0 6h20" {...STROKE} strokeDasharray="2 3" />;
    case 'bar':
      return <rect x="4" y="1" width="12" height="10" rx="2" fill="currentColor" />;
    case 'open-bar':
      return <path d="M5 1h10v10H5zM5 6l5-5M5 11 15 1M10 11l5-5" {...STROKE} strokeWidth={1.3} />;
    case 'band':
      return <rect y="1" width="20" height="10" fill="currentColor" opacity="0.3" />;
    case 'circle':
      return <circle cx="10" cy="6" r="4.5" fill="currentColor" />;
    case 'triangle':
      return <path d="M10 1l5.5 10h-11z" fill="currentColor" />;
  }
}
