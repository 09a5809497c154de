import Box from '@mui/material/Box';
import { useSearchParams } from 'react-router';

import { ChannelPicker } from '../components/figures/ChannelPicker';
import { ScopeBar } from '../components/figures/ScopeBar';
import { AnalyticsHeader } from './analytics/AnalyticsHeader';
import { ActivityPanel } from './analytics/ActivityPanel';
import { PublishPanel } from './analytics/PublishPanel';
import { useChannels } from './parts/useChannels';
import { useScope } from './parts/useScope';

/** When it is worth publishing, and where something happens. */
export default function AnalyticsHeatmap() {
  const control = useScope();
  const { scope, change } = control;
  const [params, setParams] = useSearchParams();
  const channels = useChannels().data ?? [];
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const asked = { from: scope.range.from, to: scope.range.to, ...(scope.channels.length > 0 ? { channel_id: [...scope.channels] } : {}) };
  return (
    <>
      <AnalyticsHeader title="Heat map" lead="At which hours videos did well, and on which days something happened." />
      <ScopeBar {...control}>
        <ChannelPicker channels={channels} chosen={scope.channels} onChosen={(ids) => change({ channels: ids })} />
      </ScopeBar>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <PublishPanel asked={asked} zone={params.get('tz')} onZone={(zone) => set('tz', zone)} />
        <ActivityPanel asked={asked} metric={params.get('metric')} onMetric={(metric) => set('metric', metric)} />
      </Box>
    </>
  );
}
