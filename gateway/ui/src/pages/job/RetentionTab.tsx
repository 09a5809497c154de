import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import { RetentionCurve } from '../../components/charts/Retention';
import { Panel } from '../../components/common/Panel';
import { PanelMenu } from '../../components/figures/PanelMenu';
import { Table, type Column } from '../../components/common/Table';
import { exportedRetention } from '../../services/analytics';
import type { Retention } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { longDay } from '../../utils/days';
import { clock } from '../../utils/format';
import { shareText } from '../../utils/metrics';
import { fileName, saveBlob } from '../../utils/save';
import { asApiError } from '../../services/problem';
import { SourceLine } from '../parts/SourceLine';
import { worstOf } from './retention';

type Scene = Retention['scenes'][number];
type Props = { retention: Retention; timeMs: number; lengthMs: number | null; onSeek: (ms: number) => void };

/** Where viewers stay and where they leave, scene by scene; a press goes to the scene in the video. */
export function RetentionTab({ retention, timeMs, lengthMs, onSeek }: Props) {
  const { scenes, points, day } = retention;
  const length = lengthMs ?? scenes.at(-1)?.end_ms ?? null;
  const worst = worstOf(scenes);
  const [asTable, setAsTable] = useState(false);
  const toast = useUiStore((state) => state.toast);
  const onExport = (format: 'csv' | 'json') =>
    void exportedRetention(retention.video_id, format).then(
      (blob) => saveBlob(blob, `${fileName('Retention', retention.video_id, day)}.${format}`),
      (error: unknown) => toast(asApiError(error).message, 'error'),
    );
  return (
    <Panel flush title="Who still watches" action={<PanelMenu title="Retention" asTable={asTable} onAsTable={setAsTable} onExport={onExport} />}>
      <Box component="figure" sx={{ m: 0, px: 2.5, pb: 2 }} data-chart="retention">
        {asTable ? (
          <Table label="Retention as a table" columns={POINTS} rows={points} rowKey={({ at }) => String(at)} />
        ) : (
          <RetentionCurve points={points} cuts={length === null ? [] : scenes.slice(1).map(({ start_ms: start }) => start / length)} at={timeMs > 0 && length !== null ? Math.min(1, timeMs / length) : null} />
        )}
        <Typography component="figcaption" variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          As reported for {longDay(day)}. {summary(points)}
          {worst && ` Most leave in scene ${worst.index + 1}: ${shareText(worst.lost)} of those who began.`}
        </Typography>
      </Box>
      {scenes.length > 0 && <Table label="Retention by scene" columns={columns(onSeek, worst)} rows={scenes} rowKey={({ index }) => String(index)} />}
      <SourceLine data={retention} />
    </Panel>
  );
}

const POINTS: Column<Retention['points'][number]>[] = [
  { key: 'at', head: 'Into the video', heads: true, cell: ({ at }) => shareText(at) },
  { key: 'watching', head: 'Still there', align: 'right', cell: ({ watching }) => shareText(watching) },
];

function summary(points: Retention['points']): string {
  const last = points.at(-1);
  return last ? `${shareText(last.watching)} are there at the end.` : 'The curve has no point.';
}

function columns(onSeek: (ms: number) => void, worst: Scene | null): Column<Scene>[] {
  return [
    { key: 'start', head: 'From', width: 64, cell: (scene) => <Play scene={scene} onSeek={onSeek} /> },
    { key: 'text', head: 'Scene', heads: true, cell: ({ text, index }) => <Box sx={{ overflowWrap: 'anywhere' }}>{`${index + 1}. ${text}`}</Box> },
    { key: 'start-share', head: 'At its start', align: 'right', wide: true, cell: ({ watching_start: start }) => shareText(start) },
    { key: 'end-share', head: 'At its end', align: 'right', wide: true, cell: ({ watching_end: end }) => shareText(end) },
    { key: 'lost', head: 'Left', align: 'right', cell: (scene) => <Lost scene={scene} worst={scene === worst} /> },
  ];
}

function Play({ scene, onSeek }: { scene: Scene; onSeek: (ms: number) => void }) {
  return (
    <Box
      component="button"
      type="button"
      aria-label={`Play from ${clock(scene.start_ms)}`}
      onClick={() => onSeek(scene.start_ms)}
      sx={{ minHeight: 24, p: 0, border: 0, background: 'none', font: 'inherit', cursor: 'pointer', color: 'primary.main', '&:hover': { textDecoration: 'underline' } }}
    >
      {clock(scene.start_ms)}
    </Box>
  );
}

function Lost({ scene, worst }: { scene: Scene; worst: boolean }) {
  return (
    <Box component="span" data-lost={scene.lost} sx={{ whiteSpace: 'nowrap', fontWeight: worst ? 650 : 'inherit' }}>
      {scene.lost < 0 ? `${shareText(-scene.lost)} came back` : shareText(scene.lost)}
    </Box>
  );
}
