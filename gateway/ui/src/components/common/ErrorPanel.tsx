import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';

import type { ApiError } from '../../services/problem';
import { sentence } from '../../utils/format';
import { Icon } from './Icon';

type Props = { error: ApiError; onRetry?: () => void; compact?: boolean };

/** What was refused and why, with the id under which the gateway's log knows it. */
export function ErrorPanel({ error, onRetry, compact = false }: Props) {
  return (
    <Box
      role="alert"
      sx={(theme) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1.5,
        p: compact ? 1.5 : 2,
        borderRadius: '10px',
        color: theme.vars!.palette.tone.red.fg,
        backgroundColor: theme.vars!.palette.tone.red.bg,
      })}
    >
      <Icon name="warning" sx={{ mt: 0.25 }} />
      <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {error.message}
        </Typography>
        {error.detail && <Typography variant="body2">{sentence(error.detail)}</Typography>}
        {error.requestId && (
          <Typography variant="caption" component="p" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
            Request <code>{error.requestId}</code>
          </Typography>
        )}
      </Box>
      {onRetry && <RetryButton key={error.requestId} waitMs={error.retryAfterMs ?? 0} onRetry={onRetry} />}
    </Box>
  );
}

/** Where the gateway names a delay, it counts down before it lets itself be pressed. */
function RetryButton({ waitMs, onRetry }: { waitMs: number; onRetry: () => void }) {
  const [left, setLeft] = useState(Math.ceil(waitMs / 1000));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Button size="small" color="inherit" variant="outlined" onClick={onRetry} disabled={left > 0}>
      {left > 0 ? `Retry in ${left} s` : 'Retry'}
    </Button>
  );
}
