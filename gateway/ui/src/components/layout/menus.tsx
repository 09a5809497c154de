// The small controls of the shell: colours, keys, the account.

import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useColorScheme } from '@mui/material/styles';
import { useState, type MouseEvent } from 'react';

import { useAuthStore } from '../../stores/authStore';
import { useUiStore } from '../../stores/uiStore';
import { Icon, type IconName } from '../common/Icon';

const MODES: { mode: 'light' | 'dark' | 'system'; text: string; icon: IconName }[] = [
  { mode: 'light', text: 'Light', icon: 'sun' },
  { mode: 'dark', text: 'Dark', icon: 'moon' },
  { mode: 'system', text: 'As the system', icon: 'screen' },
];

function useAnchor() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return { anchor, open: (event: MouseEvent<HTMLElement>) => setAnchor(event.currentTarget), close: () => setAnchor(null) };
}

export function ModeMenu() {
  const { mode, setMode } = useColorScheme();
  const { anchor, open, close } = useAnchor();
  const current = MODES.find((each) => each.mode === mode) ?? MODES[2]!;
  return (
    <>
      <Tooltip title={`Colours: ${current.text.toLowerCase()}`}>
        <IconButton onClick={open} aria-label="Colours" aria-haspopup="menu">
          <Icon name={current.icon} />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {MODES.map(({ mode: each, text, icon }) => (
          <MenuItem
            key={each}
            role="menuitemradio"
            aria-checked={each === mode}
            selected={each === mode}
            onClick={() => {
              setMode(each);
              close();
            }}
            sx={{ gap: 1.25, fontSize: '0.9rem' }}
          >
            <Icon name={icon} />
            {text}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

export function HelpButton({ onHelp }: { onHelp: () => void }) {
  return (
    <Tooltip title="Keyboard shortcuts">
      <IconButton onClick={onHelp} aria-label="Keyboard shortcuts">
        <Icon name="help" />
      </IconButton>
    </Tooltip>
  );
}

export function UserMenu() {
  const user = useAuthStore((state) => state.user);
  const logout = useAuthStore((state) => state.logout);
  const toast = useUiStore((state) => state.toast);
  const { anchor, open, close } = useAnchor();
  if (!user) return null;
  return (
    <>
      <Tooltip title={user.email}>
        <IconButton onClick={open} aria-label={`Account of ${user.name}`} aria-haspopup="menu">
          <Icon name="user" />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Box component="li" role="none" sx={{ px: 2, py: 1, minWidth: 200 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {user.name}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {user.email}, {user.role}
          </Typography>
        </Box>
        <MenuItem
          onClick={() => {
            close();
            logout().catch(() => toast('Signed out here; the gateway did not answer', 'error'));
          }}
          sx={{ gap: 1.25, fontSize: '0.9rem' }}
        >
          <Icon name="out" />
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
