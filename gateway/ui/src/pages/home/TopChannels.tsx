import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import { Sparkline } from '../../components/charts/Sparkline';
import { EmptyState } from '../../components/common/EmptyState';
import { Table, type Column } from '../../components/common/Table';
import { Delta } from '../../components/figures/Delta';
import type { ChannelFigures } from '../../services/api';
import { figure, shareText, UNKNOWN } from '../../utils/metrics';
import type { Range } from '../../utils/range';
import { FiguresPanel } from '../parts/FiguresPanel';
import { useFigures } from '../parts/useFigures';

const SHOWN = 5;

/** Who brings in most of it. */
export function TopChannels({ range, by }: { range: Range; by: 'profit' | 'views' }) {
  const load = useFigures('/api/v1/analytics/channels', { from: range.from, to: range.to, sort: `-${by}`, limit: SHOWN });
  return (
    <FiguresPanel title="Best channels" load={load} rows={SHOWN} rowHeight={64} flush table={({ items, currency }) => <Table label="Best channels as a table" columns={columns(currency)} rows={items} rowKey={({ channel_id: id }) => id} />} empty={({ items }) => (items.length === 0 ? <EmptyState kind="never" icon="channels" title="No channel yet" text="They are compared here by what they earn." /> : null)}>
      {({ items, currency }) => (
        <Box component="ol" aria-label={`Channels by ${by}`} sx={{ listStyle: 'none', m: 0, p: 0, pb: 1 }}>
          {items.map((channel) => (
            <One key={channel.channel_id} channel={channel} currency={currency} />
          ))}
        </Box>
      )}
    </FiguresPanel>
  );
}

const columns = (currency: string): Column<ChannelFigures>[] => [
  { key: 'name', head: 'Channel', heads: true, cell: ({ name }) => name },
  { key: 'views', head: 'Views', align: 'right', cell: ({ views }) => figure('views', views) },
  { key: 'growth', head: 'Change', align: 'right', cell: ({ growth }) => (growth === null ? UNKNOWN : shareText(growth, undefined, 'exceptZero')) },
  { key: 'profit', head: 'Profit', align: 'right', cell: ({ profit }) => figure('profit', profit, { currency }) },
];

function One({ channel, currency }: { channel: ChannelFigures; currency: string }) {
  return (
    <Box component="li" data-top={channel.channel_id} sx={(theme) => ({ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 72px auto', alignItems: 'center', gap: 1.5, px: 2.5, py: 1.25, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/channels/${channel.channel_id}`} color="text.primary" noWrap sx={{ display: 'block', fontWeight: 550, fontSize: '0.875rem' }}>
          {channel.name}
        </Link>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{figure('views', channel.views, { short: true })} views</Box>
      </Box>
      <Sparkline values={channel.sparkline} height={26} />
      <Box sx={{ textAlign: 'right', fontSize: '0.875rem' }}>
        <Box sx={{ fontWeight: 600 }}>{figure('profit', channel.profit, { currency, short: true })}</Box>
        <Box sx={{ fontSize: '0.8125rem' }}>{channel.growth === null ? <Box sx={{ color: 'text.secondary' }}>profit</Box> : <Delta metric="views" growth={channel.growth} />}</Box>
      </Box>
    </Box>
  );
}
