import CssBaseline from '@mui/material/CssBaseline';
import Button from '@mui/material/Button';
import { ThemeProvider } from '@mui/material/styles';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { BrowserRouter, Link, Navigate, Outlet, Route, Routes, useLocation } from 'react-router';

import { EmptyState } from './components/common/EmptyState';
import { ErrorPanel } from './components/common/ErrorPanel';
import { AppShell } from './components/layout/AppShell';
import { Crash } from './components/layout/Crash';
import { Gate } from './components/layout/Gate';
import { PageHeader } from './components/layout/PageHeader';
import { live } from './services/live';
import { useAuthStore } from './stores/authStore';
import { useChannelStore } from './stores/channelStore';
import { useDashboardStore } from './stores/dashboardStore';
import { useIdeaStore } from './stores/ideaStore';
import { useVideoStore } from './stores/videoStore';
import { theme } from './theme/theme';

const Login = lazy(() => import('./pages/Login'));
const Register = lazy(() => import('./pages/Register'));
const Home = lazy(() => import('./pages/Home'));
const Channels = lazy(() => import('./pages/Channels'));
const Channel = lazy(() => import('./pages/Channel'));
const ChannelSettings = lazy(() => import('./pages/ChannelSettings'));
const Videos = lazy(() => import('./pages/Videos'));
const Generate = lazy(() => import('./pages/Generate'));
const Job = lazy(() => import('./pages/Job'));
const Ideas = lazy(() => import('./pages/Ideas'));
const Analytics = lazy(() => import('./pages/Analytics'));
const AnalyticsVideos = lazy(() => import('./pages/AnalyticsVideos'));
const AnalyticsHeatmap = lazy(() => import('./pages/AnalyticsHeatmap'));
const System = lazy(() => import('./pages/System'));
const ApiKeys = lazy(() => import('./pages/ApiKeys'));

export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline />
      <BrowserRouter>
        <Screens />
      </BrowserRouter>
    </ThemeProvider>
  );
}

export function Screens() {
  return (
    <Routes>
      <Route element={<Outside />}>
        <Route path="/login" element={<Login />} />
        <Route path="/register" element={<Register />} />
      </Route>
      <Route element={<Inside />}>
        <Route path="/" element={<Home />} />
        <Route path="/channels" element={<Channels />} />
        <Route path="/channels/new" element={<ChannelSettings />} />
        <Route path="/channels/:id" element={<Channel />} />
        <Route path="/channels/:id/settings" element={<ChannelSettings />} />
        <Route path="/videos" element={<Videos />} />
        <Route path="/videos/new" element={<Generate />} />
        <Route path="/videos/:id/:tab?" element={<Job />} />
        <Route path="/ideas" element={<Ideas />} />
        <Route path="/analytics" element={<Analytics />} />
        <Route path="/analytics/videos" element={<AnalyticsVideos />} />
        <Route path="/analytics/heatmap" element={<AnalyticsHeatmap />} />
        <Route path="/system" element={<System />} />
        <Route path="/settings/api-keys" element={<ApiKeys />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function Outside() {
  const status = useSession();
  const { state } = useLocation();
  if (status === 'in') return <Navigate to={returnPath(state)} replace />;
  return (
    <Gate>
      <Screen>
        <Outlet />
      </Screen>
    </Gate>
  );
}

function Inside() {
  const status = useSession();
  const trouble = useAuthStore((state) => state.trouble);
  const begin = useAuthStore((state) => state.begin);
  const { pathname, search } = useLocation();
  const signedIn = status === 'in';
  useEffect(() => {
    if (!signedIn) return;
    const stop = live.start();
    return () => {
      stop();
      useVideoStore.getState().clear();
      useChannelStore.getState().clear();
      useDashboardStore.getState().clear();
      useIdeaStore.getState().clear();
    };
  }, [signedIn]);
  if (status === 'out') return <Navigate to="/login" state={{ from: pathname + search }} replace />;
  if (status === 'unknown') return <Gate>{trouble && <ErrorPanel error={trouble} onRetry={() => void begin()} />}</Gate>;
  return (
    <AppShell onRetry={() => live.retryNow()}>
      <Screen>
        <Outlet />
      </Screen>
    </AppShell>
  );
}

function Screen({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Crash place={pathname}>
      <Suspense fallback={null}>{children}</Suspense>
    </Crash>
  );
}

/** Tries the cookie once, at the first screen. */
function useSession() {
  const status = useAuthStore((state) => state.status);
  const begin = useAuthStore((state) => state.begin);
  useEffect(() => {
    if (status === 'unknown') void begin();
  }, [status, begin]);
  return status;
}

/** Only a path of this site: a link from elsewhere cannot send a person away after signing in. */
function returnPath(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/';
}

function NotFound() {
  return (
    <>
      <PageHeader title="There is no such page" />
      <EmptyState
        kind="filtered"
        title="Nothing lives at this address"
        text="It may have moved, or the link was cut on its way."
        action={
          <Button component={Link} to="/" variant="contained">
            To the overview
          </Button>
        }
      />
    </>
  );
}
