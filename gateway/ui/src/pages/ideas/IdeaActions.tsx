import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Link } from 'react-router';

import { Icon } from '../../components/common/Icon';
import { Time } from '../../components/common/Time';
import type { Idea } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { SNOOZES } from '../../utils/ideas';
import { AcceptDialog } from './AcceptDialog';
import { useDecide } from './useDecide';

type Props = { idea: Idea; /** True before the idea leaves its list; false where it stays after all. */ onDecide: (on: boolean) => void };

/** What may be done with an idea in its state. */
export function IdeaActions({ idea, onDecide }: Props) {
  const [accepting, setAccepting] = useState(false);
  const offline = useUiStore((state) => state.connection.state === 'offline');
  const decide = useDecide();
  const { state, topic, video_id } = idea;
  const button = (text: string, onClick: () => void) => (
    <Button size="small" color="inherit" variant="outlined" disabled={offline} aria-label={`${text} ${topic}`} onClick={onClick}>
      {text}
    </Button>
  );
  const then = (decision: Parameters<typeof decide>[1]) => () => {
    onDecide(true);
    void decide(idea, decision);
  };
  return (
    <Box role="group" aria-label={`Decide on ${topic}`} sx={{ mt: 1.5, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      {(state === 'new' || state === 'snoozed') && (
        <Button size="small" variant="contained" disabled={offline} aria-label={`Accept ${topic}`} aria-haspopup="dialog" onClick={() => setAccepting(true)}>
          Accept
        </Button>
      )}
      {state === 'accepted' && video_id !== null && (
        <Button size="small" component={Link} to={`/videos/${video_id}`} variant="outlined" aria-label={`Open the video of ${topic}`} startIcon={<Icon name="videos" sx={{ fontSize: 16 }} />}>
          Open the video
        </Button>
      )}
      {state === 'new' && <SnoozeButton topic={topic} disabled={offline} onSnooze={(hours) => then({ kind: 'snooze', hours })()} />}
      {state !== 'new' && button('Restore', then({ kind: 'restore' }))}
      {(state === 'new' || state === 'snoozed') && button('Dismiss', then({ kind: 'dismiss' }))}
      {state === 'snoozed' && idea.snoozed_until !== null && (
        <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
          new again <Time value={idea.snoozed_until} />
        </Box>
      )}
      {accepting && <AcceptDialog idea={idea} onDecide={onDecide} onClose={() => setAccepting(false)} />}
    </Box>
  );
}

function SnoozeButton({ topic, disabled, onSnooze }: { topic: string; disabled: boolean; onSnooze: (hours: number) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button size="small" color="inherit" variant="outlined" disabled={disabled} aria-label={`Snooze ${topic}`} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        Snooze
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {SNOOZES.map(({ hours, text }) => (
          <MenuItem
            key={hours}
            onClick={() => {
              setAnchor(null);
              onSnooze(hours);
            }}
            sx={{ fontSize: '0.9rem' }}
          >
            {text}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
