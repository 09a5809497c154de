import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import type { StageView } from '../../services/api';
import { words } from '../../utils/format';
import { checksOf, type Check } from './outputs';

const COLUMNS: Column<Check>[] = [
  { key: 'name', head: 'Check', cell: (check) => words(check.name) },
  { key: 'measured', head: 'Measured', cell: (check) => check.measured },
  { key: 'expected', head: 'Expected', wide: true, cell: (check) => check.expected },
  { key: 'passed', head: 'Result', width: 120, cell: (check) => <Pill look={check.passed ? { tone: 'green', icon: 'check' } : { tone: 'red', icon: 'warning' }} text={check.passed ? 'Passed' : 'Failed'} /> },
];

/** What was measured against what was expected, before anything goes out. */
export function ChecksTab({ stages }: { stages: readonly StageView[] }) {
  const groups = checksOf(stages);
  if (groups.length === 0) {
    return (
      <Panel flush title="Checks">
        <EmptyState kind="never" icon="script_check" title="Nothing checked yet" text="The script is checked when it is written, the video when it is rendered." />
      </Panel>
    );
  }
  return groups.map(({ stage, checks }) => (
    <Panel key={stage} flush title={words(stage)} sx={{ mb: 3 }}>
      <Table label={words(stage)} columns={COLUMNS} rows={checks} rowKey={(check) => check.name} />
    </Panel>
  ));
}
