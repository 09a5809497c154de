import Box from '@mui/material/Box';

import { shareText, trendOf, type Metric } from '../../utils/metrics';
import { Icon } from '../common/Icon';

const ICONS = { up: 'rise', down: 'fall', flat: 'level' } as const;
const TONES = { good: 'green', bad: 'red' } as const;

/** How a figure moved: an arrow and a sign say the way, the colour only whether that is good. */
export function Delta({ metric, growth }: { metric: Metric; growth: number }) {
  const { way, tone } = trendOf(metric, growth);
  return (
    <Box
      component="span"
      data-growth={growth}
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.25,
        fontWeight: 550,
        whiteSpace: 'nowrap',
        color: tone === 'neutral' ? theme.vars!.palette.text.secondary : theme.vars!.palette.tone[TONES[tone]].fg,
      })}
    >
      <Icon name={ICONS[way]} sx={{ fontSize: 14, strokeWidth: 2.2 }} />
      {way === 'flat' ? shareText(0) : shareText(growth, undefined, 'exceptZero')}
    </Box>
  );
}
