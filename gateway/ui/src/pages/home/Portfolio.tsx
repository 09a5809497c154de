import Box from '@mui/material/Box';

import { Panel } from '../../components/common/Panel';
import type { Drawn } from '../../components/charts/TimeSeriesChart';
import { drawn } from '../../components/figures/colours';
import type { Overview } from '../../services/api';
import { money } from '../../utils/format';
import { shareText, type Metric } from '../../utils/metrics';
import { USUAL } from '../../utils/scope';
import { FeedHint } from '../parts/FeedHint';
import { KpiRow } from '../parts/KpiRow';
import { SeriesPanel } from '../parts/SeriesPanel';
import { useFigures } from '../parts/useFigures';
import type { ScopeControl } from '../parts/useScope';
import { TopChannels } from './TopChannels';

export const CARDS: readonly Metric[] = ['revenue', 'spend', 'profit', 'views', 'rpm', 'subscribers_net'];
export const MONEY_DRAWN: readonly Drawn[] = [drawn('spend'), drawn('revenue')];
const REPORTED: readonly string[] = ['views', 'revenue', 'subscribers_net'];

/** What all channels together earn and cost. */
export function Portfolio({ control: { scope } }: { control: ScopeControl }) {
  const { range } = scope;
  const load = useFigures('/api/v1/analytics/overview', { from: range.from, to: range.to });
  const silent = load.data !== null && !reported(load.data);
  return (
    <>
      <KpiRow load={load} shown={CARDS} notes={notesOf} />
      {silent && range.preset === USUAL ? (
        <Panel flush title="Revenue against spend">
          <FeedHint />
        </Panel>
      ) : (
        <Box sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 2fr) minmax(0, 1fr)' } }}>
          <SeriesPanel title="Revenue against spend" drawn={MONEY_DRAWN} range={range} granularity={scope.granularity} height={296} />
          <TopChannels range={range} by={load.data !== null && !earning(load.data) ? 'views' : 'profit'} />
        </Box>
      )}
    </>
  );
}

/** Whether the platform has told anything of the period; what was spent we know ourselves. */
export const reported = (overview: Overview): boolean => overview.kpis.some(({ metric, value }) => value !== null && REPORTED.includes(metric));

/** Whether anybody's profit is known: without revenue nobody's is, and channels would stand in no order. */
export const earning = (overview: Overview): boolean => overview.kpis.some(({ metric, value }) => metric === 'profit' && value !== null);

/** The smaller facts beside the key figures. */
export function notesOf({ kpis, videos_published: videos, profit_per_video: each, currency }: Overview): Partial<Record<Metric, string>> {
  const margin = kpis.find(({ metric }) => metric === 'margin')?.value ?? null;
  return {
    spend: `${videos.toLocaleString()} ${videos === 1 ? 'video' : 'videos'} published`,
    ...(margin === null ? {} : { revenue: `margin ${shareText(margin)}` }),
    ...(each === null ? {} : { profit: `${money(each, currency)} a video` }),
  };
}
