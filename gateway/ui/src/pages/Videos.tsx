import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { EmptyState } from '../components/common/EmptyState';
import { Icon } from '../components/common/Icon';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { Field } from '../components/forms/Field';
import { PageHeader } from '../components/layout/PageHeader';
import type { VideoStatus } from '../services/api';
import { words } from '../utils/format';
import { MoreRows } from './parts/MoreRows';
import { NoVideos } from './parts/NoVideos';
import { useChannels } from './parts/useChannels';
import { useVideoList, type VideoFilter } from './parts/useVideoList';
import { VideoTable } from './parts/VideoTable';

const STATUSES: VideoStatus[] = ['queued', 'running', 'paused', 'in_review', 'publishing', 'published', 'failed', 'cancelled'];
const TYPING_MS = 300;

export function filterOf(params: URLSearchParams): VideoFilter {
  const known = new Set<string>(STATUSES);
  return {
    status: params.getAll('status').filter((status): status is VideoStatus => known.has(status)),
    channelId: params.get('channel_id'),
    q: params.get('q') ?? '',
  };
}

export default function Videos() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const { load, hasMore, more, loadingMore, moreError } = useVideoList(filter);
  const filtered = filter.status.length > 0 || filter.channelId !== null || filter.q !== '';
  const clear = () => setParams({}, { replace: true });
  return (
    <>
      <PageHeader title="Videos" lead="Newest first, live.">
        <Button component={Link} to="/videos/new" variant="contained" startIcon={<Icon name="plus" />} sx={{ display: { md: 'none' } }}>
          New video
        </Button>
      </PageHeader>
      <FilterBar params={params} setParams={setParams} filter={filter} />
      <Panel flush>
        <PanelBody load={load} rows={8} rowHeight={64}>
          {(videos) =>
            videos.length > 0 ? (
              <VideoTable videos={videos} />
            ) : filtered ? (
              <EmptyState kind="filtered" title="No video fits this filter" text="Take something out of the filter to see more." action={<Button onClick={clear}>Clear the filter</Button>} />
            ) : (
              <NoVideos />
            )
          }
        </PanelBody>
        <MoreRows text="Show older videos" hasMore={hasMore && load.data !== null} more={more} loading={loadingMore} error={moreError} />
      </Panel>
    </>
  );
}

type BarProps = { params: URLSearchParams; setParams: ReturnType<typeof useSearchParams>[1]; filter: VideoFilter };

function FilterBar({ params, setParams, filter }: BarProps) {
  const channels = useChannels().data ?? [];
  const change = (edit: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(params);
    next.delete('focus');
    edit(next);
    setParams(next, { replace: true });
  };
  const toggle = (status: VideoStatus) =>
    change((next) => {
      const on = new Set(next.getAll('status'));
      if (!on.delete(status)) on.add(status);
      next.delete('status');
      on.forEach((each) => next.append('status', each));
    });
  const options = [{ value: '', text: 'All channels' }, ...channels.map((channel) => ({ value: channel.id, text: channel.name }))];
  const known = filter.channelId === null || channels.some((channel) => channel.id === filter.channelId);
  if (!known && filter.channelId) options.push({ value: filter.channelId, text: filter.channelId });
  return (
    <Box role="search" sx={{ display: 'grid', gap: 1.5, mb: 2 }}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 220px' } }}>
        <SearchField value={filter.q} focus={params.get('focus') === 'search'} onChange={(q) => change((next) => (q ? next.set('q', q) : next.delete('q')))} />
        <Field
          label="Channel"
          value={filter.channelId ?? ''}
          options={options}
          onValue={(id) => change((next) => (id ? next.set('channel_id', id) : next.delete('channel_id')))}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        />
      </Box>
      <Box role="group" aria-label="Status" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {STATUSES.map((status) => (
          <FilterChip key={status} text={words(status)} on={filter.status.includes(status)} onToggle={() => toggle(status)} />
        ))}
      </Box>
    </Box>
  );
}

function FilterChip({ text, on, onToggle }: { text: string; on: boolean; onToggle: () => void }) {
  return (
    <Box
      component="button"
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        height: 32,
        px: 1.5,
        cursor: 'pointer',
        borderRadius: '16px',
        font: 'inherit',
        fontSize: '0.8438rem',
        fontWeight: on ? 600 : 450,
        color: on ? theme.vars!.palette.tone.indigo.fg : theme.vars!.palette.text.primary,
        border: `1px solid ${on ? theme.vars!.palette.tone.indigo.solid : theme.vars!.palette.surface.hairline}`,
        backgroundColor: on ? theme.vars!.palette.tone.indigo.bg : theme.vars!.palette.background.paper,
      })}
    >
      {on && <Icon name="check" sx={{ fontSize: 15, strokeWidth: 2.4 }} />}
      {text}
    </Box>
  );
}

/** Writes into the URL when the typing rests; a changed URL wins over what stands here. */
function SearchField({ value, focus, onChange }: { value: string; focus: boolean; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      onChange(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  });
  return <Field label="Search topic or title" type="search" value={typed} onValue={setTyped} slotProps={{ htmlInput: { ref: input, maxLength: 200 } }} />;
}
