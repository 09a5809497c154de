import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { money } from '../../utils/format';

type Props = { costMicros: number; reservedMicros: number; capMicros: number; currency: string };

/** Spent and reserved against the cap; the words say what the bar shows. */
export function CostMeter({ costMicros, reservedMicros, capMicros, currency }: Props) {
  const part = (micros: number) => (capMicros > 0 ? Math.min(100, (100 * micros) / capMicros) : 0);
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2">
        <strong data-cost={costMicros}>{money(costMicros, currency)}</strong>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          of {money(capMicros, currency)} cap
          {reservedMicros > 0 && `, ${money(reservedMicros, currency)} reserved`}
        </Box>
      </Typography>
      <Box aria-hidden sx={(theme) => ({ display: 'flex', mt: 0.75, height: 6, borderRadius: 3, overflow: 'hidden', backgroundColor: theme.vars!.palette.tone.neutral.bg })}>
        <Box sx={(theme) => ({ backgroundColor: theme.vars!.palette.tone.teal.solid })} style={{ width: `${part(costMicros)}%` }} />
        <Box sx={(theme) => ({ backgroundColor: theme.vars!.palette.tone.amber.solid })} style={{ width: `${part(reservedMicros)}%` }} />
      </Box>
    </Box>
  );
}
