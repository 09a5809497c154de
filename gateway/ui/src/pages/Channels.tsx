import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { EmptyState } from '../components/common/EmptyState';
import { Icon } from '../components/common/Icon';
import { Table } from '../components/common/Table';
import { Field } from '../components/forms/Field';
import { ScopeBar } from '../components/figures/ScopeBar';
import { PageHeader } from '../components/layout/PageHeader';
import { useUiStore } from '../stores/uiStore';
import { channelColumns, PHONE_SORTS } from './channels/columns';
import { FiguresPanel } from './parts/FiguresPanel';
import { Pages } from './parts/Pages';
import { useChannels } from './parts/useChannels';
import { useFigures } from './parts/useFigures';
import { useScope } from './parts/useScope';

const PAGE = 50;
const USUAL_SORT = '-revenue';

/** Every channel beside the others. Pinned ones stand on top, in the same order among themselves. */
export default function Channels() {
  const control = useScope();
  const [params, setParams] = useSearchParams();
  const sort = params.get('sort') ?? USUAL_SORT;
  const cursor = params.get('cursor');
  const pinned = useUiStore((state) => state.pinned);
  useChannels();
  const period = { from: control.scope.range.from, to: control.scope.range.to, sort };
  const load = useFigures('/api/v1/analytics/channels', { ...period, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
  const pins = useFigures('/api/v1/analytics/channels', pinned.length > 0 && cursor === null ? { ...period, channel_id: [...pinned], limit: PAGE } : null);
  const onSort = (next: string) => {
    const changed = new URLSearchParams(params);
    changed.delete('cursor');
    if (next === USUAL_SORT) changed.delete('sort');
    else changed.set('sort', next);
    setParams(changed, { replace: true });
  };
  const top = useMemo(() => (pinned.length > 0 && cursor === null ? (pins.data?.items ?? []).filter(({ channel_id: id }) => pinned.includes(id)) : []), [pinned, cursor, pins.data]);
  const topIds = new Set(top.map((channel) => channel.channel_id));
  return (
    <>
      <PageHeader title="Channels" lead="What each one brings in and costs, beside the others.">
        <Button component={RouterLink} to="/channels/new" variant="contained" startIcon={<Icon name="plus" />}>
          New channel
        </Button>
      </PageHeader>
      <ScopeBar {...control} />
      <Box sx={{ display: { xs: 'block', md: 'none' }, mb: 2 }}>
        <Field label="Order" value={PHONE_SORTS.some(({ value }) => value === sort) ? sort : USUAL_SORT} options={PHONE_SORTS} onValue={onSort} />
      </Box>
      <FiguresPanel
        title="Comparison"
        load={load}
        flush
        rows={6}
        rowHeight={64}
        empty={({ items }) => (items.length === 0 ? <NoChannels later={cursor !== null} /> : null)}
        foot={<Pages next={load.data?.next_cursor ?? null} />}
      >
        {({ items, currency }) => (
          <Table
            label="Channels"
            columns={channelColumns(currency)}
            rows={[...top, ...items.filter((channel) => !topIds.has(channel.channel_id))]}
            rowKey={(channel) => channel.channel_id}
            sorting={{ sort, onSort }}
          />
        )}
      </FiguresPanel>
    </>
  );
}

function NoChannels({ later }: { later: boolean }) {
  if (later) return <EmptyState kind="filtered" icon="channels" title="No more channels" text="This was the last page." />;
  return (
    <EmptyState
      kind="never"
      icon="channels"
      title="No channel yet"
      text="A channel holds the voice, the look, the length and the budget of its videos."
      action={
        <Button component={RouterLink} to="/channels/new" variant="contained" startIcon={<Icon name="plus" />}>
          Make a channel
        </Button>
      }
    />
  );
}
