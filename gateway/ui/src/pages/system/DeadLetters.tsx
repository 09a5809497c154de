import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Time } from '../../components/common/Time';
import { api, body, type DeadLetter } from '../../services/api';
import { asApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import { MONO } from '../../theme/theme';
import { bytes, words } from '../../utils/format';
import { useLoad } from '../../utils/useLoad';

type Page = { items: DeadLetter[]; next_cursor: string | null };

const PAGE = 20;
const read = (cursor: string | null, signal?: AbortSignal): Promise<Page> =>
  body(api.GET('/api/v1/dead-letters', { params: { query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) } }, signal: signal ?? null }));

/** Records that could not be used: why, where they came from, and how they begin. */
export function DeadLetters({ tick }: { tick: unknown }) {
  const toast = useUiStore((state) => state.toast);
  const [older, setOlder] = useState<Page | null>(null);
  const load = useLoad<Page>('dead-letters', tick, (signal) => read(null, signal));
  const next = older ? older.next_cursor : (load.data?.next_cursor ?? null);
  const more = async () => {
    try {
      const page = await read(next);
      setOlder({ items: [...(older?.items ?? []), ...page.items], next_cursor: page.next_cursor });
    } catch (error) {
      toast(asApiError(error).message, 'error');
    }
  };
  return (
    <Panel flush title="Dead letters">
      <PanelBody load={load} rows={3}>
        {(first) => {
          const letters = unique([...first.items, ...(older?.items ?? [])]);
          if (letters.length === 0) return <EmptyState kind="never" icon="check" title="Every record could be used" text="A record that cannot be read or obeyed is kept here with its reason." />;
          return (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, pb: 1 }}>
              {letters.map((letter) => (
                <Letter key={place(letter)} letter={letter} />
              ))}
            </Box>
          );
        }}
      </PanelBody>
      {next !== null && (
        <Box sx={(theme) => ({ display: 'grid', placeItems: 'center', p: 1.5, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
          <Button onClick={() => void more()}>Show older records</Button>
        </Box>
      )}
    </Panel>
  );
}

const place = ({ topic, partition, offset }: DeadLetter) => `${topic}/${partition}/${offset}`;
const unique = (letters: DeadLetter[]) => [...new Map(letters.map((letter) => [place(letter), letter])).values()];

function Letter({ letter }: { letter: DeadLetter }) {
  return (
    <Box component="li" data-letter={place(letter)} sx={(theme) => ({ borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      <Box component="details" sx={{ '& > summary': { cursor: 'pointer', px: 2.5, py: 1.25, fontSize: '0.875rem' } }}>
        <summary>
          <Box component="span" sx={{ fontWeight: 550 }}>
            {words(letter.code)}
          </Box>
          <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {letter.detail}
          </Box>
          <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', whiteSpace: 'nowrap' }}>
            <Time value={letter.at} />
          </Box>
        </summary>
        <Box sx={{ px: 2.5, pb: 2 }}>
          <Typography variant="caption" component="p" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {letter.topic}, partition {letter.partition}, offset {letter.offset}, {bytes(letter.bytes)}
            {letter.key !== null && `, key ${letter.key}`}
          </Typography>
          <Value value={letter.value} place={place(letter)} />
        </Box>
      </Box>
    </Box>
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
