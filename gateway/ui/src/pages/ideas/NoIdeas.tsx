import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { EmptyState } from '../../components/common/EmptyState';
import type { Niche } from '../../services/api';
import type { IdeaFilter } from '../../utils/ideas';
import { Snippet } from '../parts/Snippet';

const REPLAY = 'ytempire replay --topic trend-signals signals.jsonl.gz';
const RECORD = '{"source":"hacker-news","topic":"Why honey never spoils","niche":"Everyday science","rank":3,"volume":120,"unit":"points","observed_at":"2026-11-25T10:00:00Z"}';

const NONE = {
  new: { title: 'No new idea', text: 'Every ranked topic has been decided on, or nothing has been heard of it for a while. What rises next appears here by itself.' },
  accepted: { title: 'No idea was accepted', text: 'An accepted idea is a video; it stays here with the way to it.' },
  snoozed: { title: 'No idea is snoozed', text: 'A snoozed idea waits here and is new again when its time has come.' },
  dismissed: { title: 'No idea was dismissed', text: 'What is dismissed stays here and can be restored.' },
};

type Props = { filter: IdeaFilter; /** Null: not known yet. */ niches: readonly Niche[] | null; onClear: () => void };

/** Why there is nothing: no signal ever came, or this filter has none. */
export function NoIdeas({ filter, niches, onClear }: Props) {
  if (niches?.length === 0 && filter.niche === null && filter.state === 'new') return <SignalHint />;
  const { title, text } = NONE[filter.state];
  const usual = filter.niche === null && filter.state === 'new';
  const where = filter.niche === null ? '' : ` in ${filter.niche}`;
  return <EmptyState kind="filtered" icon="idea" title={title + where} text={text} action={usual ? undefined : <Button onClick={onClear}>Show the new ideas of all niches</Button>} />;
}

/** How signals come in, for an installation that has none. */
function SignalHint() {
  return (
    <EmptyState
      kind="never"
      icon="idea"
      title="No signal has come in yet"
      text="What rises is read from Kafka: one record for each topic, source and time on the topic trend-signals. Each niche is then ranked by itself."
      action={
        <Box sx={{ display: 'grid', gap: 1.5, width: 'min(640px, 80vw)', textAlign: 'left' }}>
          <Snippet says="A recorded file, at once:" text={REPLAY} />
          <Snippet says="Or one record, with the niche as its key:" text={RECORD} />
        </Box>
      }
    />
  );
}
