import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { EmptyState } from '../../components/common/EmptyState';
import { Segments } from '../../components/common/Segments';
import { Table, type Column } from '../../components/common/Table';
import type { BreakdownItem } from '../../services/api';
import { words } from '../../utils/format';
import { figure, METRICS, shareText, UNKNOWN, type Metric } from '../../utils/metrics';
import type { Range } from '../../utils/range';
import { FiguresPanel } from '../parts/FiguresPanel';
import { Pages } from '../parts/Pages';
import { useFigures } from '../parts/useFigures';

const BY = ['channel', 'video', 'stage', 'provider'] as const;
type By = (typeof BY)[number];
const OPTIONS = BY.map((value) => ({ value, text: words(value) }));
const PAGE = 25;

type Props = { range: Range; channels: readonly string[]; metrics: readonly Metric[] };

/** What the figures are made of. Stages and providers have a cost, and nothing else. */
export function BreakdownPanel({ range, channels, metrics }: Props) {
  const [params, setParams] = useSearchParams();
  const by = BY.find((each) => each === params.get('by')) ?? 'channel';
  const cursor = params.get('cursor');
  const shown: readonly Metric[] = by === 'stage' || by === 'provider' ? ['spend'] : metrics;
  const load = useFigures('/api/v1/analytics/breakdown', {
    from: range.from,
    to: range.to,
    by,
    metric: [...shown],
    limit: PAGE,
    ...(channels.length > 0 ? { channel_id: [...channels] } : {}),
    ...(cursor === null ? {} : { cursor }),
  });
  const choose = (next: By) => {
    const changed = new URLSearchParams(params);
    changed.delete('cursor');
    if (next === 'channel') changed.delete('by');
    else changed.set('by', next);
    setParams(changed, { replace: true });
  };
  return (
    <FiguresPanel
      title="Breakdown"
      load={load}
      flush
      tools={<Segments label="Break down by" options={OPTIONS} value={by} onValue={choose} />}
      empty={({ items }) => (items.length === 0 ? <EmptyState kind="filtered" icon="table" title="Nothing to break down" text="Nothing is known for these days and channels." /> : null)}
      foot={<Pages next={load.data?.next_cursor ?? null} />}
    >
      {({ items, currency }) => <Table label={`Breakdown by ${by}`} columns={columns(by, shown, currency)} rows={items} rowKey={(item) => item.key} />}
    </FiguresPanel>
  );
}

function columns(by: By, metrics: readonly Metric[], currency: string): Column<BreakdownItem>[] {
  const [first] = metrics;
  return [
    { key: 'label', head: words(by), heads: true, cell: (item) => <Label by={by} item={item} /> },
    { key: 'share', head: `Share of ${METRICS[first ?? 'spend'].text.toLowerCase()}`, width: '28%', wide: true, cell: (item) => <Share share={item.share ?? null} /> },
    ...metrics.map((metric): Column<BreakdownItem> => ({ key: metric, head: METRICS[metric].text, align: 'right', cell: (item) => <span style={{ whiteSpace: 'nowrap' }}>{figure(metric, item.values[metric], { currency, short: true })}</span> })),
  ];
}

function Label({ by, item }: { by: By; item: BreakdownItem }) {
  const to = by === 'channel' ? `/channels/${item.key}` : item.key.startsWith('vid_') ? `/videos/${item.key}` : null;
  const text = by === 'stage' ? words(item.label) : item.label;
  if (to === null) return <Box sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{text}</Box>;
  return (
    <Link component={RouterLink} to={to} color="text.primary" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
      {text}
    </Link>
  );
}

function Share({ share }: { share: number | null }) {
  if (share === null) return <>{UNKNOWN}</>;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(40px, 1fr) 52px', alignItems: 'center', gap: 1 }}>
      <Box aria-hidden sx={(theme) => ({ height: 8, borderRadius: '4px', backgroundColor: theme.vars!.palette.tone.neutral.bg, overflow: 'hidden' })}>
        <Box sx={(theme) => ({ height: '100%', borderRadius: '4px', backgroundColor: theme.vars!.palette.chart.indigo })} style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
      </Box>
      <Box sx={{ textAlign: 'right', color: 'text.secondary' }}>{shareText(share)}</Box>
    </Box>
  );
}
