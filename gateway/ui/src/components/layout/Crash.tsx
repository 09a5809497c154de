import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { Component, type ReactNode } from 'react';

import { EmptyState } from '../common/EmptyState';

const RELOADED = 'ytempire.v1.reloaded-at';
const ONCE_IN_MS = 60_000;

type Props = { children: ReactNode; place: string };

/** Keeps the shell standing when a screen falls. A screen of an older build that is gone is fetched again, once. */
export class Crash extends Component<Props, { error: Error | null; place: string }> {
  override state = { error: null as Error | null, place: this.props.place };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  /** Another screen is another chance. */
  static getDerivedStateFromProps(props: Props, state: { place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override componentDidCatch(error: Error) {
    if (/dynamically imported module|Importing a module script/i.test(error.message)) reloadOnce();
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <Box role="alert">
        <EmptyState
          kind="forbidden"
          icon="warning"
          title="This screen has crashed"
          text={`${this.state.error.message}. The rest of the page still works, and no video is affected.`}
          action={
            <Button variant="contained" onClick={() => location.reload()}>
              Load it again
            </Button>
          }
        />
      </Box>
    );
  }
}

function reloadOnce(): void {
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < ONCE_IN_MS) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  } catch {
    // Without storage we cannot know whether this was tried before: leave it to the person.
  }
}
