import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { useUiStore } from '../../stores/uiStore';
import { useHotkeys, type Keymap } from '../../utils/hotkeys';
import { ConnectionBar } from './ConnectionBar';
import { ConnectionDot } from './ConnectionDot';
import { HelpButton, ModeMenu, UserMenu } from './menus';
import { NAV } from './nav';
import { SideNav } from './SideNav';
import { ToastHost } from './ToastHost';
import { TopBar } from './TopBar';

const HelpDialog = lazy(() => import('./HelpDialog').then((module) => ({ default: module.HelpDialog })));

/** Frame of every signed-in screen: skip link, navigation, connection, one main landmark. */
export function AppShell({ children, onRetry }: { children: ReactNode; onRetry: () => void }) {
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const wide = useMediaQuery(useTheme().breakpoints.up('md'), { noSsr: true });
  const onHelp = () => setHelp(true);
  useKeys(onHelp);
  return (
    <Box sx={{ display: 'flex', minHeight: '100vh' }}>
      <SkipLink />
      {wide && <SideBar onHelp={onHelp} />}
      <Drawer open={menu} onClose={() => setMenu(false)} slotProps={{ paper: { 'aria-label': 'Menu', role: 'dialog' } }}>
        <SideNav label="Menu" onNavigate={() => setMenu(false)} />
      </Drawer>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        {!wide && <TopBar onMenu={() => setMenu(true)} onHelp={onHelp} />}
        <ConnectionBar onRetry={onRetry} />
        <Main>{children}</Main>
      </Box>
      <ToastHost />
      {help && (
        <Suspense fallback={null}>
          <HelpDialog onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </Box>
  );
}

/** The navigation with the shell's own controls at its foot, so that a wide screen needs no bar above. */
function SideBar({ onHelp }: { onHelp: () => void }) {
  return (
    <Box sx={(theme) => ({ flexShrink: 0, borderInlineEnd: `1px solid ${theme.vars!.palette.surface.hairline}`, backgroundColor: theme.vars!.palette.background.paper })}>
      <Box sx={{ position: 'sticky', top: 0, height: '100vh', display: 'flex', flexDirection: 'column', overflowY: 'auto' }}>
        <SideNav label="Main" />
        <Box sx={{ flex: 1 }} />
        <Box role="group" aria-label="This page" sx={(theme) => ({ display: 'flex', alignItems: 'center', pl: 3, pr: 1.5, py: 1, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
          <ConnectionDot />
          <Box sx={{ flex: 1 }} />
          <ModeMenu />
          <HelpButton onHelp={onHelp} />
          <UserMenu />
        </Box>
      </Box>
    </Box>
  );
}

function SkipLink() {
  return (
    <Box
      component="a"
      href="#main"
      sx={(theme) => ({
        position: 'absolute',
        insetInlineStart: 12,
        top: -60,
        zIndex: 'tooltip',
        px: 2,
        py: 1,
        borderRadius: '8px',
        color: theme.vars!.palette.primary.contrastText,
        backgroundColor: theme.vars!.palette.primary.main,
        '&:focus': { top: 8 },
      })}
    >
      Skip to the content
    </Box>
  );
}

/** A new screen takes the focus, so that a reader starts at its beginning; a changed filter or tab does not. */
function Main({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const parts = pathname.split('/');
  // The third part of a video's address is a tab.
  const screen = parts.slice(0, parts[1] === 'videos' ? 3 : 4).join('/');
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [screen]);
  return (
    <Box component="main" id="main" tabIndex={-1} ref={main} sx={{ flex: 1, width: '100%', maxWidth: 1320, mx: 'auto', px: { xs: 2, md: 4 }, py: { xs: 2.5, md: 4 } }}>
      {children}
    </Box>
  );
}

function useKeys(openHelp: () => void): void {
  const singleKeys = useUiStore((state) => state.singleKeys);
  const navigate = useNavigate();
  const keymap: Record<string, () => void> = {
    '?': openHelp,
    n: () => void navigate('/videos/new'),
    '/': () => focusSearch() || void navigate('/videos?focus=search'),
  };
  for (const item of NAV.flatMap((group) => group.items)) keymap[`g ${item.key}`] = () => void navigate(item.to);
  useHotkeys(keymap satisfies Keymap, singleKeys);
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  return search !== null;
}
