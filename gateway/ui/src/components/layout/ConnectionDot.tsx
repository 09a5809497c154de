import Box from '@mui/material/Box';

import { useUiStore } from '../../stores/uiStore';
import type { ToneName } from '../../theme/theme';
import { CONNECTION_TEXT } from './ConnectionBar';

const DOTS: Record<string, ToneName> = { live: 'green', connecting: 'neutral', reconnecting: 'amber', polling: 'amber', offline: 'red' };

export function ConnectionDot() {
  const state = useUiStore((store) => store.connection.state);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.8125rem', color: 'text.secondary', whiteSpace: 'nowrap' }} data-live={state}>
      <Box aria-hidden sx={(theme) => ({ width: 8, height: 8, borderRadius: 4, backgroundColor: theme.vars!.palette.tone[DOTS[state] ?? 'neutral'].solid })} />
      {CONNECTION_TEXT[state]}
    </Box>
  );
}
