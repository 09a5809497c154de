import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import type { StageView } from '../../services/api';
import { words } from '../../utils/format';
import { checksOf, qualityOf, type Check, type Quality, type QualityPart } from './outputs';

const COLUMNS: Column<Check>[] = [
  { key: 'name', head: 'Check', cell: (check) => words(check.name) },
  { key: 'measured', head: 'Measured', cell: (check) => check.measured },
  { key: 'expected', head: 'Expected', wide: true, cell: (check) => check.expected },
  { key: 'passed', head: 'Result', width: 120, cell: (check) => <Pill look={check.passed ? { tone: 'green', icon: 'check' } : { tone: 'red', icon: 'warning' }} text={check.passed ? 'Passed' : 'Failed'} /> },
];

const PARTS: Column<QualityPart>[] = [
  { key: 'name', head: 'Part', cell: (part) => words(part.name) },
  { key: 'score', head: 'Score', align: 'right', width: 90, cell: (part) => part.score.toFixed(2) },
  { key: 'weight', head: 'Share', align: 'right', width: 90, cell: (part) => `${Math.round(part.weight * 100)} %` },
  { key: 'reasons', head: 'What took from it', wide: true, cell: (part) => (part.reasons.length === 0 ? '–' : part.reasons.join('; ')) },
];

/** The score of the script by its parts: house rules that anyone can check, no probability. */
function QualityPanel({ quality }: { quality: Quality }) {
  return (
    <Panel flush title={`Script score ${quality.total.toFixed(2)} of 1, by ${quality.by}`} sx={{ mb: 3 }}>
      <Table label="Script score" columns={PARTS} rows={quality.parts} rowKey={(part) => part.name} />
    </Panel>
  );
}

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
  const quality = qualityOf(stages);
  return (
    <>
      {quality && <QualityPanel quality={quality} />}
      {groups.map(({ stage, checks }) => (
        <Panel key={stage} flush title={words(stage)} sx={{ mb: 3 }}>
          <Table label={words(stage)} columns={COLUMNS} rows={checks} rowKey={(check) => check.name} />
        </Panel>
      ))}
    </>
  );
}
