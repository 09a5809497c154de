import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import type { Estimate } from '../../services/api';
import type { ApiError } from '../../services/problem';
import { money } from '../../utils/format';

/** What the last finished videos say about this one; says so where they say nothing. */
export function CostEstimate({ estimate, error }: { estimate: Estimate | null; error: ApiError | null }) {
  return (
    <Box aria-live="off" sx={{ minHeight: 92 }}>
      <Typography variant="caption" color="textSecondary">
        Estimated cost
      </Typography>
      <Typography sx={{ fontSize: '1.75rem', fontWeight: 600, letterSpacing: '-0.02em', lineHeight: 1.2 }}>
        {estimate === null || estimate.cost_micros === null ? '–' : money(estimate.cost_micros, estimate.currency)}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        {explain(estimate, error)}
      </Typography>
    </Box>
  );
}

function explain(estimate: Estimate | null, error: ApiError | null): string {
  if (error) return error.message;
  if (estimate === null) return 'Choose a channel to see what its videos cost.';
  const cap = `The cap is ${money(estimate.cap_micros, estimate.currency)}.`;
  if (estimate.cost_micros === null) return `No finished video tells yet. ${cap}`;
  const over = estimate.cost_micros > estimate.cap_micros ? ' It would stop before it spends more.' : '';
  return `For ${estimate.seconds} s, by the last ${estimate.videos === 1 ? 'finished video' : `${estimate.videos} finished videos`}. ${cap}${over}`;
}
