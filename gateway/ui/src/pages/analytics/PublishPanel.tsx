import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';

import { best, edge, heatOf, turned } from '../../components/charts/heat';
import { HeatMap } from '../../components/charts/HeatMap';
import { EmptyState } from '../../components/common/EmptyState';
import { Table, type Column } from '../../components/common/Table';
import { Field } from '../../components/forms/Field';
import type { HeatMapView } from '../../services/api';
import { PACIFIC } from '../../utils/days';
import { cellText, figure } from '../../utils/metrics';
import { FiguresPanel } from '../parts/FiguresPanel';
import { useFigures } from '../parts/useFigures';

type Cell = HeatMapView['cells'][number];
type Asked = { from: string; to: string; channel_id?: string[] };
type Props = { asked: Asked; /** Null: Pacific. */ zone: string | null; onZone: (zone: string | null) => void };

/** Weekday by hour of publishing: how videos of that slot did in their first week. */
export function PublishPanel({ asked, zone, onZone }: Props) {
  const load = useFigures('/api/v1/analytics/heatmap', { kind: 'publish', ...asked, ...(zone === null ? {} : { tz: zone }) });
  return (
    <FiguresPanel
      title="Hours of publishing"
      load={load}
      rows={7}
      rowHeight={34}
      tools={<Zone zone={zone} onZone={onZone} />}
      empty={({ cells }) => (cells.length === 0 ? <EmptyState kind="filtered" icon="clock" title="Nothing was published in these days" text="Choose more days to see which hours did well." /> : null)}
      table={(view) => <SlotTable view={view} />}
    >
      {(view) => <Drawn view={view} />}
    </FiguresPanel>
  );
}

const short = (weekday: string) => weekday.slice(0, 3);
const slot = (view: HeatMapView, cell: Cell) => `${short(view.rows[cell.row] ?? '')} ${view.columns[cell.column]}:00`;
const says = (cell: Cell) => {
  const videos = `${cell.count} ${cell.count === 1 ? 'video' : 'videos'}`;
  return cell.value === null ? `${videos}, younger than a week` : `${figure('views', Math.round(cell.value))} views in the first week, ${cell.count === 1 ? 'one video' : `mean of ${videos}`}`;
};

function Drawn({ view }: { view: HeatMapView }) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'), { noSsr: true });
  const heat = heatOf(view.rows.map((day) => edge(day, short(day))), view.columns.map((hour) => edge(`${hour}:00`, hour)), view.cells, (cell) => ({
    text: cell.value === null || cell.value === undefined ? '·' : cellText('views', cell.value),
    says: `${slot(view, cell as Cell)}: ${says(cell as Cell)}`,
  }));
  return (
    <Box component="figure" sx={{ m: 0 }} data-chart="publish">
      <HeatMap label="Weekday by hour of publishing" heat={narrow ? turned(heat) : heat} cell={narrow ? 30 : 36} corner={narrow ? 'Hour' : 'Day'} />
      <Typography component="figcaption" variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {best(view.cells, 3).length === 0 ? 'No video is a week old yet.' : `Best so far: ${best(view.cells, 3).map((cell) => `${slot(view, cell)} (${says(cell)})`).join('; ')}.`}
        {view.left_out > 0 && ` ${view.left_out.toLocaleString()} more videos are not counted.`}
      </Typography>
    </Box>
  );
}

function SlotTable({ view }: { view: HeatMapView }) {
  const columns: Column<Cell>[] = [
    { key: 'slot', head: 'Slot', heads: true, cell: (cell) => slot(view, cell) },
    { key: 'count', head: 'Videos', align: 'right', cell: (cell) => cell.count },
    { key: 'value', head: 'Mean views, first week', align: 'right', cell: (cell) => figure('views', cell.value) },
  ];
  return <Table label="Hours of publishing" columns={columns} rows={view.cells} rowKey={({ row, column }) => `${row} ${column}`} />;
}

function Zone({ zone, onZone }: { zone: string | null; onZone: (zone: string | null) => void }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([PACIFIC, own, 'UTC', zone ?? PACIFIC])];
  return <Field label="Time zone" value={zone ?? PACIFIC} options={zones.map((each) => ({ value: each, text: each.replaceAll('_', ' ') }))} onValue={(next) => onZone(next === PACIFIC ? null : next)} sx={{ width: 210 }} />;
}
