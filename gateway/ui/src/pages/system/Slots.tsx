import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

import { EmptyState } from '../../components/common/EmptyState';
import type { IconName } from '../../components/common/Icon';
import { Panel } from '../../components/common/Panel';
import { Pill } from '../../components/common/StatusChip';
import { Table, type Column } from '../../components/common/Table';
import { useVideo } from '../../stores/videoStore';
import type { ToneName } from '../../theme/theme';
import { words } from '../../utils/format';
import type { Slot } from './studio';

const LOOKS: Record<string, { tone: ToneName; icon: IconName }> = {
  idle: { tone: 'neutral', icon: 'clock' },
  busy: { tone: 'indigo', icon: 'play' },
  starting: { tone: 'amber', icon: 'retry' },
  unavailable: { tone: 'red', icon: 'warning' },
};

const COLUMNS: Column<Slot>[] = [
  { key: 'name', head: 'Slot', cell: (slot) => slot.name },
  { key: 'state', head: 'State', width: 140, cell: (slot) => <Pill look={LOOKS[slot.state] ?? { tone: 'neutral', icon: 'dot' }} text={words(slot.state)} /> },
  { key: 'video', head: 'Works on', cell: (slot) => (slot.videoId === null ? slot.detail || '–' : <Video id={slot.videoId} />) },
  { key: 'pid', head: 'Process', align: 'right', wide: true, cell: (slot) => slot.pid ?? '–' },
  { key: 'restarts', head: 'Restarts', align: 'right', wide: true, cell: (slot) => slot.restarts },
];

/** Worker processes and what each holds. */
export function Slots({ slots }: { slots: readonly Slot[] }) {
  return (
    <Panel flush title="Worker slots">
      {slots.length === 0 ? <EmptyState kind="never" icon="system" title="No slot reports yet" text="Workers start with the studio." /> : <Table label="Worker slots" columns={COLUMNS} rows={slots} rowKey={(slot) => slot.name} />}
    </Panel>
  );
}

function Video({ id }: { id: string }) {
  const video = useVideo(id);
  return (
    <Link component={RouterLink} to={`/videos/${id}`}>
      {video?.title ?? video?.topic ?? id}
    </Link>
  );
}
