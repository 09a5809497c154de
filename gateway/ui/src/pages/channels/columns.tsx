import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import { Sparkline } from '../../components/charts/Sparkline';
import { Icon } from '../../components/common/Icon';
import { ChannelChip } from '../../components/common/StatusChip';
import type { Column } from '../../components/common/Table';
import { Time } from '../../components/common/Time';
import { Delta } from '../../components/figures/Delta';
import type { ChannelFigures } from '../../services/api';
import { useChannelStore } from '../../stores/channelStore';
import { useUiStore } from '../../stores/uiStore';
import { figure, METRICS, UNKNOWN, type Metric } from '../../utils/metrics';
import { ChannelActions } from './ChannelActions';

const FIGURES: readonly Metric[] = ['views', 'revenue', 'spend', 'profit', 'margin', 'rpm', 'subscribers_net'];
/** What is left on a phone, where the rest of a row is one press away. */
const ON_A_PHONE: readonly Metric[] = ['revenue', 'profit'];

export const PHONE_SORTS = [...FIGURES.map((metric) => ({ value: `-${metric}`, text: `${METRICS[metric].text}, highest first` })), { value: 'name', text: 'Name' }];

export function channelColumns(currency: string): Column<ChannelFigures>[] {
  const figures = FIGURES.map((metric): Column<ChannelFigures> => ({
    key: metric,
    head: METRICS[metric].text,
    align: 'right',
    sort: metric,
    wide: !ON_A_PHONE.includes(metric),
    cell: (channel) => <span style={{ whiteSpace: 'nowrap' }}>{figure(metric, channel[metric as keyof ChannelFigures] as number | null, { currency, short: true })}</span>,
  }));
  return [
    { key: 'name', head: 'Channel', sort: 'name', heads: true, cell: (channel) => <Name channel={channel} /> },
    { key: 'views over time', head: 'Views over time', width: 112, wide: true, cell: (channel) => <Shape channel={channel} /> },
    ...figures,
    { key: 'last', head: 'Last upload', align: 'right', sort: 'last_published_at', wide: true, cell: ({ last_published_at: at }) => <span style={{ whiteSpace: 'nowrap' }}>{at === null ? UNKNOWN : <Time value={at} />}</span> },
    { key: 'actions', head: 'Actions', width: 56, align: 'right', cell: (channel) => <Actions id={channel.channel_id} /> },
  ];
}

function Name({ channel }: { channel: ChannelFigures }) {
  const { channel_id: id, name } = channel;
  const status = useChannelStore((state) => state.entities[id]?.status ?? channel.status);
  const pinned = useUiStore((state) => state.pinned.includes(id));
  const togglePin = useUiStore((state) => state.togglePin);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: { md: 170 }, ml: -1 }}>
      <IconButton size="small" aria-pressed={pinned} aria-label={`Pin ${name} on top`} onClick={() => togglePin(id)} sx={{ p: 0.5, color: pinned ? 'primary.main' : 'text.secondary' }}>
        <Icon name="pin" sx={{ fontSize: 17, fill: pinned ? 'currentColor' : 'none' }} />
      </IconButton>
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/channels/${id}`} color="text.primary" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
          {name}
        </Link>
        <Box sx={{ mt: 0.25 }}>{status && <ChannelChip status={status} />}</Box>
      </Box>
    </Box>
  );
}

function Shape({ channel: { sparkline, growth } }: { channel: ChannelFigures }) {
  return (
    <Box sx={{ width: 96 }}>
      <Sparkline values={sparkline} height={24} />
      <Box sx={{ fontSize: '0.75rem', minHeight: 18 }}>{growth !== null && <Delta metric="views" growth={growth} />}</Box>
    </Box>
  );
}

function Actions({ id }: { id: string }) {
  const channel = useChannelStore((state) => state.entities[id]);
  return channel ? <ChannelActions channel={channel} /> : null;
}
