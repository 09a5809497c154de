import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';

import { useUiStore } from '../../stores/uiStore';
import { PRESETS } from '../../utils/range';
import { NAV } from './nav';

const KEYS: [keys: string, does: string][] = [
  ...NAV.flatMap(({ items }) => items.map((item): [string, string] => [`g ${item.key}`, `Go to ${item.text.toLowerCase()}`])),
  ...PRESETS.map(({ key, says }): [string, string] => [key, says]),
  ['[', 'The period before'],
  [']', 'The period after'],
  ['c', 'Compare with the period before'],
  ['n', 'New video'],
  ['/', 'Search videos'],
  ['?', 'This list'],
  ['Esc', 'Close the topmost layer'],
];

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const singleKeys = useUiStore((state) => state.singleKeys);
  const setSingleKeys = useUiStore((state) => state.setSingleKeys);
  return (
    <Dialog open onClose={onClose} aria-labelledby="help-title" fullWidth maxWidth="xs">
      <DialogTitle id="help-title">Keyboard shortcuts</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 1.25, columnGap: 2.5, m: 0, alignItems: 'center' }}>
          {KEYS.map(([keys, does]) => (
            <Box key={keys} sx={{ display: 'contents' }}>
              <dt>
                {keys.split(' ').map((key, index) => (
                  <Box
                    key={index}
                    component="kbd"
                    sx={(theme) => ({
                      display: 'inline-block',
                      minWidth: 26,
                      mr: 0.5,
                      px: 0.75,
                      py: 0.25,
                      textAlign: 'center',
                      fontFamily: 'inherit',
                      fontSize: '0.8125rem',
                      borderRadius: '6px',
                      border: `1px solid ${theme.vars!.palette.surface.hairline}`,
                      borderBottomWidth: 2,
                      backgroundColor: theme.vars!.palette.surface.sunken,
                    })}
                  >
                    {key}
                  </Box>
                ))}
              </dt>
              <Box component="dd" sx={{ m: 0, fontSize: '0.875rem' }}>
                {does}
              </Box>
            </Box>
          ))}
        </Box>
        <FormControlLabel
          sx={{ mt: 2.5 }}
          control={<Switch checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />}
          label="Single-key shortcuts"
        />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
