import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';

import { CopyButton } from '../../components/common/CopyButton';
import type { NewApiKey } from '../../services/api';
import { MONO } from '../../theme/theme';

/** The one time that a key is shown. */
export function NewKey({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Box
      ref={box}
      component="section"
      aria-label="The new key"
      tabIndex={-1}
      sx={(theme) => ({ mb: 3, p: 2.5, borderRadius: '12px', color: theme.vars!.palette.tone.green.fg, backgroundColor: theme.vars!.palette.tone.green.bg })}
    >
      <Typography variant="h2">{made.api_key.name}: copy the key now</Typography>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        It is kept here only as a hash, and is never shown again.
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1.5 }}>
        <Box component="code" data-key="" sx={(theme) => ({ flex: '1 1 300px', p: 1.5, borderRadius: '8px', fontFamily: MONO, fontSize: '0.85rem', overflowWrap: 'anywhere', color: theme.vars!.palette.text.primary, backgroundColor: theme.vars!.palette.background.paper })}>
          {made.key}
        </Box>
        <CopyButton text={made.key} what="The key" />
        <Button size="small" color="inherit" onClick={onClose}>
          I have it
        </Button>
      </Box>
      <Typography variant="body2" component="p" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
        <code>{`curl -H "Authorization: Bearer $KEY" ${location.origin}/api/v1/analytics/overview`}</code>
      </Typography>
    </Box>
  );
}
