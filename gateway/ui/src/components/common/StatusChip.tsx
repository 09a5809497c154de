import Box from '@mui/material/Box';

import type { ChannelView, VideoStatus } from '../../services/api';
import type { ToneName } from '../../theme/theme';
import { words } from '../../utils/format';
import { Icon, type IconName } from './Icon';

type Look = { tone: ToneName; icon: IconName };

const VIDEO: Record<VideoStatus, Look> = {
  queued: { tone: 'neutral', icon: 'clock' },
  running: { tone: 'indigo', icon: 'play' },
  paused: { tone: 'amber', icon: 'pause' },
  in_review: { tone: 'violet', icon: 'eye' },
  publishing: { tone: 'teal', icon: 'up' },
  published: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'warning' },
  cancelled: { tone: 'neutral', icon: 'stop' },
};

const CHANNEL: Record<ChannelView['status'], Look> = {
  active: { tone: 'green', icon: 'check' },
  paused: { tone: 'amber', icon: 'pause' },
  archived: { tone: 'neutral', icon: 'stop' },
};

const UNKNOWN: Look = { tone: 'neutral', icon: 'dot' };

/** What a status is called; newer gateways may know more than this page. */
export const statusLabel = (status: string) => words(status);
export const toneOf = (status: VideoStatus): ToneName => (VIDEO[status] ?? UNKNOWN).tone;

export function StatusChip({ status }: { status: VideoStatus }) {
  return <Pill look={VIDEO[status] ?? UNKNOWN} text={statusLabel(status)} />;
}

export function ChannelChip({ status }: { status: ChannelView['status'] }) {
  return <Pill look={CHANNEL[status] ?? UNKNOWN} text={words(status)} />;
}

export function Pill({ look: { tone, icon }, text }: { look: Look; text: string }) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        paddingInline: '7px 10px',
        height: 24,
        borderRadius: 12,
        fontSize: '0.8125rem',
        fontWeight: 550,
        whiteSpace: 'nowrap',
        color: theme.vars!.palette.tone[tone].fg,
        backgroundColor: theme.vars!.palette.tone[tone].bg,
      })}
    >
      <Icon name={icon} sx={{ fontSize: 14, strokeWidth: 2.2 }} />
      {text}
    </Box>
  );
}
