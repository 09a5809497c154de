import Box from '@mui/material/Box';
import { useMemo } from 'react';

import { Segments } from '../components/common/Segments';
import { ChannelPicker } from '../components/figures/ChannelPicker';
import { colourOf, drawn } from '../components/figures/colours';
import { MetricMenu } from '../components/figures/MetricMenu';
import { ScopeBar } from '../components/figures/ScopeBar';
import { words } from '../utils/format';
import { METRICS, METRIC_NAMES, type Metric } from '../utils/metrics';
import { allowed, fitting } from '../utils/range';
import { AnalyticsHeader } from './analytics/AnalyticsHeader';
import { BreakdownPanel } from './analytics/BreakdownPanel';
import { KpiRow } from './parts/KpiRow';
import { SeriesPanel } from './parts/SeriesPanel';
import { useChannels } from './parts/useChannels';
import { useFigures } from './parts/useFigures';
import { useScope } from './parts/useScope';

const USUAL_METRICS: readonly Metric[] = ['revenue', 'views'];
const CARDS: readonly Metric[] = ['revenue', 'spend', 'profit', 'margin', 'rpm', 'views', 'subscribers_net'];
const OTHERS = METRIC_NAMES.filter((metric) => !CARDS.includes(metric));

export default function Analytics() {
  const control = useScope({ metrics: USUAL_METRICS, compares: true });
  const { scope, change } = control;
  const { range, compare, metrics } = scope;
  const channels = useChannels().data ?? [];
  const own = useMemo(() => (scope.channels.length > 0 ? { channel_id: [...scope.channels] } : {}), [scope.channels]);
  const load = useFigures('/api/v1/analytics/overview', { from: range.from, to: range.to, ...own });
  const choices = allowed(range, metrics.every((metric) => metric === 'spend'));
  const fine = scope.granularity !== null && choices.includes(scope.granularity) ? scope.granularity : fitting(range);
  const toggle = (metric: Metric) => {
    const next = metrics.includes(metric) ? metrics.filter((each) => each !== metric) : [...metrics, metric];
    // Something is always shown.
    if (next.length > 0) change({ metrics: next });
  };
  return (
    <>
      <AnalyticsHeader title="Analytics" lead="Every figure over time, and what it is made of." />
      <ScopeBar {...control} compares>
        <ChannelPicker channels={channels} chosen={scope.channels} onChosen={(ids) => change({ channels: ids })} />
        <Segments label="One point a" options={choices.map((value) => ({ value, text: words(value) }))} value={fine} onValue={(value) => change({ granularity: value === fitting(range) ? null : value })} />
      </ScopeBar>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box>
          <KpiRow load={load} shown={CARDS} toggle={{ on: metrics, onToggle: toggle, colour: colourOf }} />
          <Box sx={{ mt: 1.5 }}>
            <MetricMenu metrics={OTHERS} chosen={metrics} onToggle={toggle} />
          </Box>
        </Box>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: metrics.length > 1 ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)' } }}>
          {metrics.map((metric) => (
            <SeriesPanel
              key={metric}
              title={METRICS[metric].text}
              drawn={[drawn(metric)]}
              range={range}
              granularity={fine}
              channels={scope.channels}
              compare={compare}
              together="analytics"
              height={metrics.length > 1 ? 230 : 320}
            />
          ))}
        </Box>
        <BreakdownPanel range={range} channels={scope.channels} metrics={metrics} />
      </Box>
    </>
  );
}
