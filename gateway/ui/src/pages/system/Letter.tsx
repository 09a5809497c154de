import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import { ConfirmDialog } from '../../components/common/ConfirmDialog';
import { Icon, type IconName } from '../../components/common/Icon';
import { PanelBody } from '../../components/common/PanelBody';
import { Pill } from '../../components/common/StatusChip';
import { Time } from '../../components/common/Time';
import { api, body, type DeadLetter, type DeadLetterDetail } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { MONO, type ToneName } from '../../theme/theme';
import { absolute, bytes, sentence, words } from '../../utils/format';
import { useLoad } from '../../utils/useLoad';

type Replay = NonNullable<DeadLetter['replay']>;
type Props = { letter: DeadLetter; onReplay: () => void };

const LOOKS: Record<Replay['state'], { text: string; tone: ToneName; icon: IconName }> = {
  asked: { text: 'Replay asked for', tone: 'indigo', icon: 'clock' },
  sending: { text: 'Being sent', tone: 'indigo', icon: 'up' },
  replayed: { text: 'Replayed', tone: 'green', icon: 'check' },
  failed: { text: 'Replay failed', tone: 'red', icon: 'warning' },
};

export const placeOf = ({ topic, partition, offset }: DeadLetter) => `${topic}/${partition}/${offset}`;

/** One record in a line; opened, everything that came with it. */
export function Letter({ letter, onReplay }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Box component="li" data-letter={placeOf(letter)} data-replay={letter.replay?.state ?? ''} sx={(theme) => ({ borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      <Box component="details" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)} sx={{ '& > summary': { cursor: 'pointer', px: 2.5, py: 1.25, fontSize: '0.875rem' } }}>
        <summary>
          <Box component="span" sx={{ fontWeight: 550 }}>
            {words(letter.code)}
          </Box>
          <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {letter.detail}
          </Box>
          {letter.key !== null && (
            <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {letter.key}
            </Box>
          )}
          <Box component="span" sx={{ mx: 1.5, color: 'text.secondary', whiteSpace: 'nowrap' }}>
            <Time value={letter.at} />
          </Box>
          {letter.replay && <Pill look={LOOKS[letter.replay.state]} text={LOOKS[letter.replay.state].text} />}
        </summary>
        {open && <Opened letter={letter} onReplay={onReplay} />}
      </Box>
    </Box>
  );
}

function Opened({ letter, onReplay }: Props) {
  const [asking, setAsking] = useState(false);
  const toast = useUiStore((state) => state.toast);
  const load = useLoad<DeadLetterDetail>(`dead-letter ${letter.id}`, letter.replay?.state, (signal) => body(api.GET('/api/v1/dead-letters/{id}', { params: { path: { id: letter.id } }, signal })));
  const replay = async () => {
    await body(api.POST('/api/v1/dead-letters/{id}/replay', { params: { path: { id: letter.id } } }));
    toast(`The record goes to ${letter.topic} again`, 'success');
    onReplay();
    load.reload();
  };
  const waiting = letter.replay?.state === 'asked' || letter.replay?.state === 'sending';
  return (
    <Box sx={{ px: 2.5, pb: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', justifyContent: 'space-between', gap: 1.5 }}>
        <Typography variant="caption" component="p" color="textSecondary" sx={{ overflowWrap: 'anywhere', flex: '1 1 260px' }}>
          {letter.topic}, partition {letter.partition}, offset {letter.offset}, {bytes(letter.bytes)}
          {letter.key !== null && `, key ${letter.key}`}
        </Typography>
        <Button size="small" variant="outlined" disabled={waiting} onClick={() => setAsking(true)} startIcon={<Icon name="retry" sx={{ fontSize: 16 }} />}>
          Replay
        </Button>
      </Box>
      {letter.replay && <ReplayLine replay={letter.replay} />}
      <PanelBody load={load} rows={2} quiet>
        {(detail) => <Detail detail={detail} />}
      </PanelBody>
      {asking && (
        <ConfirmDialog
          title="Send this record again?"
          text={`Its own bytes and headers go to ${letter.topic} once more, and it is read as if it had just come. If its reason still holds, it comes back here.`}
          confirm="Replay"
          onConfirm={replay}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}

function ReplayLine({ replay }: { replay: Replay }) {
  return (
    <Typography variant="body2" sx={{ mt: 0.5 }} role="status">
      {LOOKS[replay.state].text} <Time value={replay.replayed_at ?? replay.asked_at} />.{replay.detail !== '' && ` ${sentence(replay.detail)}`}
    </Typography>
  );
}

function Detail({ detail }: { detail: DeadLetterDetail }) {
  return (
    <>
      {detail.timestamp && (
        <Typography variant="caption" component="p" color="textSecondary">
          Its own time: {absolute(detail.timestamp)}
        </Typography>
      )}
      {detail.headers.length > 0 && (
        <Box component="dl" aria-label="Headers" sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 2, rowGap: 0.25, mt: 1, mb: 0, fontSize: '0.8125rem', '& dd': { m: 0, overflowWrap: 'anywhere' } }}>
          {detail.headers.map(({ name, value }, index) => (
            <Box key={`${name} ${index}`} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: 'text.secondary' }}>
                {name}
              </Box>
              <dd>{value ?? 'no text'}</dd>
            </Box>
          ))}
        </Box>
      )}
      <Value value={detail.value} place={placeOf(detail)} />
    </>
  );
}

function Value({ value, place }: { value: string | null; place: string }) {
  if (value === null) return <Typography variant="body2">The value is not text.</Typography>;
  return (
    <Box
      component="pre"
      role="region"
      aria-label={`Value of ${place}`}
      // A long value scrolls, and the keyboard must reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      sx={(theme) => ({ m: 0, mt: 1, p: 1.5, maxHeight: 240, overflow: 'auto', borderRadius: '8px', fontFamily: MONO, fontSize: '0.78rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', backgroundColor: theme.vars!.palette.surface.sunken })}
    >
      {value}
    </Box>
  );
}
