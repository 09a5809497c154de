import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';

import type { Connection } from '../../services/websocket';
import { timeOfDay } from '../../utils/format';
import { useUiStore } from '../../stores/uiStore';

/** A cut shorter than this is nobody's business. */
const SHOW_AFTER_MS = 3000;

export const CONNECTION_TEXT: Record<Connection['state'], string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  polling: 'Polling',
  offline: 'Offline',
};

const EXPLAINED: Record<Connection['state'], string> = {
  connecting: 'Connecting to the gateway',
  live: '',
  reconnecting: 'Connection lost, reconnecting',
  polling: 'No live connection, asking every 15 seconds',
  offline: 'This device is offline',
};

/** Slim, in the flow, never over a control: how old the data are and a way to try now. */
export function ConnectionBar({ onRetry }: { onRetry: () => void }) {
  const connection = useUiStore((state) => state.connection);
  const [shown, setShown] = useState(false);
  const away = connection.state !== 'live';
  useEffect(() => {
    if (!away) return setShown(false);
    const timer = setTimeout(() => setShown(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <Box role="status" data-connection={connection.state}>
      {away && shown && (
        <Box
          sx={(theme) => ({
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            justifyContent: 'center',
            gap: 1,
            px: 2,
            py: 0.25,
            fontSize: '0.8125rem',
            color: theme.vars!.palette.tone.amber.fg,
            backgroundColor: theme.vars!.palette.tone.amber.bg,
          })}
        >
          <span>
            {EXPLAINED[connection.state]}
            {connection.heardAt !== null && <>. Data as of {timeOfDay(connection.heardAt)}</>}
          </span>
          <Button size="small" color="inherit" onClick={onRetry} sx={{ minHeight: 28, textDecoration: 'underline' }}>
            Retry now
          </Button>
        </Box>
      )}
    </Box>
  );
}
