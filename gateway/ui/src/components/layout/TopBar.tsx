import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';

import { Icon } from '../common/Icon';
import { ConnectionDot } from './ConnectionDot';
import { HelpButton, ModeMenu, UserMenu } from './menus';

/** Only on small screens; on wide ones the navigation holds the same controls. */
export function TopBar({ onMenu, onHelp }: { onMenu: () => void; onHelp: () => void }) {
  return (
    <Box
      component="header"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        height: 56,
        px: 1.5,
        borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}`,
        backgroundColor: theme.vars!.palette.background.paper,
      })}
    >
      <IconButton onClick={onMenu} aria-label="Open the menu">
        <Icon name="menu" />
      </IconButton>
      <ConnectionDot />
      <Box sx={{ flex: 1 }} />
      <ModeMenu />
      <HelpButton onHelp={onHelp} />
      <UserMenu />
    </Box>
  );
}
