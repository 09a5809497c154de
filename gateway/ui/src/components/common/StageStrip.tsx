// A video's way through its stages as a strip of film: one cell a stage, filled as far as it got.

import Box from '@mui/material/Box';

import type { VideoView } from '../../services/api';
import { percent, words } from '../../utils/format';
import { toneOf } from './StatusChip';

type Props = { video: Pick<VideoView, 'status' | 'stage' | 'stage_index' | 'stage_count' | 'stage_progress' | 'progress' | 'topic'> };

export function StageStrip({ video }: Props) {
  const { status, stage, stage_index: index, stage_count: count, stage_progress: within } = video;
  const done = status === 'published';
  const tone = toneOf(status);
  return (
    <Box
      role="progressbar"
      aria-label={`Progress of ${video.topic}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(video.progress)}
      aria-valuetext={`${percent(video.progress)}${stage && !done ? `, ${words(stage)}` : ''}`}
      sx={{ display: 'flex', gap: '3px', width: '100%', minWidth: 110 }}
    >
      {Array.from({ length: count }, (_, cell) => (
        <Cell key={cell} filled={done || (stage !== null && cell < index) ? 1 : stage !== null && cell === index ? within : 0} tone={tone} active={(status === 'running' || status === 'failed') && cell === index} />
      ))}
    </Box>
  );
}

function Cell({ filled, tone, active }: { filled: number; tone: ReturnType<typeof toneOf>; active: boolean }) {
  return (
    <Box
      sx={(theme) => ({
        flex: 1,
        height: 8,
        borderRadius: '2px',
        overflow: 'hidden',
        backgroundColor: theme.vars!.palette.tone.neutral.bg,
        boxShadow: active ? `0 0 0 1.5px ${theme.vars!.palette.tone[tone].solid}` : 'none',
      })}
    >
      <Box
        sx={(theme) => ({
          height: '100%',
          transformOrigin: 'left',
          transition: 'transform 250ms linear',
          backgroundColor: theme.vars!.palette.tone[tone].solid,
        })}
        style={{ transform: `scaleX(${filled})` }}
      />
    </Box>
  );
}
