import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Field } from '../../components/forms/Field';
import { api, body, type DeadLetter } from '../../services/api';
import { asApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import { words } from '../../utils/format';
import { useLoad } from '../../utils/useLoad';
import { Letter } from './Letter';

type Page = { items: DeadLetter[]; next_cursor: string | null };
type Filter = { topic: string; code: string };

const PAGE = 20;
const TOPICS = ['video-requests', 'trend-signals', 'youtube-analytics'];
/** The reasons that the wire contract names, and those that the journal finds. */
const CODES = ['bad_json', 'duplicate_field', 'empty_value', 'invalid_field', 'missing_field', 'not_an_object', 'request_conflict', 'structured_mode', 'too_large', 'unknown_channel', 'unknown_field', 'unknown_schema', 'wrong_type'];

function read({ topic, code }: Filter, cursor: string | null, signal?: AbortSignal): Promise<Page> {
  const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }), ...(topic === '' ? {} : { topic }), ...(code === '' ? {} : { code }) };
  return body(api.GET('/api/v1/dead-letters', { params: { query }, signal: signal ?? null }));
}

/** Records that could not be used: why, where they came from, and the way back to their topic. */
export function DeadLetters({ tick }: { tick: unknown }) {
  const [params, setParams] = useSearchParams();
  const filter = { topic: params.get('topic') ?? '', code: params.get('code') ?? '' };
  const subject = `dead-letters ${filter.topic} ${filter.code}`;
  const { load, letters, next, more } = useLetters(filter, subject, tick);
  const set = (name: keyof Filter, value: string) => {
    const changed = new URLSearchParams(params);
    if (value === '') changed.delete(name);
    else changed.set(name, value);
    setParams(changed, { replace: true });
  };
  const filtered = filter.topic !== '' || filter.code !== '';
  return (
    <Panel flush title="Dead letters" action={<Filters filter={filter} set={set} />}>
      <PanelBody load={load} rows={3} quiet>
        {() =>
          letters.length === 0 ? (
            <Nothing filtered={filtered} onClear={() => setParams({}, { replace: true })} />
          ) : (
            <Box component="ul" aria-label="Dead letters" sx={{ listStyle: 'none', m: 0, p: 0, pb: 1 }}>
              {letters.map((letter) => (
                <Letter key={letter.id} letter={letter} onReplay={load.reload} />
              ))}
            </Box>
          )
        }
      </PanelBody>
      {next !== null && (
        <Box sx={(theme) => ({ display: 'grid', placeItems: 'center', p: 1.5, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
          <Button onClick={() => void more()}>Show older records</Button>
        </Box>
      )}
    </Panel>
  );
}

/** The newest page again and again, and below it what was asked for beyond it. */
function useLetters(filter: Filter, subject: string, tick: unknown) {
  const toast = useUiStore((state) => state.toast);
  const [older, setOlder] = useState<({ subject: string } & Page) | null>(null);
  const load = useLoad<Page>(subject, tick, (signal) => read(filter, null, signal));
  const rest = older?.subject === subject ? older : null;
  const next = rest ? rest.next_cursor : (load.data?.next_cursor ?? null);
  const more = async () => {
    try {
      const page = await read(filter, next);
      setOlder({ subject, items: [...(rest?.items ?? []), ...page.items], next_cursor: page.next_cursor });
    } catch (error) {
      toast(asApiError(error).message, 'error');
    }
  };
  const letters = [...new Map([...(rest?.items ?? []), ...(load.data?.items ?? [])].map((letter) => [letter.id, letter])).values()].sort((a, b) => b.id - a.id);
  return { load, letters, next, more };
}

function Filters({ filter, set }: { filter: Filter; set: (name: keyof Filter, value: string) => void }) {
  const options = (all: string, values: readonly string[], chosen: string, say: (value: string) => string) => [{ value: '', text: all }, ...[...new Set([...values, ...(chosen === '' ? [] : [chosen])])].map((value) => ({ value, text: say(value) }))];
  const shrunk = { inputLabel: { shrink: true }, select: { displayEmpty: true } };
  return (
    <Box sx={{ display: 'flex', gap: 1.25, pt: 0.5, flex: { xs: '1 1 100%', sm: '0 1 auto' } }}>
      <Field label="Topic" value={filter.topic} options={options('Every topic', TOPICS, filter.topic, (topic) => topic)} onValue={(topic) => set('topic', topic)} sx={{ width: { sm: 180 } }} slotProps={shrunk} />
      <Field label="Reason" value={filter.code} options={options('Every reason', CODES, filter.code, words)} onValue={(code) => set('code', code)} sx={{ width: { sm: 180 } }} slotProps={shrunk} />
    </Box>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) return <EmptyState kind="filtered" title="No record fits this filter" text="Take something out of the filter to see more." action={<Button onClick={onClear}>Clear the filter</Button>} />;
  return <EmptyState kind="never" icon="check" title="Every record could be used" text="A record that cannot be read or obeyed is kept here with its reason." />;
}
