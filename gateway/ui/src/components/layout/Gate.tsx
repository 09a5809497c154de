import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import { ModeMenu } from './menus';
import { Wordmark } from './SideNav';

/** Frame of the screens before signing in. */
export function Gate({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
      <Box component="header" sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', px: 3, py: 2 }}>
        <Wordmark />
        <ModeMenu />
      </Box>
      <Box component="main" id="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', px: 2, pb: 10 }}>
        {children}
      </Box>
    </Box>
  );
}
