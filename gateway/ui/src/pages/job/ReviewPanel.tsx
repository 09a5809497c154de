import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';

import { Icon } from '../../components/common/Icon';
import type { StageView, VideoView } from '../../services/api';
import { reviewReasons } from './revision';

/** Why it waits for a person; nothing where the gateway gives no reason that this page knows. */
export function ReviewPanel({ video, stages }: { video: VideoView; stages: readonly StageView[] }) {
  const reasons = reviewReasons(video, stages);
  if (reasons.length === 0) return null;
  return (
    <Box role="status" data-review sx={(theme) => ({ display: 'flex', gap: 1.5, p: 2.5, mb: 3, borderRadius: '12px', color: theme.vars!.palette.tone.violet.fg, backgroundColor: theme.vars!.palette.tone.violet.bg })}>
      <Icon name="eye" sx={{ mt: 0.25 }} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography variant="h3" component="h2">
          Waits for your approval
        </Typography>
        {reasons.map((reason) => (
          <Typography key={reason} variant="body2" sx={{ overflowWrap: 'anywhere', mt: 0.5 }}>
            {reason}
          </Typography>
        ))}
        <Button component={Link} to={`/videos/${video.video_id}/checks`} replace size="small" variant="outlined" color="inherit" sx={{ mt: 1.5 }}>
          All checks and scores
        </Button>
      </Box>
    </Box>
  );
}
