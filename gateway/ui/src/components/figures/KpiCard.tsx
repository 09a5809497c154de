import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import type { Kpi } from '../../services/api';
import type { ChartColour } from '../../theme/theme';
import { figure, isMetric, METRICS, type Metric } from '../../utils/metrics';
import { Sparkline } from '../charts/Sparkline';
import { Delta } from './Delta';

type Props = {
  kpi: Kpi;
  currency: string;
  colour?: ChartColour;
  /** A second, smaller fact. */
  note?: ReactNode;
  /** Makes the card a switch. */
  pressed?: boolean;
  onToggle?: () => void;
};

/** One figure of a period, how it moved against the period before, and its shape. */
export function KpiCard({ kpi, currency, colour = 'indigo', note, pressed = false, onToggle }: Props) {
  if (!isMetric(kpi.metric)) return null;
  const switches = onToggle ? { component: 'button' as const, type: 'button' as const, 'aria-pressed': pressed, onClick: onToggle } : {};
  return (
    <Box
      {...switches}
      data-kpi={kpi.metric}
      data-value={kpi.value ?? ''}
      sx={(theme) => ({
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        width: '100%',
        height: '100%',
        p: { xs: 1.5, sm: 2 },
        font: 'inherit',
        color: 'inherit',
        textAlign: 'left',
        borderRadius: '12px',
        border: `1px solid ${pressed ? theme.vars!.palette.chart[colour] : theme.vars!.palette.surface.hairline}`,
        boxShadow: pressed ? `inset 0 2px 0 ${theme.vars!.palette.chart[colour]}` : 'none',
        backgroundColor: theme.vars!.palette.background.paper,
        ...(onToggle ? { cursor: 'pointer', '&:hover': { borderColor: theme.vars!.palette.chart[colour] } } : {}),
      })}
    >
      <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {METRICS[kpi.metric].text}
      </Box>
      <Box component="span" sx={{ fontSize: { xs: '1.25rem', sm: '1.5rem' }, fontWeight: 600, letterSpacing: '-0.02em', lineHeight: 1.3, whiteSpace: 'nowrap' }}>
        {figure(kpi.metric, kpi.value, { currency, short: true })}
      </Box>
      <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.75, minHeight: 20, fontSize: '0.8125rem', color: 'text.secondary' }}>
        <Moved kpi={kpi} metric={kpi.metric} currency={currency} />
      </Box>
      {note && (
        <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
          {note}
        </Box>
      )}
      <Box component="span" sx={{ display: 'block', mt: 'auto', pt: 1.25 }}>
        {kpi.series.length > 1 && <Sparkline values={kpi.series} colour={colour} filled height={30} />}
      </Box>
    </Box>
  );
}

function Moved({ kpi, metric, currency }: { kpi: Kpi; metric: Metric; currency: string }) {
  if (kpi.value === null) return <>Not reported</>;
  const before = figure(metric, kpi.previous, { currency, short: true });
  return (
    <>
      {kpi.growth === null ? null : <Delta metric={metric} growth={kpi.growth} />}
      <span>{kpi.previous === null ? 'nothing to compare' : `from ${before}`}</span>
    </>
  );
}
