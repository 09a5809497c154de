import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import type { ModelLine } from './studio';

const COLUMNS: Column<ModelLine>[] = [
  { key: 'task', head: 'Prediction', cell: (line) => line.task },
  { key: 'source', head: 'Answered by', width: 140, cell: (line) => <Pill look={line.source === 'model' ? { tone: 'green', icon: 'check' } : { tone: 'amber', icon: 'warning' }} text={line.source === 'model' ? 'Model' : 'Rule'} /> },
  { key: 'model', head: 'Which', cell: (line) => (line.version === null ? line.model : `${line.model} (${line.version})`) },
  { key: 'because', head: 'Why', wide: true, cell: (line) => line.because || '–' },
];

/** Which model, or which rule, gave the last answers of each prediction. */
export function Models({ models }: { models: readonly ModelLine[] }) {
  return (
    <Panel flush title="Models">
      {models.length === 0 ? <EmptyState kind="never" icon="system" title="Nothing scored yet" text="Topics are scored when signals about them come in." /> : <Table label="Models" columns={COLUMNS} rows={models} rowKey={(line) => line.task} />}
    </Panel>
  );
}
