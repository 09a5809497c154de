import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

import { Icon, type IconName } from './Icon';

type Props = {
  /** `never`: nothing was ever there; `filtered`: the filter hides all; `forbidden`: somebody else must grant it. */
  kind: 'never' | 'filtered' | 'forbidden';
  title: string;
  text: string;
  icon?: IconName;
  action?: ReactNode;
};

const ICONS = { never: 'videos', filtered: 'search', forbidden: 'stop' } as const;

export function EmptyState({ kind, title, text, icon, action }: Props) {
  return (
    <Box data-empty={kind} sx={{ display: 'grid', justifyItems: 'center', gap: 1, textAlign: 'center', py: 7, px: 3 }}>
      <Box
        sx={(theme) => ({
          display: 'grid',
          placeItems: 'center',
          width: 52,
          height: 52,
          mb: 1,
          borderRadius: '14px',
          color: theme.vars!.palette.tone.indigo.fg,
          backgroundColor: theme.vars!.palette.tone.indigo.bg,
        })}
      >
        <Icon name={icon ?? ICONS[kind]} sx={{ fontSize: 26 }} />
      </Box>
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ maxWidth: 420 }}>
        {text}
      </Typography>
      {action && <Box sx={{ mt: 1.5 }}>{action}</Box>}
    </Box>
  );
}
