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
import type { ToneName } from '../../theme/theme';
import { Icon, type IconName } from '../common/Icon';
import { CONNECTION_TEXT } from './ConnectionBar';

const MODES: { mode: 'light' | 'dark' | 'system'; text: string; icon: IconName }[] = [
  { mode: 'light', text: 'Light', icon: 'sun' },
  { mode: 'dark', text: 'Dark', icon: 'moon' },
  { mode: 'system', text: 'As the system', icon: 'screen' },
];

export function TopBar({ onMenu, onHelp }: { onMenu: () => void; onHelp: () => void }) {
  return (
    <Box
      component="header"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        height: 56,
        px: { xs: 1.5, md: 3 },
        borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}`,
        backgroundColor: theme.vars!.palette.background.paper,
      })}
    >
      <IconButton onClick={onMenu} aria-label="Open the menu" sx={{ display: { md: 'none' } }}>
        <Icon name="menu" />
      </IconButton>
      <ConnectionDot />
      <Box sx={{ flex: 1 }} />
      <ModeMenu />
      <Tooltip title="Keyboard shortcuts">
        <IconButton onClick={onHelp} aria-label="Keyboard shortcuts">
          <Icon name="help" />
        </IconButton>
      </Tooltip>
      <UserMenu />
    </Box>
  );
}

const DOTS: Record<string, ToneName> = { live: 'green', connecting: 'neutral', reconnecting: 'amber', polling: 'amber', offline: 'red' };

function ConnectionDot() {
  const state = useUiStore((store) => store.connection.state);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.8125rem', color: 'text.secondary' }} data-live={state}>
      <Box aria-hidden sx={(theme) => ({ width: 8, height: 8, borderRadius: 4, backgroundColor: theme.vars!.palette.tone[DOTS[state] ?? 'neutral'].solid })} />
      {CONNECTION_TEXT[state]}
    </Box>
  );
}

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

function UserMenu() {
  const user = useAuthStore((state) => state.user);
  const logout = useAuthStore((state) => state.logout);
  const toast = useUiStore((state) => state.toast);
  const { anchor, open, close } = useAnchor();
  if (!user) return null;
  return (
    <>
      <IconButton onClick={open} aria-label={`Account of ${user.name}`} aria-haspopup="menu">
        <Icon name="user" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Box component="li" role="none" sx={{ px: 2, py: 1, minWidth: 200 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {user.name}
          </Typography>
          <Typography variant="caption" color="text.secondary">
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
