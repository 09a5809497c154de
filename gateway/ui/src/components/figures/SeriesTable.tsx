import { Table, type Column } from '../common/Table';
import { figure, METRICS, type Metric } from '../../utils/metrics';
import type { Granularity } from '../../utils/range';
import { momentText, type Row } from '../../utils/series';

type Props = { label: string; rows: readonly Row[]; metrics: readonly Metric[]; granularity: Granularity; zone: string; currency: string; compare: boolean };

/** What a chart over time shows, newest first. */
export function SeriesTable({ label, rows, metrics, granularity, zone, currency, compare }: Props) {
  const say = (metric: Metric, value: number | null | undefined) => figure(metric, value, { currency });
  const columns: Column<Row>[] = [
    { key: 'start', head: granularity === 'hour' ? 'Hour' : 'Day', heads: true, cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{momentText(row.start, granularity, zone)}</span> },
    ...metrics.flatMap((metric): Column<Row>[] => [
      { key: metric, head: METRICS[metric].text, align: 'right', cell: (row) => say(metric, row.marks[metric]?.value) },
      ...(compare ? [{ key: `${metric} before`, head: 'Before', align: 'right' as const, cell: (row: Row) => say(metric, row.marks[metric]?.before) }] : []),
    ]),
    { key: 'state', head: 'State', align: 'right', wide: true, cell: (row) => (metrics.some((metric) => row.marks[metric]?.complete === false) ? 'may still change' : 'final') },
  ];
  return <Table label={label} columns={columns} rows={[...rows].reverse()} rowKey={(row) => row.start} />;
}
