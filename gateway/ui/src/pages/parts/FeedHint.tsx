import Box from '@mui/material/Box';

import { EmptyState } from '../../components/common/EmptyState';
import { Snippet } from './Snippet';

const record = (channel: string) => `{"channel_id":"${channel}","video_id":"dQw4w9WgXcQ","day":"2026-11-20","observed_at":"2026-11-22T09:00:00Z","metrics":{"views":1200,"revenue_micros":1840000,"currency":"USD"}}`;
const REPLAY = 'ytempire replay --topic youtube-analytics reports.jsonl.gz';

/** How figures come in, for an installation that has none. */
export function FeedHint({ channel = 'demo' }: { channel?: string }) {
  return (
    <EmptyState
      kind="never"
      icon="analytics"
      title="No report has come in yet"
      text="Views, revenue and subscribers come over Kafka: one record for each video and day on the topic youtube-analytics. What was spent is known already."
      action={
        <Box sx={{ display: 'grid', gap: 1.5, width: 'min(640px, 80vw)', textAlign: 'left' }}>
          <Snippet says="A recorded file, at once:" text={REPLAY} />
          <Snippet says="Or one record, with the channel as its key:" text={record(channel)} />
        </Box>
      }
    />
  );
}
