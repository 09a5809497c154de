import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';

import { Icon } from '../../components/common/Icon';
import type { VideoView } from '../../services/api';
import { sentence, words } from '../../utils/format';

type Failure = NonNullable<VideoView['failure']>;

const WHAT_TO_DO: Record<Failure['whose'], string> = {
  request: 'The same request will fail again. Ask for a new video with another topic, or with a brief.',
  provider: 'A provider or a device refused, hung or died. Trying again usually helps.',
  operator: 'A setting, a budget or this machine stands in the way. Mend that, then retry.',
  ours: 'This is a defect of the program. Retry once; if it comes back, report the code together with the events.',
};

const BY_CODE: Record<string, string> = {
  budget_exceeded: 'The next step would cost more than the cap allows. Raise the cap of the channel for new videos, or make a shorter one.',
  no_material: 'There is nothing to write from. Ask again with a brief: a few paragraphs with the facts.',
};

/** Why it stopped and what a person can do about it. */
export function FailurePanel({ video, failure }: { video: VideoView; failure: Failure }) {
  return (
    <Box role="alert" data-failure={failure.code} sx={(theme) => ({ display: 'flex', gap: 1.5, p: 2.5, mb: 3, borderRadius: '12px', color: theme.vars!.palette.tone.red.fg, backgroundColor: theme.vars!.palette.tone.red.bg })}>
      <Icon name="warning" sx={{ mt: 0.25 }} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography variant="h3" component="h2">
          {words(failure.stage)} failed
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {sentence(failure.message)} <code>{failure.code}</code>
        </Typography>
        <Typography variant="body2" sx={{ mt: 1 }}>
          {BY_CODE[failure.code] ?? WHAT_TO_DO[failure.whose]}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
          {failure.whose === 'operator' && (
            <Button component={Link} to={`/channels/${video.channel_id}/settings`} size="small" variant="outlined" color="inherit">
              Channel settings
            </Button>
          )}
          {failure.whose === 'request' && (
            <Button component={Link} to={`/videos/new?channel=${video.channel_id}`} size="small" variant="outlined" color="inherit">
              New video
            </Button>
          )}
          {failure.whose === 'provider' && (
            <Button component={Link} to="/system" size="small" variant="outlined" color="inherit">
              How the system is doing
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  );
}
