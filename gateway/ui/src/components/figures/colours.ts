import type { ChartColour } from '../../theme/theme';
import type { Metric } from '../../utils/metrics';

const COLOURS: Partial<Record<Metric, ChartColour>> = {
  revenue: 'indigo',
  spend: 'amber',
  profit: 'green',
  margin: 'green',
  rpm: 'violet',
  views: 'teal',
  subscribers_net: 'blue',
  subscribers_lost: 'red',
};

/** One colour a metric, the same on every chart. Slate is left to what was before. */
export const colourOf = (metric: Metric): ChartColour => COLOURS[metric] ?? 'blue';
/** Money that goes out stands in bars, everything else is a line. */
const kindOf = (metric: Metric): 'bar' | 'line' => (metric === 'spend' ? 'bar' : 'line');

/** How a metric is drawn over time. */
export const drawn = (metric: Metric): { metric: Metric; colour: ChartColour; kind: 'bar' | 'line' } => ({ metric, colour: colourOf(metric), kind: kindOf(metric) });
