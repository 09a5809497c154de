import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import type { StageView, VideoView } from '../../services/api';
import { sentence, words } from '../../utils/format';
import { checksOf, qualityOf, type Check, type Quality, type QualityPart } from './outputs';
import { revisionOf, score, type Change, type Revision } from './revision';

const COLUMNS: Column<Check>[] = [
  { key: 'name', head: 'Check', cell: (check) => words(check.name) },
  { key: 'measured', head: 'Measured', cell: (check) => check.measured },
  { key: 'expected', head: 'Expected', wide: true, cell: (check) => check.expected },
  { key: 'passed', head: 'Result', width: 120, cell: (check) => <Pill look={check.passed ? { tone: 'green', icon: 'check' } : { tone: 'red', icon: 'warning' }} text={check.passed ? 'Passed' : 'Failed'} /> },
];

const PARTS: Column<QualityPart>[] = [
  { key: 'name', head: 'Part', cell: (part) => words(part.name) },
  { key: 'score', head: 'Score', align: 'right', width: 90, cell: (part) => score(part.score) },
  { key: 'weight', head: 'Share', align: 'right', width: 90, cell: (part) => `${Math.round(part.weight * 100)} %` },
  { key: 'reasons', head: 'What took from it', cell: (part) => (part.reasons.length === 0 ? '–' : sentence(part.reasons.join('; '))) },
];

/** A score by its parts: house rules that anyone can check, no probability. */
function QualityPanel({ name, quality, threshold }: { name: string; quality: Quality; threshold: number }) {
  const below = quality.total < threshold / 100;
  const asked = below ? { tone: 'amber' as const, icon: 'warning' as const } : { tone: 'green' as const, icon: 'check' as const };
  return (
    <Panel flush title={`${name} score ${score(quality.total)} of 1, by ${quality.by}`} action={threshold > 0 && <Pill look={asked} text={`${below ? 'Below' : 'Not below'} ${score(threshold / 100)}`} />} sx={{ mb: 3 }}>
      <Table label={`${name} score`} columns={PARTS} rows={quality.parts} rowKey={(part) => part.name} />
    </Panel>
  );
}

const CHANGES: Column<Change>[] = [
  { key: 'part', head: 'For', cell: (change) => words(change.part) },
  { key: 'done', head: 'What was changed', cell: (change) => change.done },
  { key: 'reasons', head: 'Why', wide: true, cell: (change) => sentence(change.reasons.join('; ')) },
  { key: 'after', head: 'Score', align: 'right', width: 120, cell: (change) => `${score(change.before)} to ${score(change.after)}` },
];

function RevisionPanel({ revision }: { revision: Revision }) {
  const { before, after, tried, changes } = revision;
  if (changes.length === 0) {
    return (
      <Panel title="Revision: nothing made the script better" sx={{ mb: 3 }}>
        <Typography variant="body2" color="textSecondary">
          {tried === 0 ? 'The script was below the threshold of its channel, and there was no change that could be judged.' : `The script was below the threshold of its channel. ${tried} changes were tried, and none made it better, so it stays as it was written.`}
        </Typography>
      </Panel>
    );
  }
  return (
    <Panel flush title={`Revised once: from ${score(before)} to ${score(after)}`} sx={{ mb: 3 }}>
      <Box sx={{ px: { xs: 2, sm: 2.5 }, pb: 1 }}>
        <Typography variant="body2" color="textSecondary">
          The script was below the threshold of its channel. {tried} changes were tried by the reasons of its score; these made it better. The tab “Script” shows it before and after.
        </Typography>
      </Box>
      <Table label="Changes of the script" columns={CHANGES} rows={changes} rowKey={(change) => change.part + change.done} />
    </Panel>
  );
}

/** What was measured against what was expected, before anything goes out. */
export function ChecksTab({ video, stages }: { video: VideoView; stages: readonly StageView[] }) {
  const groups = checksOf(stages);
  if (groups.length === 0) {
    return (
      <Panel flush title="Checks">
        <EmptyState kind="never" icon="script_check" title="Nothing checked yet" text="The script is checked when it is written, the video when it is rendered." />
      </Panel>
    );
  }
  const [script, film, revision] = [qualityOf(stages, 'script_check'), qualityOf(stages, 'video_check'), revisionOf(stages)];
  return (
    <>
      {script && <QualityPanel name="Script" quality={script} threshold={video.quality_threshold} />}
      {revision && <RevisionPanel revision={revision} />}
      {film && <QualityPanel name="Video" quality={film} threshold={video.quality_threshold} />}
      {groups.map(({ stage, checks }) => (
        <Panel key={stage} flush title={words(stage)} sx={{ mb: 3 }}>
          <Table label={words(stage)} columns={COLUMNS} rows={checks} rowKey={(check) => check.name} />
        </Panel>
      ))}
    </>
  );
}
