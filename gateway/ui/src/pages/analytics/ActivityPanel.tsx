import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { edge, heatOf } from '../../components/charts/heat';
import { HeatMap } from '../../components/charts/HeatMap';
import { EmptyState } from '../../components/common/EmptyState';
import { Table, type Column } from '../../components/common/Table';
import { Field } from '../../components/forms/Field';
import type { HeatMapView } from '../../services/api';
import { longDay, monthText } from '../../utils/days';
import { cellText, figure, isMetric, METRIC_NAMES, METRICS, type Metric } from '../../utils/metrics';
import { FiguresPanel } from '../parts/FiguresPanel';
import { useFigures } from '../parts/useFigures';

type Props = { asked: { from: string; to: string; channel_id?: string[] }; metric: string | null; onMetric: (metric: string | null) => void };

const USUAL: Metric = 'views';
const MOST_CHANNELS = 50;

/** Channel by day of one figure. */
export function ActivityPanel({ asked, metric: told, onMetric }: Props) {
  const metric = told !== null && isMetric(told) ? told : USUAL;
  const load = useFigures('/api/v1/analytics/heatmap', { kind: 'activity', metric: [metric], limit: MOST_CHANNELS, ...asked });
  return (
    <FiguresPanel
      title="Channels by day"
      load={load}
      rows={6}
      rowHeight={34}
      tools={<Field label="Figure" value={metric} options={METRIC_NAMES.map((value) => ({ value, text: METRICS[value].text }))} onValue={(next) => onMetric(next === USUAL ? null : next)} sx={{ width: 190 }} />}
      empty={({ cells }) => (cells.length === 0 ? <EmptyState kind="filtered" icon="calendar" title="Nothing is known for these days" text="Choose other days or another figure." /> : null)}
      table={(view) => <CellTable view={view} metric={metric} />}
    >
      {(view) => (
        <Box component="figure" sx={{ m: 0 }} data-chart="activity">
          <HeatMap
            label={`${METRICS[metric].text} of each channel by day`}
            heat={heatOf(view.rows.map((name) => edge(name)), view.columns.map((day, column) => edge(longDay(day), columnText(day, column))), view.cells, (cell) => ({
              text: cell.value === null || cell.value === undefined ? '·' : cellText(metric, cell.value, view.currency),
              says: `${view.rows[cell.row]}, ${longDay(view.columns[cell.column] ?? '')}: ${figure(metric, cell.value, { currency: view.currency })}${cell.count > 0 ? `, ${cell.count} published` : ''}`,
            }))}
            cell={33}
            head={130}
            corner="Channel"
          />
          {view.left_out > 0 && (
            <Typography component="figcaption" variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
              {view.left_out.toLocaleString()} smaller channels are left out.
            </Typography>
          )}
        </Box>
      )}
    </FiguresPanel>
  );
}

/** The day of the month; the month above it where it begins. */
const columnText = (day: string, column: number) => `${column === 0 || day.endsWith('-01') ? `${monthText(day).split(' ')[0]}\n` : ''}${Number(day.slice(8))}`;

function CellTable({ view, metric }: { view: HeatMapView; metric: Metric }) {
  type Cell = HeatMapView['cells'][number];
  const columns: Column<Cell>[] = [
    { key: 'channel', head: 'Channel', heads: true, cell: ({ row }) => view.rows[row] },
    { key: 'day', head: 'Day', cell: ({ column }) => longDay(view.columns[column] ?? '') },
    { key: 'value', head: METRICS[metric].text, align: 'right', cell: ({ value }) => figure(metric, value, { currency: view.currency }) },
    { key: 'count', head: 'Published', align: 'right', cell: ({ count }) => count },
  ];
  return <Table label="Channels by day" columns={columns} rows={view.cells} rowKey={({ row, column }) => `${row} ${column}`} />;
}
