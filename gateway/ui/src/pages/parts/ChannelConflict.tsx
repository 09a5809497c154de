import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';

import type { ChannelView } from '../../services/api';
import { words } from '../../utils/format';
import { changedElsewhere } from './channelForm';

type Props = { opened: ChannelView; theirs: ChannelView; onTheirs: () => void; onMine: () => void };

/** Somebody saved in between: show what, and let the person choose. Nothing typed is lost before. */
export function ChannelConflict({ opened, theirs, onTheirs, onMine }: Props) {
  const changes = changedElsewhere(opened, theirs);
  return (
    <Box role="alert" sx={(theme) => ({ p: 2.5, borderRadius: '12px', color: theme.vars!.palette.tone.amber.fg, backgroundColor: theme.vars!.palette.tone.amber.bg })}>
      <Typography variant="h3" component="h2">
        This channel was changed elsewhere
      </Typography>
      <Typography variant="body2">Your text is still here. Take their version, or write yours over it.</Typography>
      <Box component="ul" sx={{ pl: 2.5, my: 1, fontSize: '0.875rem' }}>
        {changes.length === 0 && <li>Only its status changed: it is {words(theirs.status).toLowerCase()} now.</li>}
        {changes.map(({ member, was, is }) => (
          <li key={member}>
            {words(member)}: <s>{was || 'empty'}</s> is now <strong>{is || 'empty'}</strong>
          </li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" onClick={onTheirs}>
          Take theirs
        </Button>
        <Button variant="outlined" color="inherit" onClick={onMine}>
          Overwrite with mine
        </Button>
      </Box>
    </Box>
  );
}
