import Button from '@mui/material/Button';

import { EmptyState } from '../../components/common/EmptyState';
import { FeedHint } from '../parts/FeedHint';

export function NoVideoFigures({ channel, onAll }: { channel: string | null; onAll: () => void }) {
  if (channel === null) return <FeedHint />;
  return <EmptyState kind="filtered" icon="videos" title="No video of this channel was reported for these days" text="Choose other days, or look at all channels." action={<Button onClick={onAll}>All channels</Button>} />;
}
