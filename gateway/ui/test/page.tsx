import { ThemeProvider } from '@mui/material/styles';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';

import { Screens } from '../src/App';
import { useAuthStore } from '../src/stores/authStore';
import { useChannelStore } from '../src/stores/channelStore';
import { useDashboardStore } from '../src/stores/dashboardStore';
import { useIdeaStore } from '../src/stores/ideaStore';
import { useUiStore } from '../src/stores/uiStore';
import { useVideoStore } from '../src/stores/videoStore';
import { theme } from '../src/theme/theme';
import { TOKEN } from './fixtures';

/** The whole app at an address, with stores that remember nothing; signed in unless said otherwise. */
export function open(path: string, signedIn = true) {
  useVideoStore.getState().clear();
  useChannelStore.getState().clear();
  useDashboardStore.getState().clear();
  useIdeaStore.getState().clear();
  useUiStore.setState({ toasts: [], announcement: '', tick: 0, pinned: [], ideaChannel: null });
  useAuthStore.setState(signedIn ? { status: 'in', user: TOKEN.user, trouble: null } : { status: 'out', user: null, trouble: null });
  const page = render(
    <ThemeProvider theme={theme} noSsr>
      <MemoryRouter initialEntries={[path]}>
        <Screens />
      </MemoryRouter>
    </ThemeProvider>,
  );
  return { ...page, user: userEvent.setup() };
}
