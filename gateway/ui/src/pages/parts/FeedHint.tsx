import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { CopyButton } from '../../components/common/CopyButton';
import { EmptyState } from '../../components/common/EmptyState';
import { MONO } from '../../theme/theme';

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

function Snippet({ says, text }: { says: string; text: string }) {
  return (
    <Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" color="textSecondary">
          {says}
        </Typography>
        <CopyButton text={text} what={says.replace(/[:,].*$/, '')} />
      </Box>
      <Box component="code" sx={(theme) => ({ display: 'block', mt: 0.5, p: 1.5, borderRadius: '8px', fontFamily: MONO, fontSize: '0.78rem', overflowWrap: 'anywhere', backgroundColor: theme.vars!.palette.surface.sunken })}>
        {text}
      </Box>
    </Box>
  );
}
