import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';

import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Table, type Column } from '../../components/common/Table';
import { KpiCard } from '../../components/figures/KpiCard';
import { PanelMenu } from '../../components/figures/PanelMenu';
import type { Kpi, Overview } from '../../services/api';
import type { ChartColour } from '../../theme/theme';
import { spanText } from '../../utils/days';
import { figure, isMetric, METRICS, shareText, UNKNOWN, type Metric } from '../../utils/metrics';
import { SourceLine } from './SourceLine';
import type { Asked } from './useFigures';
import { useExport } from './useExport';

type Props = {
  load: Asked<Overview>;
  shown: readonly Metric[];
  notes?: (overview: Overview) => Partial<Record<Metric, ReactNode>>;
  /** Makes the cards switches of what is charted below. */
  toggle?: { on: readonly Metric[]; onToggle: (metric: Metric) => void; colour: (metric: Metric) => ChartColour };
};

/** The key figures of a period, each against the period before. */
export function KpiRow({ load, shown, notes, toggle }: Props) {
  const [asTable, setAsTable] = useState(false);
  const exportAs = useExport('Key figures', load);
  const { data } = load;
  return (
    <Box component="section" aria-label="Key figures">
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, mb: 1, minHeight: 28 }}>
        <Typography variant="body2" color="textSecondary">
          {data && <Against data={data} />}
        </Typography>
        <PanelMenu title="Key figures" asTable={asTable} onAsTable={setAsTable} onExport={exportAs} disabled={data === null} />
      </Box>
      {data !== null && asTable ? (
        <Panel flush>
          <KpiTable overview={data} />
        </Panel>
      ) : (
        <PanelBody load={load} rows={1} rowHeight={152}>
          {(overview) => <Cards overview={overview} shown={shown} notes={notes?.(overview) ?? {}} toggle={toggle} />}
        </PanelBody>
      )}
      {data && <SourceLine data={data} />}
    </Box>
  );
}

function Against({ data }: { data: Overview }) {
  const open = data.kpis.some((kpi) => kpi.value !== null && !kpi.complete);
  return (
    <>
      Against {spanText(data.previous.from, data.previous.to)}
      {open && '; the newest days may still change'}
    </>
  );
}

type CardsProps = { overview: Overview; shown: readonly Metric[]; notes: Partial<Record<Metric, ReactNode>>; toggle: Props['toggle'] };

function Cards({ overview, shown, notes, toggle }: CardsProps) {
  const kpis = shown.flatMap((metric) => overview.kpis.filter((kpi) => kpi.metric === metric).map((kpi) => [metric, kpi] as const));
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: { xs: 1, sm: 1.5 }, gridTemplateColumns: `repeat(auto-fit, minmax(min(${kpis.length > 6 ? 150 : 170}px, calc(50% - 4px)), 1fr))` }}>
      {kpis.map(([metric, kpi]) => (
        <Box component="li" key={metric} sx={{ minWidth: 0 }}>
          <KpiCard
            kpi={kpi}
            currency={overview.currency}
            note={notes[metric]}
            {...(toggle ? { pressed: toggle.on.includes(metric), onToggle: () => toggle.onToggle(metric), colour: toggle.colour(metric) } : {})}
          />
        </Box>
      ))}
    </Box>
  );
}

const known = (kpi: Kpi): kpi is Kpi & { metric: Metric } => isMetric(kpi.metric);

function KpiTable({ overview }: { overview: Overview }) {
  const { currency } = overview;
  const columns: Column<Kpi & { metric: Metric }>[] = [
    { key: 'name', head: 'Figure', heads: true, cell: ({ metric }) => METRICS[metric].text },
    { key: 'value', head: 'This period', align: 'right', cell: ({ metric, value }) => figure(metric, value, { currency }) },
    { key: 'previous', head: 'Period before', align: 'right', cell: ({ metric, previous }) => figure(metric, previous, { currency }) },
    { key: 'growth', head: 'Change', align: 'right', cell: ({ growth }) => (growth === null ? UNKNOWN : shareText(growth, undefined, 'exceptZero')) },
    { key: 'state', head: 'State', align: 'right', wide: true, cell: ({ value, complete }) => (value === null ? 'not reported' : complete ? 'final' : 'may still change') },
  ];
  return <Table label="Key figures" columns={columns} rows={overview.kpis.filter(known)} rowKey={(kpi) => kpi.metric} />;
}
